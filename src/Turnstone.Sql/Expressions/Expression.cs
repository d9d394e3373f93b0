namespace Turnstone.Sql.Expressions;

using Turnstone.Sql.Syntax;

/// <summary>A value, or what computes one.</summary>
public abstract partial record Expression(TextSpan Span) : SyntaxNode(Span);
