namespace Turnstone.Sql;

/// <summary>What stands behind the colon of a psql variable: <c>:name</c>, <c>:'name'</c>, <c>:"name"</c>, <c>:{?name}</c>.</summary>
static class PsqlVariable
{
    /// <summary>Why a token that touches the colon before it is refused; null when it makes no variable.</summary>
    public static SyntaxError? Refuse(TokenKind kind, ReadOnlySpan<char> text, TextPosition colon) => Rewrite(kind, text) is not { } placeholder
        ? null
        : new SyntaxError(
            $"`:{text}` is a variable of psql, which Turnstone does not know",
            colon,
            $"Write {placeholder} and give the value under `placeholders:`.");

    static string? Rewrite(TokenKind kind, ReadOnlySpan<char> text) => kind switch
    {
        TokenKind.Word or TokenKind.Number or TokenKind.JunkNumber => $"${{{text}}}",
        TokenKind.String when IsName(text[1..^1]) => $"'${{{text[1..^1]}}}'",
        TokenKind.QuotedIdentifier when IsName(text[1..^1]) => $"\"${{{text[1..^1]}}}\"",
        TokenKind.Other when text is "{" => "${name}",
        _ => null,
    };

    // variable_char
    static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && c < '\u0080')
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
