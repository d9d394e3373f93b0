namespace Turnstone.Linting.Rules.Enums;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A value of an enum that comes last because nothing was said.</summary>
sealed class EnumValueWithoutPosition : NodeRule<AddEnumValue>
{
    public override string Name => "enum-value-without-position";

    public override RuleTopic Topic => RuleTopic.Enums;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Without BEFORE or AFTER the value is put behind all others, and that is how it sorts and compares from then on: `state < 'paid'` and ORDER BY mean "
        + "something else than was thought. The order cannot be changed later.";

    public override string Cure => "Say where it belongs: ADD VALUE '…' BEFORE '…', or AFTER '…', also where that is the end.";

    protected override IEnumerable<Finding> Check(AddEnumValue add, LintContext context)
    {
        if (add.Neighbour is null)
        {
            yield return Finding.Of(add, $"'{add.Value}' sorts behind every other value of {add.Type.Shown()}.");
        }
    }
}
