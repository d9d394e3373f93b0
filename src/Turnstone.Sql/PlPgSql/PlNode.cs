namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Syntax;

/// <summary>A statement of PL/pgSQL.</summary>
public abstract record PlNode(TextSpan Span) : SyntaxNode(Span);
