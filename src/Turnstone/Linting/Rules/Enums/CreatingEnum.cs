namespace Turnstone.Linting.Rules.Enums;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A list of values that can grow but not shrink.</summary>
sealed class CreatingEnum : NodeRule<CreateType>
{
    public override string Name => "creating-enum";

    public override RuleTopic Topic => RuleTopic.Enums;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A value of an enum can be added and renamed, never removed and never moved: to get rid of one, the type is made anew and every column of it rewritten "
        + "under ACCESS EXCLUSIVE.";

    public override string Cure => "A table of the values with a foreign key to it, or a text column with a CHECK, can lose a value later. An enum is right where the list is fixed by "
        + "nature.";

    protected override IEnumerable<Finding> Check(CreateType type, LintContext context)
    {
        if (type.Form == TypeForm.Enum)
        {
            yield return Finding.Of(type, $"No value of {type.Name.Shown()} can be taken away again.");
        }
    }
}
