namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A partitioned table, in a house that wants none.</summary>
sealed class PartitionForbidden : NodeRule<Statement>
{
    public override string Name => "partition-forbidden";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Partitions make every query's plan longer, keys that must hold the partition key, and work that somebody has to do for each new period.";

    public override string Cure => "CREATE TABLE without PARTITION BY; a BRIN index and batched deletes serve most tables that are large by time.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        var name = statement switch
        {
            CreateTable { PartitionBy: not null } create => create.Name,
            CreateTable { PartitionOf: not null } create => create.Name,
            AttachPartition { Kind: ObjectKind.Table } attach => attach.Partition,
            _ => (ObjectName?)null,
        };
        if (name is { } table)
        {
            yield return Finding.Of(statement, $"{table.Shown()} is partitioned or a partition; the house takes neither.");
        }
    }
}
