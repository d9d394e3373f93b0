namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>All advisory locks of the session are let go of, the runner's too.</summary>
sealed class AdvisoryUnlockAll : LintRule
{
    public override string Name => "advisory-unlock-all";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Error;

    public override string Danger => "pg_advisory_unlock_all() lets go of every advisory lock of the session, not only of those that the file took. One of them is what keeps a second run "
        + "away from this database: from there on two of them may change it at once.";

    public override string Cure => "Let go of the lock that was taken, by its number: SELECT pg_advisory_unlock(…); or take one that goes with the transaction: pg_advisory_xact_lock(…).";

    public override string Limits => "DISCARD ALL does the same, and is refused when the migration is planned.";

    internal override bool Sees(SyntaxNode node) => node is FunctionCall or Do;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) =>
        (node is Do block ? PlBody.Of(block, context.Version)?.Block?.Nodes.OfType<FunctionCall>() ?? [] : [(FunctionCall)node])
            .Where(call => call.Name.Name.Name == "pg_advisory_unlock_all").Select(call => Finding.Of(call, "Every advisory lock of the session is let go of, also the one that keeps a second run away."));
}
