namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;

/// <summary>A subtransaction for each turn of a loop.</summary>
sealed class SavepointSubtransactions : NodeRule<Do>
{
    public override string Name => "savepoint-subtransactions";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "In PL/pgSQL a block with EXCEPTION runs in a subtransaction. In a loop that is one for each turn, each with a transaction number of its own if it "
        + "writes; from 64 on, every other session has to look them up on disk, and the whole server slows down until the block ends.";

    public override string Cure => "Do without EXCEPTION: INSERT … ON CONFLICT DO NOTHING, or a WHERE that leaves out what would fail. Or put the block around the loop instead of into "
        + "it.";

    public override string Limits => "Said of DO blocks, which the migration runs itself.";

    protected override IEnumerable<Finding> Check(Do statement, LintContext context) =>
        (PlBody.Of(statement, context.Version)?.Block?.Nodes.OfType<PlLoop>().SelectMany(loop => loop.Nodes.OfType<PlBlock>().Where(block => !block.Handlers.IsEmpty)) ?? [])
            .Distinct().Select(block => Finding.Of(block, "Each turn of the loop runs this block in a subtransaction of its own."));
}
