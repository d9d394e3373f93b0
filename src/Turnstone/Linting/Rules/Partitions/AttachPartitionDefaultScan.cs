namespace Turnstone.Linting.Rules.Partitions;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A new partition whose rows are looked for in the default one.</summary>
sealed class AttachPartitionDefaultScan : NodeRule<Statement>
{
    public override string Name => "attach-partition-default-scan";

    public override RuleTopic Topic => RuleTopic.Partitions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "When a partition is added, PostgreSQL reads every row of the default partition, to see that none belongs into the new one, under ACCESS EXCLUSIVE on the default partition: nobody reads or writes it meanwhile.";

    public override string Cure => "ALTER TABLE the default partition ADD CONSTRAINT … CHECK (that no row is within the new bound) NOT VALID; in a later migration VALIDATE CONSTRAINT; then add the partition, and DROP CONSTRAINT.";

    public override string Limits => "Said where the default partition was seen. Not said where a validated check of it names the key's columns.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        (ObjectName Parent, ObjectName Partition, PartitionBound Bound)? added = statement switch
        {
            AttachPartition { Kind: ObjectKind.Table, Bound: { } bound } attach => (attach.Table, attach.Partition, bound),
            CreateTable { PartitionOf: { } of, Bound: { } bound } create => (of, create.Name, bound),
            _ => null,
        };
        if (added is not var (parent, partition, bounds) || bounds.Kind == "DEFAULT" || context.Known.Table(parent) is not { } table || table.DefaultPartition is not { } rest)
        {
            yield break;
        }
        var name = context.Known.Written(rest);
        if (!context.IsNew(name) && !PartitionProof.Holds(rest, table.Strategy))
        {
            yield return Finding.Of(statement, $"Every row of {name.Shown()} is read, and nobody can use it meanwhile, to see that none is for {partition.Shown()}.");
        }
    }
}
