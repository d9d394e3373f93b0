namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>Old rows that are changed as if somebody had changed them today.</summary>
sealed class TriggerDuringBackfill : NodeRule<Update>
{
    public override string Name => "trigger-during-backfill";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A trigger does not know that a row is only brought up to date: it sets updated_at of every row to now, writes an audit row for each, or tells every listener, which then works through all of them.";

    public override string Cure => "Let the trigger leave such rows alone: WHEN (old.* IS DISTINCT FROM new.*) on the columns that count, UPDATE OF those columns, or a setting that it asks for, WHEN (current_setting('app.backfill', true) IS DISTINCT FROM 'on'), and SET LOCAL app.backfill = 'on' in front of the UPDATE.";

    public override string Limits => "Said of an UPDATE of as many rows as there are, on a table whose row triggers were seen. Not said of a trigger with a WHEN, nor of other columns than those that are changed.";

    protected override IEnumerable<Finding> Check(Update update, LintContext context)
    {
        if (!context.IsInUse(update.Table.Name) || !RowChoice.IsUnlimited(update))
        {
            yield break;
        }
        var firing = context.Known.Parts(ObjectKind.Trigger, update.Table.Name).Where(part => part.Statement is CreateTrigger { IsForEachRow: true, When: null } trigger && trigger.Events.Any(one => one.Name == "UPDATE" && Fires(one, update)) && !IsOff(part, context)).ToList();
        if (firing is [var first, .. var others])
        {
            yield return Finding.Of(update, $"The trigger {new Identifier(first.Name).Shown()}{(others.Count == 0 ? " runs" : $" and {string.Join(", ", others.Select(one => new Identifier(one.Name).Shown()))} run")} for every row of {update.Table.Name.Shown()}.");
        }
    }

    static bool Fires(TriggerEvent one, Update update) => one.Columns.IsEmpty || update.Set.SelectMany(set => set.Columns).Any(column => one.Columns.Contains(column.Name));

    static bool IsOff(KnownPart part, LintContext context) => context.Transaction.Earlier.Any(earlier => earlier is AlterTable alter && context.Known.Table(alter.Table.Name) == part.Table
        && alter.Actions.OfType<Turnstone.Sql.TableActions.SwitchTrigger>().Any() || earlier is Set { Change.Name: "session_replication_role" });
}
