namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>A search that no index helps.</summary>
sealed class LeadingWildcardLike : NodeRule<PatternMatch>
{
    public override string Name => "leading-wildcard-like";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A pattern that begins with % or _ cannot use a b-tree: every row of the table is read and compared, while the rows that were found so far are locked.";

    public override string Cure => "Compare with what the value begins with, or with the value itself. Where the application needs such searches as well: an index USING gin (column "
        + "gin_trgm_ops), of the extension pg_trgm.";

    public override string Limits => "Said of UPDATE and DELETE.";

    protected override IEnumerable<Finding> Check(PatternMatch match, LintContext context)
    {
        if (match is { Kind: "LIKE" or "ILIKE", Pattern: Constant { Kind: ConstantKind.String } pattern } && context.Statement is Update or Delete && context.Text(pattern.Span) is ['\'', '%' or '_', ..])
        {
            yield return Finding.Of(match, $"Every row is read for {context.Text(pattern.Span)}.");
        }
    }
}
