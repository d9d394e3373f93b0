namespace Turnstone.Linting.Rules.Code;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A trigger on a table that is in use.</summary>
sealed class CreateTrigger : NodeRule<Sql.Statements.CreateTrigger>
{
    public override string Name => "create-trigger";

    public override RuleTopic Topic => RuleTopic.Code;

    public override Severity Severity => Severity.Info;

    public override string Danger => "CREATE TRIGGER needs SHARE ROW EXCLUSIVE for a moment: it waits for every write that is under way, and every later write waits behind it. From then on "
        + "its function runs with each row, or each statement, that somebody writes.";

    public override string Cure => "Nothing, if that is meant. Keep the function short; let it run FOR EACH STATEMENT with transition tables where many rows are written at once; give it "
        + "a WHEN that leaves out the rows it has nothing to do with.";

    public override string Limits => "Not said of a table that is new or temporary, of a view, nor where the same transaction dropped a trigger of that name: see drop-trigger.";

    public override LockClaim Claim => new(LockMode.ShareRowExclusive);

    protected override IEnumerable<Finding> Check(Sql.Statements.CreateTrigger trigger, LintContext context)
    {
        if (context.IsInUse(trigger.Table) && context.Known.Table(trigger.Table) is not { Kind: ObjectKind.View } && !IsMadeAgain(trigger, context))
        {
            yield return Finding.Of(trigger, $"{trigger.Function.Shown()}() runs with each {(trigger.IsForEachRow ? "row" : "statement")} that somebody writes to {trigger.Table.Shown()}.");
        }
    }

    static bool IsMadeAgain(Sql.Statements.CreateTrigger trigger, LintContext context) => context.Transaction.Earlier.OfType<Sql.Statements.Drop>()
        .Any(drop => drop.Kind == ObjectKind.Trigger && drop.Objects.Any(one => one.Owner == trigger.Table && one.Name.Name == trigger.Name));
}
