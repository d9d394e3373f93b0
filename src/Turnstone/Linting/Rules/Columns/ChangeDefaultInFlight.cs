namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.TableActions;

/// <summary>A default that changes under running programs.</summary>
sealed class ChangeDefaultInFlight : NodeRule<SetDefault>
{
    public override string Name => "change-default-in-flight";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    public override string Danger => "The new default holds at once for every INSERT that leaves the column out, those of programs that were written for the old one included; and programs that write the old default themselves go on doing so.";

    public override string Cure => "Let the programs write the value themselves first, then change the default, then take the value out of the programs: two releases.";

    public override string Limits => "Said only where the column is known to have a default.";

    public override bool IsHouseRule => true;

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(SetDefault set, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table)?.Column(set.Column) is { Default: not null })
        {
            yield return Finding.Of(set, $"INSERTs into {table.Shown()} that leave {set.Column.Shown()} out get {(set.Value is { } value ? context.Text(value.Span) : "null")} at once instead of what they got.");
        }
    }
}
