namespace Turnstone.Linting.Rules.Code;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A trigger that is gone while others write.</summary>
sealed class DropTrigger : NodeRule<Drop>
{
    public override string Name => "drop-trigger";

    public override RuleTopic Topic => RuleTopic.Code;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "What the trigger did, an audit, a second column, a check, is not done any more for any row from then on. DROP TRIGGER takes ACCESS EXCLUSIVE: it waits "
        + "for every reader, and every later reader waits behind it.";

    public override string Cure => "To change it: CREATE OR REPLACE TRIGGER, which needs only SHARE ROW EXCLUSIVE, or CREATE OR REPLACE FUNCTION, which locks no table. To be rid of it: "
        + "first let nothing depend on what it does.";

    public override string Limits => "Not said of a trigger or a table that the same file made, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context)
    {
        foreach (var one in drop.Kind == ObjectKind.Trigger && !context.IsUndo() ? drop.Objects : [])
        {
            if (one.Owner is { } table && context.IsInUse(table) && !context.Known.Parts(ObjectKind.Trigger, table).Any(part => part.Name == one.Name.Name.Name && part.Made?.File == context.File.Place))
            {
                yield return context.LaterInTransaction().Any(later => later is Sql.Statements.CreateTrigger made && made.Name == one.Name.Name && made.Table == table)
                    ? Finding.Of(drop, $"Nobody can read or write {table.Shown()} while {one.Name.Shown()} is dropped and made again.", "CREATE OR REPLACE TRIGGER, from PostgreSQL 14 on, changes it in place: readers go on.")
                    : Finding.Of(drop, $"What {one.Name.Shown()} did is not done any more for what is written to {table.Shown()}.");
            }
        }
    }
}
