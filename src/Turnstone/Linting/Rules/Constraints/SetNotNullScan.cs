namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.TableActions;

/// <summary>NOT NULL on a column that nothing says has no nulls.</summary>
sealed class SetNotNullScan : NodeRule<SetNotNull>
{
    public override string Name => "set-not-null-scan";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET NOT NULL reads every row of the table under ACCESS EXCLUSIVE: nobody reads or writes until the last row is tested.";

    public override string Cure => "Let a check prove it first, each in a migration of its own: ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT; then SET NOT NULL reads nothing, and the check can be dropped behind it. "
        + "From PostgreSQL 18 on: ADD CONSTRAINT … NOT NULL column NOT VALID, then VALIDATE CONSTRAINT.";

    public override string Limits => "Not said where a validated check of the table, or of what is known of the database, proves it. A check that is dropped by the same ALTER TABLE proves nothing: PostgreSQL drops it first.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(SetNotNull set, LintContext context)
    {
        if (set.IsSet && context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table) is var known && known?.Column(set.Column) is not { IsNotNull: true } && !IsProved(set.Column, known, context))
        {
            yield return Finding.Of(set, $"Every row of {table.Shown()} is read for nulls in {set.Column.Shown()} while nobody can read or write it.");
        }
    }

    static bool IsProved(Identifier column, KnownTable? table, LintContext context)
    {
        var dropped = context.Statement.Nodes.OfType<Turnstone.Sql.TableActions.DropConstraint>().Select(drop => drop.Name.Name).ToList();
        return table is not null && table.Constraints.Any(one => one.IsValidated && !dropped.Contains(one.Name) && one.Constraint is CheckConstraint check && Proves(check.Condition, column));
    }

    // PostgreSQL: ConstraintImpliedByRelConstraint knows a conjunction of tests.
    static bool Proves(Expression condition, Identifier column) => condition switch
    {
        Test { For: "NULL", IsNegated: true, Operand: ColumnReference { IsStar: false } tested } => tested.Parts[^1] == column,
        Connective { IsAnd: true } both => both.Operands.Any(one => Proves(one, column)),
        _ => false,
    };
}
