namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A table whose rows cannot be told apart.</summary>
sealed class TableWithoutPrimaryKey : SetRule
{
    public override string Name => "table-without-primary-key";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Without a primary key two rows can be the same in every column, and nothing addresses one of them: logical replication refuses UPDATE and DELETE, a backfill has nothing to go along, and a row that came in twice cannot be taken out once.";

    public override string Cure => "A primary key: id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, or the columns that tell rows apart.";

    public override string Limits => "Looked for when all migrations have passed, so a key that a later one adds counts. Not said of temporary and unlogged tables, of partitions, and of tables that take their columns from elsewhere.";

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        foreach (var table in context.Known.Tables.Where(table => table is { Kind: ObjectKind.Table, IsWhole: true, IsTemporary: false, IsUnlogged: false, PartitionOf: null } && !table.Constraints.Any(one => one.Constraint is UniqueConstraint { IsPrimaryKey: true })))
        {
            if (table.Made?.Place is { File.IsAsked: true } place)
            {
                yield return Finding.At(place, new(0, place.Slice.Text.Length), $"{context.Known.Written(table).Shown()} has no primary key.");
            }
        }
    }
}
