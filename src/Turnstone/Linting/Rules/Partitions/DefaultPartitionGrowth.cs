namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A default partition, in which rows collect.</summary>
sealed class DefaultPartitionGrowth : NodeRule<PartitionBound>
{
    public override string Name => "default-partition-growth";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Rows that no partition takes go to the default one without a word. From then on a partition for them cannot be added before they are moved, each new one reads all of them under ACCESS EXCLUSIVE, and DETACH … CONCURRENTLY is refused.";

    public override string Cure => "CREATE TABLE … PARTITION OF … FOR VALUES ahead of time, by a job that is watched, so that a row without a place is an error that somebody sees; or watch the default partition and keep it empty.";

    protected override IEnumerable<Finding> Check(PartitionBound bound, LintContext context)
    {
        if (bound.Kind == "DEFAULT")
        {
            var parent = context.Statement is AttachPartition attach ? attach.Table : (context.Statement as CreateTable)?.PartitionOf;
            yield return Finding.Of(bound, $"Rows{(parent is { } table ? $" of {table.Shown()}" : "")} that no other partition takes collect in this one.");
        }
    }
}
