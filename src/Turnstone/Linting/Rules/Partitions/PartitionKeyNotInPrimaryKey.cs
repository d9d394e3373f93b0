namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A key of a partitioned table that leaves out what its rows are spread by.</summary>
sealed class PartitionKeyNotInPrimaryKey : NodeRule<UniqueConstraint>
{
    public override string Name => "partition-key-not-in-primary-key";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL refuses a primary key or a unique constraint on a partitioned table that does not hold all columns of the partition key: each partition can only know its own rows.";

    public override string Cure => "PRIMARY KEY (…, the partition key's columns). What has to be unique without them needs a table of its own, that is not partitioned.";

    protected override IEnumerable<Finding> Check(UniqueConstraint key, LintContext context)
    {
        var create = context.Statement as CreateTable;
        var strategy = create is not null ? create.PartitionBy : context.Altered is { } altered ? context.Known.Table(altered)?.Strategy : null;
        if (strategy is null || key.UsingIndex is not null)
        {
            yield break;
        }
        var kind = key.IsPrimaryKey ? "primary key" : "unique constraint";
        if (strategy.Keys.Any(one => one.Column is null))
        {
            yield return Finding.Of(key, $"PostgreSQL refuses it: the table is spread by an expression, which no {kind} can hold.");
            yield break;
        }
        var own = key.Columns.IsEmpty ? ColumnOf(key, context) is { } column ? [column] : [] : key.Columns;
        var missing = strategy.Keys.Select(one => one.Column!.Value).Where(column => !own.Contains(column)).ToList();
        if (missing is not [])
        {
            var names = string.Join(", ", missing.Select(column => column.Shown()));
            yield return Finding.Of(key, $"PostgreSQL refuses it: the {kind} leaves out {names}, by which the table is spread over partitions.") with
            {
                Fix = key.Columns.IsEmpty ? [] : [new(new(key.Columns[^1].Span.End, 0), $", {names}")],
            };
        }
    }

    static Identifier? ColumnOf(UniqueConstraint key, LintContext context) => context.Statement.Nodes.OfType<ColumnDefinition>().FirstOrDefault(column => column.Constraints.Contains(key))?.Name;
}
