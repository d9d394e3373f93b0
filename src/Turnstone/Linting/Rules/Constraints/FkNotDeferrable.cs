namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A foreign key that a transaction cannot put off.</summary>
sealed class FkNotDeferrable : NodeRule<AddConstraint>
{
    public override string Name => "fk-not-deferrable";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A foreign key that is not deferrable is tested row by row: rows that name each other, and bulk loads in any order, cannot be written in one transaction.";

    public override string Cure => "DEFERRABLE INITIALLY IMMEDIATE: tested at once as before, until a transaction says SET CONSTRAINTS … DEFERRED.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is ForeignKey { Attributes.IsDeferrable: not true } key)
        {
            yield return Finding.Of(add, $"No transaction can put off the test of the key to {key.Table.Shown()}.") with { Fix = key.Attributes.IsDeferrable is null ? [new(new(add.Span.End, 0), " DEFERRABLE INITIALLY IMMEDIATE")] : [] };
        }
    }
}
