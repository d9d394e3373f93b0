namespace Turnstone.Sql.Expressions;

using Turnstone.Sql.Syntax;

/// <summary>One argument of a function.</summary>
/// <param name="Name">Of <c>name => value</c>.</param>
public sealed record Argument(TextSpan Span, Identifier? Name, bool IsVariadic, Expression Value) : SyntaxNode(Span);
