namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.TableActions;

/// <summary>A change of a type that costs nothing but for a check of the column.</summary>
sealed class CheckRetestedOnTypeChange : NodeRule<AlterColumnType>
{
    public override string Name => "check-retested-on-type-change";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A change of type that leaves the rows as they are still tests every valid check that names the column, against every row, under ACCESS EXCLUSIVE.";

    public override string Cure => "One ALTER TABLE with DROP CONSTRAINT, the change of the type, and ADD CONSTRAINT … NOT VALID of the same check; VALIDATE CONSTRAINT in a migration of its own. A check that is NOT VALID is not tested.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AlterColumnType change, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Change(change) is { RefusedFor: [] } made
            && made.Retested.Except(context.Statement.Nodes.OfType<Turnstone.Sql.TableActions.DropConstraint>().Select(drop => drop.Name.Name)).FirstOrDefault() is { } check)
        {
            yield return Finding.Of(change, $"The check {new Identifier(check).Shown()} names {change.Column.Shown()}, so every row of {table.Shown()} is tested again while nobody can read or write it.");
        }
    }
}
