namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A check that is added and tested in one go.</summary>
sealed class CheckWithoutNotValid : NodeRule<AddConstraint>
{
    public override string Name => "check-without-not-valid";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD CHECK reads every row of the table under ACCESS EXCLUSIVE: nobody reads or writes until the last row is tested.";

    public override string Cure => "ADD CONSTRAINT … CHECK (…) NOT VALID, which only holds for rows from now on; then, in a migration of its own, VALIDATE CONSTRAINT, which lets others read and write.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is CheckConstraint { Attributes: { IsNotValid: false, IsEnforced: not false } } && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(add, $"Every row of {table.Shown()} is tested while nobody can read or write it.") with { Fix = [new(new(add.Span.End, 0), " NOT VALID")] };
        }
    }
}
