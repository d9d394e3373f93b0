namespace Turnstone.Sql.Statements;

/// <summary>What a statement does to a transaction.</summary>
public enum TransactionKind
{
    /// <summary><c>BEGIN</c>, <c>START TRANSACTION</c></summary>
    Begin,

    /// <summary><c>COMMIT</c>, <c>END</c></summary>
    Commit,

    /// <summary><c>ROLLBACK</c>, <c>ABORT</c></summary>
    Rollback,

    Savepoint,

    /// <summary><c>RELEASE [SAVEPOINT]</c></summary>
    Release,

    /// <summary><c>ROLLBACK TO [SAVEPOINT]</c></summary>
    RollbackTo,
}
