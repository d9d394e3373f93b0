namespace Turnstone.Linting;

using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Groups a file's statements as the runner does: as much in one transaction as PostgreSQL takes, or each in one of its own.</summary>
sealed class Transactions(Migration migration, int first)
{
    LintTransaction? open;
    bool isWritten;

    /// <summary>The number of the last one.</summary>
    public int Last { get; private set; } = first;

    /// <summary>The one that a statement runs in; none of what begins or ends one.</summary>
    public LintTransaction? Of(TransactionNeed need)
    {
        switch (need)
        {
            case TransactionNeed.Begin:
                isWritten = migration.Directives.WithoutTransaction;
                open = isWritten ? null : open;
                return null;
            case > TransactionNeed.Begin:
                open = isWritten ? null : open;
                isWritten = isWritten && need is TransactionNeed.Savepoint or TransactionNeed.Release or TransactionNeed.RollbackTo;
                return null;
            case TransactionNeed.Refused:
                open = null;
                return new(++Last, IsNone: true);
            case TransactionNeed.OwnTransaction when !isWritten:
                open = null;
                return new(++Last, IsNone: false);
        }
        if (migration.Directives.WithoutTransaction && !isWritten)
        {
            return new(++Last, IsNone: false);
        }
        return open ??= new(++Last, IsNone: false);
    }
}
