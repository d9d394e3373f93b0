namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>WHEN condition OR … THEN …</c></summary>
/// <param name="Conditions">As they stand.</param>
public sealed record PlHandler(TextSpan Span, TextSpan Conditions, ImmutableArray<PlNode> Statements) : SyntaxNode(Span);
