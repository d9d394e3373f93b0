namespace Turnstone.Planning;

using Turnstone.Sql;

/// <summary>Watches for a <c>BEGIN … COMMIT</c> around a whole file, which says what is done anyway, while the file is read.</summary>
/// <param name="end">What ends it: tests are rolled back.</param>
sealed class OuterTransaction(TransactionNeed end = TransactionNeed.Commit)
{
    StatementSlice? begin;
    StatementSlice? commit;
    bool isRefuted;

    // Which may hold savepoints.
    bool IsOfTests => end == TransactionNeed.Rollback;

    /// <summary>Whether the statements so far may stand within one.</summary>
    public bool IsPossible => begin is not null && !isRefuted;

    /// <summary>Its BEGIN, once the file has ended and there is one.</summary>
    public StatementSlice? Begin => commit is not null && !isRefuted ? begin : null;

    /// <summary>Takes the BEGIN or the COMMIT of one; anything else that comes refutes it.</summary>
    public bool Take(StatementSlice statement, TransactionNeed need)
    {
        if (isRefuted || begin is null && statement.Ordinal > 1)
        {
            return false;
        }
        if (begin is null && need == TransactionNeed.Begin)
        {
            begin = statement;
            return true;
        }
        if (begin is not null && commit is null && need == end)
        {
            commit = statement;
            return true;
        }
        isRefuted = commit is not null || need >= TransactionNeed.Begin && !(IsOfTests && need is TransactionNeed.Savepoint or TransactionNeed.Release or TransactionNeed.RollbackTo);
        return false;
    }

    /// <summary>What was taken for one and is none.</summary>
    public IEnumerable<StatementSlice> Mistaken() => Begin is null ? new[] { begin, commit }.OfType<StatementSlice>() : [];
}
