namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>A constraint that is validated before the transaction that added it commits.</summary>
sealed class ValidateInSameTransaction : NodeRule<ValidateConstraint>
{
    public override string Name => "validate-in-same-transaction";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "VALIDATE CONSTRAINT in the transaction that added the constraint NOT VALID reads every row while the lock of the ADD is still held: the two steps lock as one does.";

    public override string Cure => "VALIDATE CONSTRAINT in a migration of its own, which commits behind the one that adds the constraint.";

    protected override IEnumerable<Finding> Check(ValidateConstraint validate, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table)?.Constraints.FirstOrDefault(one => one.Name == validate.Name.Name) is { IsValidated: false, Made: { } made } && made.Transaction == context.Transaction.Number)
        {
            yield return Finding.Of(validate, $"{validate.Name.Shown()} was added in this same transaction, so its lock on {table.Shown()} is held until every row is read.");
        }
    }
}
