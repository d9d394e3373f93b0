namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A change of a partitioned table that locks all of its many partitions at once.</summary>
sealed class PartitionedParentFanout : NodeRule<AlterTable>
{
    public override string Name => "partitioned-parent-fanout";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "What changes a partitioned table changes all of its partitions in one transaction: it holds ACCESS EXCLUSIVE on each until the last one is done, and each lock takes a place in a table that all sessions share (max_locks_per_transaction).";

    public override string Cure => "Where PostgreSQL allows it, change each partition by itself, then the parent: CREATE INDEX ON ONLY and ATTACH PARTITION, ADD CONSTRAINT on each partition first, SET DEFAULT with ONLY. Otherwise choose a time when little goes on.";

    public override string Limits => "Said where more than 24 partitions were seen, or as many as `limit` says.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    const int Usual = 24;

    protected override IEnumerable<Finding> Check(AlterTable alter, LintContext context)
    {
        if (context.Altered is not { } name || context.IsNew(name))
        {
            yield break;
        }
        var locked = context.Locks.Where(one => one.Mode >= LockMode.ShareRowExclusive).ToList();
        if (context.Known.Table(name) is { IsPartitioned: true } table && table.AllPartitions.Count(part => locked.Exists(one => context.Known.Table(one.Table) == part)) is var count && count > (context.Options.Of(this).Limit ?? Usual))
        {
            yield return Finding.Of(alter, $"{count} partitions of {name.Shown()} are locked in {locked.Max(one => one.Mode).Name()} mode together, until the last one is changed.");
        }
    }
}
