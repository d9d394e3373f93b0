namespace Turnstone.Sql.PlPgSql;

/// <summary><c>EXECUTE text [INTO …] [USING …]</c>: a statement that is known only when it runs.</summary>
/// <param name="Command">The expression that gives its text.</param>
/// <param name="Rest">From INTO or USING to its end.</param>
public sealed record PlExecute(TextSpan Span, PlText Command, TextSpan? Rest) : PlNode(Span);
