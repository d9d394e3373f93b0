namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A text that is filled up with blanks.</summary>
sealed class BanChar : NodeRule<ColumnDefinition>
{
    public override string Name => "ban-char";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Info;

    public override string Danger => "char(n) fills every value up with blanks to its length, takes them away again in comparisons, and is neither smaller nor faster than text.";

    public override string Cure => "text, and where the length matters a CHECK (length(column) = n).";

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "bpchar", Length: not null, IsArray: false })
        {
            yield return Finding.Of(type, $"Values of {column.Name.Shown()} are filled up with blanks.") with { Fix = [new(type.Span, "text")] };
        }
    }
}
