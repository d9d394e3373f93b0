namespace Turnstone.Sql.PlPgSql;

/// <summary><c>COMMIT</c> or <c>ROLLBACK</c>: what came before it is one transaction, what follows another.</summary>
public sealed record PlTransaction(TextSpan Span, bool IsCommit) : PlNode(Span);
