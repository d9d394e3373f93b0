namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.TableActions;

/// <summary>A check that stands in for a NOT NULL that can be had.</summary>
sealed class PreferNativeNotNullNotValid : NodeRule<AddConstraint>
{
    public override string Name => "prefer-native-not-null-not-valid";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Info;

    public override string Danger => "CHECK (column IS NOT NULL) NOT VALID was the way around the scan of SET NOT NULL, and takes four steps: the check, VALIDATE, SET NOT NULL, and the check is dropped again. From PostgreSQL 18 on a NOT NULL constraint itself can be NOT VALID: two steps, and nothing is left over.";

    public override string Cure => "ALTER TABLE … ADD CONSTRAINT … NOT NULL column NOT VALID, which holds for rows from now on; then, in a migration of its own, VALIDATE CONSTRAINT, which lets others read and write.";

    public override string Limits => "Said where the oldest server that the migrations are for is PostgreSQL 18 (`--pg-version 18`).";

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (context.Version >= PgVersion.V18 && context.Altered is { } table && !context.IsNew(table)
            && add.Constraint is CheckConstraint { Attributes: { IsNotValid: true, IsNoInherit: false }, Condition: Test { For: "NULL", IsNegated: true, Operand: ColumnReference { IsStar: false, Parts: [.., var column] } } } check)
        {
            var named = check.Name is { } name ? $"CONSTRAINT {new PlainName(name.Name)} " : "";
            yield return Finding.Of(check, $"{column.Shown()} can be NOT NULL itself, without a check that stands in for it.") with
            {
                Fix = [new(check.Span, $"{named}NOT NULL {new PlainName(column.Name)} NOT VALID")],
            };
        }
    }
}
