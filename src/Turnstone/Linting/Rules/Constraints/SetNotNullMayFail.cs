namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>NOT NULL on a column that has nulls.</summary>
sealed class SetNotNullMayFail : NodeRule<SetNotNull>
{
    public override string Name => "set-not-null-may-fail";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET NOT NULL fails at the first row without a value, after everybody has waited for the rows before it.";

    public override string Cure => "Fill the column first, in batches, and see to it that nobody writes nulls any more: ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID.";

    public override string Limits => "Said where the figures of the database are known (`--env`, `--url`, `--stats`) and ANALYZE met a null. Not said where an UPDATE in front of it, of this "
        + "file or of an earlier one that is still to be applied, fills the column.";

    protected override IEnumerable<Finding> Check(SetNotNull set, LintContext context)
    {
        if (set.IsSet && context.Altered is { } table && context.Known.Table(table) is { Figures: { } figures } known && !context.IsOfThisRelease(known.Column(set.Column)?.FilledBy)
            && figures.NullFractions.GetValueOrDefault(set.Column.Name) is > 0 and var nulls)
        {
            yield return Finding.Of(set, $"{Part(nulls)} of the rows of {table.Shown()} have no {set.Column.Shown()}, so it fails.");
        }
    }

    static string Part(double part) => part < 0.01 ? "Less than 1 %" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"About {part * 100:0} %");
}
