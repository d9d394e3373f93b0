namespace Turnstone.Sql.Expressions;

using Turnstone.Sql.Syntax;

/// <summary>One step into a value.</summary>
/// <param name="Field">The name behind a dot; none of a bracket.</param>
/// <param name="IsStar">Whether all fields are meant.</param>
/// <param name="IsSlice">Whether a range is: its ends may be missing.</param>
public sealed record SelectionStep(TextSpan Span, Identifier? Field, bool IsStar, bool IsSlice, Expression? From, Expression? To) : SyntaxNode(Span);
