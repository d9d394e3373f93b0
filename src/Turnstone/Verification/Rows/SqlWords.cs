namespace Turnstone.Verification.Rows;

using System.Text;
using Turnstone.Sql;

/// <summary>What stands in an expression that the server printed: its names, its constants.</summary>
static class SqlWords
{
    public static IEnumerable<string> NamesOf(string expression) =>
        Of(expression).Where(word => word.Kind.IsName()).Select(word => word.Kind == TokenKind.QuotedIdentifier ? word.Text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : word.Text);

    /// <summary>Numbers and the texts of strings.</summary>
    public static IEnumerable<string> ConstantsOf(string expression) => Of(expression).Select(word => word.Kind switch
    {
        TokenKind.Number => word.Text,
        TokenKind.String => word.Text[1..^1].Replace("''", "'", StringComparison.Ordinal),
        TokenKind.EscapeString => Unescaped(word.Text[2..^1]),
        _ => null,
    }).OfType<string>();

    static List<(TokenKind Kind, string Text)> Of(string expression)
    {
        var words = new List<(TokenKind, string)>();
        var lexer = new Lexer(expression);
        while (lexer.Read(out var token))
        {
            words.Add((token.Kind, lexer.TextOf(token).ToString()));
        }
        return words;
    }

    // The server doubles what it has to, and escapes nothing else.
    static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            at += text[at] is '\\' or '\'' && at + 1 < text.Length ? 1 : 0;
            plain.Append(text[at]);
        }
        return plain.ToString();
    }
}
