namespace Turnstone.Sql;

/// <summary>What a statement has to do with transactions: whether it runs in a transaction block, and whether it begins or ends one.</summary>
public enum TransactionNeed
{
    /// <summary>Runs inside a transaction block and outside of one.</summary>
    Any,

    /// <summary>PostgreSQL refuses it inside a transaction block.</summary>
    Refused,

    /// <summary>Runs inside a transaction block, but what it makes can be used only after the commit: it needs a transaction of its own.</summary>
    OwnTransaction,

    /// <summary>Fails outside a transaction block, or does nothing there.</summary>
    OnlyInside,

    /// <summary><c>BEGIN</c>, <c>START TRANSACTION</c></summary>
    Begin,

    /// <summary><c>COMMIT</c>, <c>END</c></summary>
    Commit,

    /// <summary><c>COMMIT AND CHAIN</c>: a commit that begins the next transaction.</summary>
    CommitAndChain,

    /// <summary><c>ROLLBACK</c>, <c>ABORT</c></summary>
    Rollback,

    /// <summary><c>ROLLBACK AND CHAIN</c>: a rollback that begins the next transaction.</summary>
    RollbackAndChain,

    Savepoint,

    /// <summary><c>RELEASE SAVEPOINT</c></summary>
    Release,

    /// <summary><c>ROLLBACK TO SAVEPOINT</c></summary>
    RollbackTo,

    PrepareTransaction,
}
