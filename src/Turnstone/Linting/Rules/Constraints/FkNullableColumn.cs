namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A foreign key of a column that may be null.</summary>
sealed class FkNullableColumn : NodeRule<AddConstraint>
{
    public override string Name => "fk-nullable-column";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A null in a foreign key names nothing and is not tested, so rows without an owner come in.";

    public override string Cure => "Make the column NOT NULL: ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT; SET NOT NULL.";

    public override string Limits => "Said only where it is known how the column was made.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is ForeignKey key && context.Altered is { } table && context.Known.Table(table) is { } known)
        {
            foreach (var column in key.Columns.Where(one => known.Column(one) is { Kept: not null, IsNotNull: false }))
            {
                yield return Finding.Of(add, $"{column.Shown()} of {table.Shown()} may be null, and names nothing of {key.Table.Shown()} then.");
            }
        }
    }
}
