namespace Turnstone.Sql.Syntax;

/// <summary>A part of a statement.</summary>
/// <param name="Span">The stretch of the statement's text that it is.</param>
public abstract record SyntaxNode(TextSpan Span);
