namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>An exclusion constraint on a table with rows.</summary>
sealed class ExclusionConstraint : NodeRule<AddConstraint>
{
    public override string Name => "exclusion-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD CONSTRAINT … EXCLUDE builds an index of the whole table and tests every row under ACCESS EXCLUSIVE; it has neither NOT VALID nor USING INDEX.";

    public override string Cure => "Make a new table with the constraint, copy the rows in batches and swap the names; or do it in a maintenance window, and let a test before it find the rows that overlap.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is Turnstone.Sql.Clauses.ExclusionConstraint && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(add, $"Nobody can read or write {table.Shown()} until all of its rows are indexed and compared.");
        }
    }
}
