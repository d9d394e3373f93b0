namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>Indexes that are built anew while nobody can write, and hardly anybody read.</summary>
sealed class ReindexNotConcurrent : NodeRule<Reindex>
{
    public override string Name => "reindex-not-concurrent";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "REINDEX holds SHARE on the table for the whole build, so that every INSERT, UPDATE and DELETE waits; and ACCESS EXCLUSIVE on each index, which the planner of every SELECT waits for as well.";

    public override string Cure => "REINDEX … CONCURRENTLY: a new index is built beside the old one, which serves until then. Turnstone runs it outside of a transaction.";

    public override string Limits => "REINDEX SYSTEM, of PostgreSQL's own tables, takes no CONCURRENTLY.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(Reindex reindex, LintContext context)
    {
        if (reindex.Concurrently || reindex.Target == ReindexTarget.System)
        {
            yield break;
        }
        var table = reindex.Target == ReindexTarget.Table ? reindex.Name : reindex.Target == ReindexTarget.Index && context.Known.Index(reindex.Name!.Value) is { } index ? context.Known.Written(index.Table) : null;
        if (table is { } one && context.IsNew(one))
        {
            yield break;
        }
        var whose = table is { } its ? its.Shown() : reindex.Target == ReindexTarget.Index ? $"the table of {reindex.Name!.Value.Shown()}" : "one table after the other";
        yield return Finding.Of(reindex, $"Nobody can write to {whose}, and most queries of it wait as well, until the indexes are built.") with { Fix = [context.Behind(reindex, $" {reindex.Target}", " CONCURRENTLY")] };
    }
}
