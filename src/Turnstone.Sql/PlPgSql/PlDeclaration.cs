namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Syntax;

/// <summary>A variable, a cursor or another name for one.</summary>
/// <param name="Value">The expression that it begins with, or a cursor's query.</param>
public sealed record PlDeclaration(TextSpan Span, Identifier Name, PlText? Value) : SyntaxNode(Span);
