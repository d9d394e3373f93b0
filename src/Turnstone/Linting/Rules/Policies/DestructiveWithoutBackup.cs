namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;

/// <summary>Data that is thrown away and kept nowhere.</summary>
sealed class DestructiveWithoutBackup : NodeRule<Statement>
{
    public override string Name => "destructive-without-backup";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    public override bool IsHouseRule => true;

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "What DROP TABLE, DROP COLUMN, TRUNCATE, a DELETE of everything or a narrower type throws away is in no undo: it comes back from a backup of the whole database, "
        + "hours later, and without what was written since.";

    public override string Cure => "Keep it first, in the same or an earlier migration: CREATE TABLE kept_orders AS SELECT * FROM orders (of a column, with the key: SELECT id, note FROM orders), "
        + "and drop what was kept some releases later. What need not be kept says why: `-- turnstone: ignore=destructive-without-backup reason=\"…\"`.";

    public override string Limits => "What counts is a table that is still there and got all rows: CREATE TABLE … AS SELECT, SELECT … INTO, INSERT … SELECT, without a join, and without a WHERE but "
        + "`column IS NOT NULL`. Not said of a table that is new or temporary, of a partition that was detached, of a generated column, nor in an undo file. What was kept may be dropped without "
        + "being kept again.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context) =>
        context.IsUndo() ? [] : Losses.Of(statement, context).Where(loss => loss.IsForGood && context.IsInUse(loss.Table) && !IsKept(loss, context))
            .Select(loss => new Finding(loss.Span, $"{loss.Shown} {(loss.What == "gets another type" ? "holds less from now on" : loss.What)}, and no other table keeps what is in it."));

    static bool IsKept(Loss loss, LintContext context)
    {
        if (context.Known.Table(loss.Table) is not { } table)
        {
            return false;
        }
        return table.Kind != ObjectKind.Table || context.Known.IsKeeper(table) || loss.Column is { } gone && table.Column(gone) is { IsGenerated: true }
            || context.Known.CopiesOf(table).Any(copy => !IsGoneToo(copy, loss, context) && (loss.Column is { } column ? copy.Holds(column.Name) : copy.IsWhole));
    }

    // Both dropped by one statement, or with their schema.
    static bool IsGoneToo(KnownCopy copy, Loss loss, LintContext context) =>
        Losses.Of(context.Statement, context).Any(other => other.Column is null && other.IsForGood && other.Table != loss.Table && context.Known.Table(other.Table) == copy.Keeper);
}
