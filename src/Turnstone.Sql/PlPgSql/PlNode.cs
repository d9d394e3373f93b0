namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Syntax;

/// <summary>A statement of PL/pgSQL.</summary>
/// <param name="Span">The stretch of the body's text that it is.</param>
public abstract record PlNode(TextSpan Span) : SyntaxNode(Span);
