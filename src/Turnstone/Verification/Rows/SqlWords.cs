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

    /// <summary>The parts of a condition each of which has to hold; it alone where it cannot be taken apart.</summary>
    /// <remarks>The server puts every AND and OR in parentheses of its own, and writes no BETWEEN.</remarks>
    public static IEnumerable<string> ConjunctsOf(string condition)
    {
        var words = Of(condition);
        var depths = new List<int>();
        var depth = 0;
        foreach (var word in words)
        {
            depth -= word.Kind == TokenKind.CloseParenthesis ? 1 : 0;
            depths.Add(depth);
            depth += word.Kind == TokenKind.OpenParenthesis ? 1 : 0;
        }
        if (words.Count > 2 && words[0].Kind == TokenKind.OpenParenthesis && depths.LastIndexOf(0) == words.Count - 1 && depths.IndexOf(0, 1) == words.Count - 1)
        {
            return ConjunctsOf(string.Concat(words[1..^1].Select(word => word.Text)));
        }
        var outer = words.Select((word, place) => depths[place] == 0 && word.Kind == TokenKind.Word ? word.Text : "").ToList();
        if (!outer.Contains("AND") || outer.Contains("OR") || outer.Contains("CASE"))
        {
            return [condition];
        }
        int[] cuts = [-1, .. outer.Index().Where(word => word.Item == "AND").Select(word => word.Index), words.Count];
        return cuts.Zip(cuts.Skip(1), (from, to) => string.Concat(words[(from + 1)..to].Select(word => word.Text)).Trim()).SelectMany(ConjunctsOf);
    }

    static List<(TokenKind Kind, string Text)> Of(string expression)
    {
        var words = new List<(TokenKind Kind, string Text)>();
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
