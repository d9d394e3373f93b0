namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A constraint that nobody keeps.</summary>
sealed class NotEnforcedConstraint : NodeRule<Constraint>
{
    public override string Name => "not-enforced-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "NOT ENFORCED writes a rule down and tests nothing: neither the rows that are there nor those that come. Whoever reads the schema takes it for true, and wrong rows are found when somebody counts on it.";

    public override string Cure => "NOT VALID where only the old rows are in doubt: it holds for every row from now on, at no cost, and VALIDATE CONSTRAINT tests the others later, while everybody reads and writes.";

    public override string Limits => "NOT ENFORCED is PostgreSQL 18's. A foreign key is made to hold by ALTER CONSTRAINT … ENFORCED, a check by adding it anew.";

    protected override IEnumerable<Finding> Check(Constraint constraint, LintContext context)
    {
        if (constraint.Attributes.IsEnforced == false)
        {
            yield return Finding.Of(constraint, $"{(constraint.Name is { } name ? name.Shown() : constraint is ForeignKey ? "This foreign key" : "This check")} is tested for no row, old or new.");
        }
    }
}
