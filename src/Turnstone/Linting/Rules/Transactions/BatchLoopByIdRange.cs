namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>Batches that stop at the first gap.</summary>
sealed class BatchLoopByIdRange : LintRule
{
    public override string Name => "batch-loop-by-id-range";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A loop that goes from one range of ids to the next, and ends when a batch changed nothing, ends at the first range without a row: ids have gaps, and "
        + "whatever lies behind the gap is never done, without an error.";

    public override string Cure => "Go from row to row and not from number to number: take the largest id of the next 1000 rows that are there (SELECT max(id) FROM (SELECT id FROM t "
        + "WHERE id > last ORDER BY id LIMIT 1000)), change what lies up to it, and end when there is none. The upper end is fixed before the loop begins.";

    public override string Limits => "Said where a loop changes rows between a variable and that variable plus a number, and leaves when nothing was found.";

    internal override bool Sees(SyntaxNode node) => node is Do or CreateRoutine;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) =>
        BatchLoop.In((Statement)node, context.Version).Where(loop => loop is { IsByRange: true, EndsAtEmptyBatch: true })
            .Select(loop => Finding.Of(loop.Change, $"The loop ends at the first range of ids that no row of {loop.Table.Shown()} is in, and leaves out what lies behind."));
}
