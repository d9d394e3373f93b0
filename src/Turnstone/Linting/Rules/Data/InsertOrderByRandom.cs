namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>Rows that are others each time.</summary>
sealed class InsertOrderByRandom : NodeRule<Insert>
{
    public override string Name => "insert-order-by-random";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "ORDER BY random() sorts all rows by chance: with a LIMIT, each environment gets other ones, and what was tested is not what comes to production.";

    public override string Cure => "Choose by something that is the same everywhere: the key, a date, a hash of the key.";

    protected override IEnumerable<Finding> Check(Insert insert, LintContext context) =>
        insert.Query?.OrderBy.SelectMany(key => key.Nodes.OfType<FunctionCall>()).Where(call => call.Name.Name.Name is "random" or "gen_random_uuid")
            .Select(call => Finding.Of(call, $"Which rows {insert.Table.Shown()} gets, or in which order, is left to chance.")) ?? [];
}
