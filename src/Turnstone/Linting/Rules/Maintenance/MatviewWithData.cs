namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A materialized view whose query runs within the migration.</summary>
sealed class MatviewWithData : NodeRule<CreateMaterializedView>
{
    public override string Name => "matview-with-data";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Info;

    public override string Danger => "CREATE MATERIALIZED VIEW runs its query at once: the transaction, and every lock that it holds by then, lasts as long as the query.";

    public override string Cure => "CREATE MATERIALIZED VIEW … WITH NO DATA, then REFRESH MATERIALIZED VIEW in a migration of its own or from the job that refreshes it anyway.";

    protected override IEnumerable<Finding> Check(CreateMaterializedView create, LintContext context)
    {
        if (create.WithData)
        {
            var rest = new TextSpan(create.Query.Span.End, create.Span.End - create.Query.Span.End);
            yield return Finding.Of(create, $"The migration waits until the query of {create.Name.Shown()} is through, and keeps its locks as long.") with { Fix = [new(rest, " WITH NO DATA")] };
        }
    }
}
