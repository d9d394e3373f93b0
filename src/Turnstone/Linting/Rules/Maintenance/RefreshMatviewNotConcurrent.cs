namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A materialized view that nobody can read while it is computed.</summary>
sealed class RefreshMatviewNotConcurrent : NodeRule<RefreshMaterializedView>
{
    public override string Name => "refresh-matview-not-concurrent";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view for as long as its query runs: whoever reads it waits.";

    public override string Cure => "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on columns of the view, without WHERE.";

    public override string Limits => "Not said of a view that is new itself, which nobody reads yet.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true);

    protected override IEnumerable<Finding> Check(RefreshMaterializedView refresh, LintContext context)
    {
        if (refresh.Concurrently || !refresh.WithData || context.IsNew(refresh.Name))
        {
            yield break;
        }
        var hasKey = context.Known.Table(refresh.Name) is { } view && view.Indexes.Any(index => index.Statement is { Unique: true, Where: null } made && made.Keys.All(key => key.Column is not null));
        var message = $"Nobody can read {refresh.Name.Shown()} until its query is through.";
        yield return hasKey
            ? Finding.Of(refresh, message) with { Fix = [context.Behind(refresh, "VIEW", " CONCURRENTLY")] }
            : Finding.Of(refresh, message, $"CREATE UNIQUE INDEX on columns of {refresh.Name.Shown()} that tell its rows apart, in a migration before; then REFRESH MATERIALIZED VIEW CONCURRENTLY.");
    }
}
