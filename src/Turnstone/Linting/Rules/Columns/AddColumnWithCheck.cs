namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A new column that is tested at once.</summary>
sealed class AddColumnWithCheck : NodeRule<AddColumn>
{
    public override string Name => "add-column-with-check";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … CHECK reads every row under ACCESS EXCLUSIVE, although the new column is the same in all of them.";

    public override string Cure => "ADD COLUMN without the check; ADD CONSTRAINT … CHECK (…) NOT VALID in the same migration, VALIDATE CONSTRAINT in the next one.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<CheckConstraint>().FirstOrDefault() is { } check && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(check, $"Every row of {table.Shown()} is tested while nobody can read or write it.");
        }
    }
}
