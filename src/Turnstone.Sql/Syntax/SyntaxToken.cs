namespace Turnstone.Sql.Syntax;

/// <summary>A significant token of a statement, as the grammar sees it.</summary>
/// <param name="Word">The keyword that it is in the server's version, in capitals; none of any other token.</param>
/// <param name="Keyword">What kind of keyword that is.</param>
readonly record struct SyntaxToken(TokenKind Kind, int Start, int End, string? Word, KeywordKind Keyword, bool IsBareLabel);
