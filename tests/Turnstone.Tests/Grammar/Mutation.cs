namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;
using Turnstone.Sql.Syntax;

/// <summary>Damages statements: a token is dropped, doubled, or swapped with the next one, a keyword stands in the place of a name or between two tokens.</summary>
sealed class Mutation(int seed)
{
    static readonly string[] Words = [.. Keywords.All.Select(keyword => keyword.Word.ToLowerInvariant()).Order(StringComparer.Ordinal)];

    readonly Random random = new(seed);

    /// <summary>A damaged copy; null where it is no longer one statement.</summary>
    public CorpusStatement? Damage(CorpusStatement original)
    {
        var text = Damage(original.Text, Tokens(original.Slice));
        var reader = new StatementReader(new StringReader(text));
        return reader.Read() is { } slice && slice.Text == text.Trim() && reader.Read() is null && reader.Errors.Count == 0
            ? new CorpusStatement(original.File, slice with { Position = original.Slice.Position }, LeftOut: null) { Verb = original.Verb }
            : null;
    }

    /// <summary>The text with one token out of place.</summary>
    public string Damage(string text, IReadOnlyList<TextSpan> tokens)
    {
        var chosen = random.Next(tokens.Count);
        var span = tokens[chosen];
        var word = text[span.Start..span.End];
        switch (random.Next(chosen + 1 < tokens.Count ? 5 : 4))
        {
            case 0:
                return text.Remove(span.Start, span.Length).Insert(span.Start, " ");
            case 1:
                return text.Insert(span.End, " " + word);
            case 2:
                return text.Insert(span.End, $" {Keyword()} ");
            case 3:
                return WithoutName(text, tokens) ?? text.Insert(span.End, $" {Keyword()} ");
            default:
                var next = tokens[chosen + 1];
                return $"{text[..span.Start]}{text[next.Start..next.End]} {text[span.End..next.Start]} {word}{text[next.End..]}";
        }
    }

    // None where the text names nothing.
    string? WithoutName(string text, IReadOnlyList<TextSpan> tokens)
    {
        var names = tokens.Where(token => IsName(text.AsSpan(token.Start, token.Length))).ToList();
        return names.Count > 0 && names[random.Next(names.Count)] is var name ? $"{text[..name.Start]} {Keyword()} {text[name.End..]}" : null;
    }

    static bool IsName(ReadOnlySpan<char> token) => token is ['"', ..] || (char.IsLetter(token[0]) || token[0] == '_') && token[^1] != '\'' && Keywords.Find(token) is null;

    string Keyword() => Words[random.Next(Words.Length)];

    /// <summary>Where the statement's tokens are, without blanks and comments.</summary>
    public static IReadOnlyList<TextSpan> Tokens(StatementSlice slice)
    {
        List<TextSpan> tokens = [];
        for (var reader = new TokenReader(slice); !reader.AtEnd; reader.Next())
        {
            tokens.Add(reader.Current.Span);
        }
        return tokens;
    }
}
