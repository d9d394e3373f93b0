namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;

/// <summary>A table that is written anew in an index's order while nobody can read or write it.</summary>
sealed class Cluster : NodeRule<Sql.Statements.Cluster>
{
    public override string Name => "cluster";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "CLUSTER writes the whole table and all of its indexes anew under ACCESS EXCLUSIVE: nobody reads or writes it until the last row is copied. Rows that are written later are not kept in order.";

    public override string Cure => "ALTER TABLE … CLUSTER ON names the order without doing it; the extension pg_repack does it without the lock.";

    public override string Limits => "Not said of a table that is new itself.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true);

    protected override IEnumerable<Finding> Check(Sql.Statements.Cluster cluster, LintContext context)
    {
        if (cluster.Table is not { } table || !context.IsNew(table))
        {
            yield return Finding.Of(cluster, $"Nobody can read or write {(cluster.Table is { } one ? one.Shown() : "any table that was clustered before")} until all of it is written anew.");
        }
    }
}
