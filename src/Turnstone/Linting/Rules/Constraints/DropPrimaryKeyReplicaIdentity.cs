namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A published table that loses what its rows are told apart by.</summary>
sealed class DropPrimaryKeyReplicaIdentity : NodeRule<Turnstone.Sql.TableActions.DropConstraint>
{
    public override string Name => "drop-primary-key-replica-identity";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "Logical replication names the row to change by the primary key: without it, every UPDATE and DELETE of a published table fails.";

    public override string Cure => "Build a unique index on NOT NULL columns with CREATE UNIQUE INDEX CONCURRENTLY and say REPLICA IDENTITY USING INDEX before the primary key is dropped; or REPLICA IDENTITY FULL where rows are few.";

    public override string Limits => "Said only where the publication and the key were seen to be made, and no REPLICA IDENTITY was.";

    protected override IEnumerable<Finding> Check(Turnstone.Sql.TableActions.DropConstraint drop, LintContext context)
    {
        if (context.Altered is { } table && context.Known.Table(table) is { HasReplicaIdentity: false } known && known.Constraints.Any(one => one.Name == drop.Name.Name && one.Constraint is UniqueConstraint { IsPrimaryKey: true })
            && context.Known.Publications.FirstOrDefault(one => one.ForAllTables || one.Objects.Any(published => published.Table is { } name ? context.Known.Table(name.Name) == known : published.Schema?.Name == known.Name.Schema)) is { } publication)
        {
            yield return Finding.Of(drop, $"{table.Shown()} is published by {publication.Name.Shown()}: without its primary key every UPDATE and DELETE of it fails.");
        }
    }
}
