namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>Batches that are one transaction all the same.</summary>
sealed class BatchLoopWithoutCommit : LintRule
{
    public override string Name => "batch-loop-without-commit";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A loop that changes rows in batches and never commits is one transaction: every batch's row locks, and the dead rows that VACUUM may not take, stay "
        + "until the last one is done. With pg_sleep between the batches it only takes longer.";

    public override string Cure => "COMMIT behind each batch, in a DO block or a procedure that runs outside of a transaction: `-- turnstone: transaction=none` at the top. Or leave the "
        + "loop to Turnstone: a `backfill` step does the batches, commits each, waits for replicas, and goes on where it was stopped.";

    public override string Limits => "Said of DO blocks, functions and procedures whose LOOP or WHILE, or FOR over numbers, changes rows with UPDATE or DELETE. Not said where the loop "
        + "commits, or calls a procedure, which may; nor of trigger functions.";

    internal override bool Sees(SyntaxNode node) => node is Do or CreateRoutine;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) =>
        BatchLoop.In((Statement)node, context.Version).Where(loop => !loop.MayCommit).Select(loop => Finding.Of(loop.Loop, $"All batches of {loop.Table.Shown()} are one transaction: nothing is let go of before the last one{(loop.Sleeps ? ", and pg_sleep makes it longer" : "")}."));
}
