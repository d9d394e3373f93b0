namespace Turnstone.Sql;

/// <summary>What stands behind the colon of a psql variable: <c>:name</c>, <c>:'name'</c>, <c>:"name"</c>, <c>:{?name}</c>.</summary>
static class PsqlVariable
{
    /// <summary>The placeholder to write instead; null when the token behind the colon makes it no variable.</summary>
    public static string? Rewrite(TokenKind kind, ReadOnlySpan<char> text) => kind switch
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
