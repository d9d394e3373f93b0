namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>An index of a partitioned table that is built on all its partitions at once.</summary>
sealed class IndexOnPartitionedParent : NodeRule<CreateIndex>
{
    public override string Name => "index-on-partitioned-parent";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "CREATE INDEX on a partitioned table builds it on every partition in one transaction: nobody can write to any of them until the last one is done. CONCURRENTLY is refused there.";

    public override string Cure => "CREATE INDEX … ON ONLY the partitioned table; CREATE INDEX CONCURRENTLY on each partition; ALTER INDEX … ATTACH PARTITION each. With the last one, the parent's index is valid.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (index.Only || context.Known.Table(index.Table) is not { IsPartitioned: true } table)
        {
            yield break;
        }
        if (index.Concurrently)
        {
            yield return Finding.Of(index, $"PostgreSQL refuses it: {index.Table.Shown()} is partitioned, and takes no CONCURRENTLY.");
        }
        else if (!context.IsNew(index.Table))
        {
            var count = table.AllPartitions.Count(part => part.IsPartitioned != true);
            yield return Finding.Of(index, $"Nobody can write to {index.Table.Shown()} or {(count == 0 ? "any of its partitions" : count == 1 ? "its partition" : $"its {count} partitions")} until the index of the last one is built.");
        }
    }
}
