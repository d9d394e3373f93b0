namespace Turnstone.Sql.PlPgSql;

/// <summary><c>COMMIT</c> or <c>ROLLBACK</c>: what came before it is one transaction, what follows another.</summary>
/// <param name="IsChained">Whether the next one has the modes of this one: <c>AND CHAIN</c>.</param>
public sealed record PlTransaction(TextSpan Span, bool IsCommit, bool IsChained) : PlNode(Span);
