namespace Turnstone.Sql.Expressions;

using Turnstone.Sql.Syntax;

/// <summary><c>WHEN x THEN y</c></summary>
public sealed record CaseBranch(TextSpan Span, Expression When, Expression Then) : SyntaxNode(Span);
