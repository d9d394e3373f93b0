namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A text whose length is part of its type.</summary>
sealed class PreferText : NodeRule<ColumnDefinition>
{
    public override string Name => "prefer-text";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A varchar(n) is no smaller and no faster than text, and to make it shorter writes the whole table anew under ACCESS EXCLUSIVE; longer is free.";

    public override string Cure => "text, and where the length matters a CHECK (length(column) <= n), which is added and changed with NOT VALID.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "varchar", Length: not null, IsArray: false })
        {
            yield return Finding.Of(type, $"{column.Name.Shown()} has a length in its type.") with { Fix = [new(type.Span, "text")] };
        }
    }
}
