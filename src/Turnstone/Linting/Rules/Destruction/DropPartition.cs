namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A partition that is dropped while it hangs on its table.</summary>
sealed class DropPartition : NodeRule<Drop>
{
    public override string Name => "drop-partition";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP TABLE of a partition takes its rows with it, and ACCESS EXCLUSIVE on the partitioned table too: no partition can be read or written meanwhile.";

    public override string Cure => "ALTER TABLE … DETACH PARTITION … CONCURRENTLY, which lets others read and write; then archive the table that it has become, and drop it by itself in a "
        + "later migration.";

    public override string Limits => "Said where it is known what the table is a partition of. Not said of one that is new, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive) { Table = "visit" };

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop.Kind is ObjectKind.Table or ObjectKind.ForeignTable && !context.IsUndo()
        ? drop.Objects.Where(one => context.IsInUse(one.Name)).SelectMany(one => Of(one, context.Known.Table(one.Name)?.PartitionOf))
        : [];

    static IEnumerable<Finding> Of(ObjectReference partition, KnownName? parent)
    {
        if (parent is { } of)
        {
            yield return Finding.Of(partition, $"All rows of {partition.Name.Shown()} are lost, and nobody can use {of.AsWritten.Name.Shown()} meanwhile.");
        }
    }
}
