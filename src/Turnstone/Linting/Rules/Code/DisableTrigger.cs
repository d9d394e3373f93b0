namespace Turnstone.Linting.Rules.Code;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>Triggers that are switched off for everybody.</summary>
sealed class DisableTrigger : LintRule
{
    public override string Name => "disable-trigger";

    public override RuleTopic Topic => RuleTopic.Code;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "DISABLE TRIGGER switches it off for every session, until somebody switches it on again. With ALL, foreign keys are not tested either: rows that refer "
        + "to nothing stay, and nothing finds them later. SHARE ROW EXCLUSIVE keeps writers out until the transaction ends.";

    public override string Cure => "Let the trigger itself look away: a WHEN, or a setting of the session that its function reads. If it has to be, DISABLE TRIGGER USER, which leaves "
        + "foreign keys on, and ENABLE in the same transaction.";

    public override string Limits => "Said too of SET session_replication_role, which locks nothing and does the same to all tables for its session. Not said of a table that is new or "
        + "temporary, where the same transaction switches it on again (but for ALL), nor in an undo file.";

    public override LockClaim Claim => new(LockMode.ShareRowExclusive);

    internal override bool Sees(SyntaxNode node) => node is SwitchTrigger or Set;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context)
    {
        if (node is Set { Change: { Name: "session_replication_role", Action: SettingAction.Set, Values: [var value] } } && context.Text(value).Trim('\'') is not ("origin" or "local"))
        {
            yield return Finding.Of(node, "No trigger fires for what this session writes, and no foreign key is tested.");
        }
        else if (node is SwitchTrigger change && !change.IsEnabled && context.Altered is { } table && context.IsInUse(table) && !context.IsUndo() && (change.All == "ALL" || !context.LaterInTransaction().Any(later => SwitchesOn(later, table, change))))
        {
            yield return Finding.Of(change, change.All == "ALL"
                ? $"No trigger of {table.Shown()} fires, and no foreign key of it is tested, for anybody."
                : $"{change.Name?.Shown() ?? "No trigger"} of {table.Shown()} {(change.Name is null ? "fires" : "does not fire")} for anybody until it is switched on again.");
        }
    }

    static bool SwitchesOn(Statement later, ObjectName table, SwitchTrigger off) => later is AlterTable alter && alter.Table.Name == table
        && alter.Actions.Any(action => action is SwitchTrigger { IsEnabled: true } on && (on.All is not null || on.Name == off.Name));
}
