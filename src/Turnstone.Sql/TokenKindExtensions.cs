namespace Turnstone.Sql;

/// <summary>What many kinds of token have in common.</summary>
public static class TokenKindExtensions
{
    /// <summary>Whether the token is only blanks or a comment.</summary>
    public static bool IsTrivia(this TokenKind kind) =>
        kind is TokenKind.Whitespace or TokenKind.LineComment or TokenKind.BlockComment or TokenKind.UnterminatedComment;

    /// <summary>Whether the token is a string that stands for its text: <c>Sconst</c> of <c>gram.y</c>.</summary>
    internal static bool IsString(this TokenKind kind) => kind is TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString or TokenKind.DollarString;

    /// <summary>Whether the token is a name, a keyword, or a placeholder that may stand for one.</summary>
    public static bool IsName(this TokenKind kind) =>
        kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier or TokenKind.Placeholder;
}
