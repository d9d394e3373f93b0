namespace Turnstone.Sql;

/// <summary>One lexical element; its text is the slice that the span names.</summary>
public readonly record struct Token(TokenKind Kind, TextSpan Span);
