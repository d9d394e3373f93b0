namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A check that is true of a row today and not tomorrow.</summary>
sealed class VolatileCheckConstraint : NodeRule<CheckConstraint>
{
    public override string Name => "volatile-check-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "PostgreSQL tests a check when a row is written and takes it to hold from then on. One that asks for the time, the user or chance does not: a dump of such rows cannot be restored, and VALIDATE CONSTRAINT fails.";

    public override string Cure => "Test it in a trigger when the row is written, or keep what it compares with in a column: CHECK (ends_at > created_at) instead of CHECK (ends_at > now()).";

    protected override IEnumerable<Finding> Check(CheckConstraint check, LintContext context)
    {
        if (Volatility.PassingPart(check.Condition, context.Known) is { } part)
        {
            yield return Finding.Of(part, $"{context.Text(part.Span)} is something else at another time or for another user, so rows that were let in break the check later.");
        }
    }
}
