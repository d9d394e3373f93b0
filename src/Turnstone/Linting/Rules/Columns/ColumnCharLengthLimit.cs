namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A text that may be longer than the house wants.</summary>
sealed class ColumnCharLengthLimit : NodeRule<ColumnDefinition>
{
    public override string Name => "column-char-length-limit";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "Very long texts end up in indexes, caches and forms that were not made for them.";

    public override string Cure => "A shorter varchar, or text with a check. The limit stands in turnstone.yaml; where it does not, it is 255.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        var limit = context.Options.Of(this).Limit ?? 255;
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "varchar" or "bpchar", Length: { } length } && length > limit)
        {
            yield return Finding.Of(type, $"{column.Name.Shown()} may have {length} characters, which is more than {limit}.");
        }
    }
}
