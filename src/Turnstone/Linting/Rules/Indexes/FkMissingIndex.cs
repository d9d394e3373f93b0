namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;

/// <summary>A foreign key whose rows nobody finds.</summary>
sealed class FkMissingIndex : SetRule
{
    public override string Name => "fk-missing-index";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "PostgreSQL makes no index for a foreign key. Each DELETE in the other table, and each change of its key, looks for rows that refer to it: without an index that reads this table from end to end, once for every row deleted, while the row is locked.";

    public override string Cure => "CREATE INDEX CONCURRENTLY on the columns of the key.";

    public override string Limits => "Looked for when all migrations have passed, so an index that a later one makes counts; so does one that only begins with one of the columns. Not said of a table that was not seen from its beginning, whose indexes are not known.";

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        foreach (var table in context.Known.Tables)
        {
            foreach (var constraint in table.Constraints.Where(one => one.Constraint is ForeignKey { Attributes.IsEnforced: not false } && !one.Columns.IsEmpty))
            {
                if (constraint.Made?.Place is { File.IsAsked: true } place && IsKnown(table, constraint) && !table.FindsBy(constraint.Columns))
                {
                    var (key, columns) = ((ForeignKey)constraint.Constraint, string.Join(", ", constraint.Columns.Select(column => new PlainName(column))));
                    yield return Finding.At(place, key.Span, $"Whoever deletes a row of {key.Table.Shown()} reads all of {context.Known.Written(table).Shown()}: no index is on {columns}.",
                        $"CREATE INDEX CONCURRENTLY ON {context.Known.Written(table).Shown()} ({columns});");
                }
            }
        }
    }

    static bool IsKnown(KnownTable table, KnownConstraint constraint) => table.IsWhole || constraint.Columns.All(column => table.Columns.GetValueOrDefault(column)?.Made is not null);
}
