namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A partition that is read from end to end while nobody can use it.</summary>
sealed class AttachPartitionScan : NodeRule<AttachPartition>
{
    public override string Name => "attach-partition-scan";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ATTACH PARTITION reads every row of the table that is to be a partition, to see that its bound takes it, under ACCESS EXCLUSIVE on that table.";

    public override string Cure => "ALTER TABLE the partition ADD CONSTRAINT … CHECK (what the bound says, and that the key IS NOT NULL) NOT VALID; in a later migration VALIDATE CONSTRAINT; then ATTACH PARTITION reads nothing; then DROP CONSTRAINT.";

    public override string Limits => "Not said where a validated check of the partition names the key's columns: that it says enough, and that they are not null, is left to whoever wrote it. Not said of hash partitions, which no check that one would write can prove.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AttachPartition attach, LintContext context)
    {
        if (attach.Kind == ObjectKind.Table && attach.Bound is { Kind: not "WITH" } && !context.IsNew(attach.Partition)
            && !(context.Known.Table(attach.Partition) is { } partition && PartitionProof.Holds(partition, context.Known.Table(attach.Table)?.Strategy)))
        {
            yield return Finding.Of(attach, $"Every row of {attach.Partition.Shown()} is read while nobody can read or write it.");
        }
    }
}
