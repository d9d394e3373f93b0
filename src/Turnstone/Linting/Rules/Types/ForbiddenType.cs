namespace Turnstone.Linting.Rules.Types;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A type that the house does not want.</summary>
sealed class ForbiddenType : NodeRule<ColumnDefinition>
{
    public override string Name => "forbidden-type";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesList => true;

    public override string Danger => "A type that is on the list of the house: it is not to be found in new columns.";

    public override string Cure => "The type that the house wants in its place, where turnstone.yaml names one: lint: { lists: { forbidden-type: [money=numeric, json=jsonb] } }; where nothing does, it is money, for which numeric stands.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        var list = context.Options.Of(this).List is { IsEmpty: false } told ? told : Usual;
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is var kept && list.Select(Parted).FirstOrDefault(one => one.Name == kept.Name || one.Name == type.Name.Name.Name) is { Name: { } name, Instead: var instead })
        {
            yield return Finding.Of(type, $"{column.Name.Shown()} is {name}{(instead is "" ? "" : $", where the house wants {instead}")}.") with { Fix = instead is "" ? [] : [new(type.Span, instead)] };
        }
    }

    static readonly ImmutableArray<string> Usual = ["money=numeric"];

    // With what the house wants in its place, or without.
    static (string? Name, string Instead) Parted(string listed) => listed.Split('=', 2) is [var name, var instead] ? (name, instead) : (listed, "");
}
