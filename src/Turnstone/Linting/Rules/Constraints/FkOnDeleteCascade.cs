namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A foreign key that deletes rows of its own.</summary>
sealed class FkOnDeleteCascade : NodeRule<ForeignKey>
{
    public override string Name => "fk-on-delete-cascade";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "With ON DELETE CASCADE one DELETE takes all rows that name the deleted one, and those that name them, without a word.";

    public override string Cure => "ON DELETE RESTRICT, and delete what belongs to a row on purpose, in batches.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ForeignKey key, LintContext context)
    {
        if (key.OnDelete == ReferenceAction.Cascade)
        {
            yield return Finding.Of(key, $"A row that is deleted from {key.Table.Shown()} takes these rows with it.");
        }
    }
}
