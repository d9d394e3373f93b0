namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A partition that is taken off while nobody can use any of the others.</summary>
sealed class DetachPartitionNotConcurrent : NodeRule<DetachPartition>
{
    public override string Name => "detach-partition-not-concurrent";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DETACH PARTITION takes ACCESS EXCLUSIVE on the whole partitioned table: it waits for every query that is running on any partition, and every query that comes after waits behind it.";

    public override string Cure => "DETACH PARTITION … CONCURRENTLY, which lets others read and write the rest. Turnstone runs it outside of a transaction. If it is interrupted, DETACH PARTITION … FINALIZE ends it.";

    public override string Limits => "A table with a default partition takes no CONCURRENTLY; it is said there that PostgreSQL refuses it.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(DetachPartition detach, LintContext context)
    {
        if (detach.Finalize || context.IsNew(detach.Table))
        {
            yield break;
        }
        var rest = context.Known.Table(detach.Table) is { } table ? table.DefaultPartition : null;
        if (detach.Concurrently)
        {
            if (rest is not null)
            {
                yield return Finding.Of(detach, $"PostgreSQL refuses it: {detach.Table.Shown()} has a default partition, {context.Known.Written(rest).Shown()}.", $"DETACH PARTITION without CONCURRENTLY, when little goes on; or DETACH {context.Known.Written(rest).Shown()} first, if it is empty.");
            }
            yield break;
        }
        var message = $"Taking {detach.Partition.Shown()} off waits for all queries on {detach.Table.Shown()}, and all that come later wait behind it.";
        yield return rest is null
            ? Finding.Of(detach, message) with { Fix = [new(new(detach.Span.End, 0), " CONCURRENTLY")] }
            : Finding.Of(detach, message, $"{context.Known.Written(rest).Shown()} takes the rows of no other partition, and as long as it is there PostgreSQL refuses CONCURRENTLY: choose a time when little goes on.");
    }
}
