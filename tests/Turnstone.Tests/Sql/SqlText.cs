namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

/// <summary>Reads texts for the tests of this folder, whole and in pieces.</summary>
static class SqlText
{
    public static List<(TokenKind Kind, string Text)> Tokens(string text, bool standardStrings = true)
    {
        var tokens = new List<(TokenKind, string)>();
        var lexer = new Lexer(text, standardStrings: standardStrings);
        while (lexer.Read(out var token))
        {
            tokens.Add((token.Kind, lexer.TextOf(token).ToString()));
        }

        return tokens;
    }

    /// <summary>The tokens but for blanks and comments, as <c>Kind text</c>.</summary>
    public static string[] Significant(string text, bool standardStrings = true) =>
        [.. Tokens(text, standardStrings).Where(t => !t.Kind.IsTrivia()).Select(t => $"{t.Kind} {t.Text}")];

    /// <summary>The tokens as a caller reads them that gets a few characters more whenever the window is too short.</summary>
    public static List<(TokenKind Kind, string Text)> TokensInPieces(string text, int piece)
    {
        var tokens = new List<(TokenKind, string)>();
        var (start, end) = (0, 0);
        while (start < text.Length)
        {
            end = Math.Min(text.Length, end + piece);
            var lexer = new Lexer(text.AsSpan(start, end - start), isFinalBlock: end == text.Length);
            while (lexer.Read(out var token))
            {
                tokens.Add((token.Kind, lexer.TextOf(token).ToString()));
            }

            start += lexer.Position;
        }

        return tokens;
    }

    /// <summary>How many characters the lexer looked at, those it looked at twice twice.</summary>
    public static long Cost(string text)
    {
        var lexer = new Lexer(text);
        var cost = 0L;
        while (lexer.Read(out var token))
        {
            cost += lexer.Reach - token.Span.Start;
        }

        return cost;
    }

    public static StatementSlice Single(string text) => StatementReader.ReadAll(text).ShouldHaveSingleItem();

    public static string[] Split(string text) => [.. StatementReader.ReadAll(text).Select(s => s.Text)];

    public static IReadOnlyList<SyntaxError> Errors(string text) => ReadEverything(new StatementReader(new StringReader(text))).Errors;

    /// <summary>All that a reader says about a text, rows of COPY included.</summary>
    public static (List<StatementSlice> Statements, List<string> Rows, IReadOnlyList<SyntaxError> Errors) ReadEverything(StatementReader reader)
    {
        var statements = new List<StatementSlice>();
        var rows = new List<string>();
        while (reader.Read() is { } statement)
        {
            statements.Add(statement);
            rows.Add(reader.CopyData.ReadToEnd());
        }

        return (statements, rows, reader.Errors);
    }
}
