namespace Turnstone.Linting.Rules.Transactions;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A statement that locks a table which it is not about.</summary>
sealed class LocksOtherTable : NodeRule<Statement>
{
    public override string Name => "locks-other-table";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A foreign key is a rule of two tables: whoever makes or drops one, or a table that has one, locks the other table as well, and until the transaction commits.";

    public override string Cure => "Make the table without the key; add it with ALTER TABLE … ADD CONSTRAINT … NOT VALID in a short migration of its own, and VALIDATE CONSTRAINT in a later one. Before DROP TABLE, DROP CONSTRAINT in a short migration of its own.";

    public override string Limits => "Not said of a table that is new itself.";

    public override LockClaim Claim => new(LockMode.ShareRowExclusive) { Table = "customer" };

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        ImmutableArray<ObjectName> own = statement switch
        {
            CreateTable create => [create.Name, .. create.Inherits, .. create.PartitionOf is { } parent ? [parent] : (ObjectName[])[]],
            AlterTable { Kind: ObjectKind.Table or ObjectKind.ForeignTable } alter => [alter.Table.Name],
            Drop { Kind: ObjectKind.Table or ObjectKind.ForeignTable } drop => [.. drop.Objects.Select(one => one.Name)],
            Truncate { Cascade: true } truncate => [.. truncate.Tables.Select(table => table.Name)],
            _ => [],
        };
        if (own.IsEmpty)
        {
            yield break;
        }
        foreach (var other in context.Locks.Where(one => one.Mode >= LockMode.ShareRowExclusive && !own.Contains(one.Table) && !context.IsNew(one.Table)))
        {
            if (!IsPartOf(other.Table, own, context.Known))
            {
                yield return Finding.Of(statement, $"It locks {other.Table.Shown()} as well, in {other.Mode.Name()} mode until the commit: {other.Mode.Waits()}.");
            }
        }
    }

    // Partitions, their parents and the default partition belong together: rules about partitions say so.
    static bool IsPartOf(ObjectName other, ImmutableArray<ObjectName> own, KnownSchema known) => own.Any(name => known.Table(name) is { } one && known.Table(other) is { } table
        && (one.PartitionOf == table.Name || table.PartitionOf == one.Name || one.PartitionOf is { } parent && table.PartitionOf == parent || one.AllPartitions.Contains(table)));
}
