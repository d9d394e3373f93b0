namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Long work while a lock of the same transaction keeps everybody out.</summary>
sealed class StatementAfterAccessExclusive : NodeRule<Statement>
{
    public override string Name => "statement-after-access-exclusive";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A lock is held to the end of the transaction, not of the statement. What was an instant, ALTER TABLE, becomes as long as the UPDATE, the DELETE or the "
        + "VALIDATE that comes behind it: nobody reads or writes the table until it is done.";

    public override string Cure => "Put the long work into a migration of its own, behind this one; or give each statement a transaction of its own: `-- turnstone: transaction=none` at "
        + "the top of the file.";

    public override string Limits => "Said of UPDATE, DELETE, MERGE, INSERT and CREATE TABLE AS from a query, VALIDATE CONSTRAINT and REFRESH MATERIALIZED VIEW, on tables that are not new. "
        + "Of an index build behind such a lock there is a rule of its own.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && LongWork.Of(statement, context) is { } work && Holder(context) is { } holder)
        {
            yield return Finding.Of(statement, $"{work}, and nobody can use {holder.Table.Shown()} meanwhile: it is locked by the {holder.By} in front, until the transaction ends.");
        }
    }

    static (ObjectName Table, string By)? Holder(LintContext context)
    {
        foreach (var earlier in context.Transaction.Earlier)
        {
            foreach (var held in StatementLocks.Of(earlier, context.Known).Where(held => held.Mode == LockMode.AccessExclusive))
            {
                if (context.Known.Table(held.Table) is not null && context.IsInUse(held.Table))
                {
                    return (held.Table, StatementClassifier.Verb(earlier.Slice));
                }
            }
        }
        return null;
    }
}
