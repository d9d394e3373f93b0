namespace Turnstone.Sql;

using System.Collections.Concurrent;
using Turnstone.Sql.Syntax;

/// <summary>What a statement begins with: its first word, of CREATE, ALTER and DROP also what they are about.</summary>
static class StatementBeginning
{
    // As many as there are pairs of keywords at most.
    static readonly ConcurrentDictionary<(string, string), string> Pairs = new();

    public static string Of(SyntaxReader reader)
    {
        if (reader.Is(TokenKind.OpenParenthesis))
        {
            return "SELECT";
        }

        var first = reader.Word;
        if (first is not ("CREATE" or "ALTER" or "DROP"))
        {
            return first ?? "";
        }

        var distance = 1;
        while (IsBetween(reader.Ahead(distance).Word))
        {
            distance++;
        }

        return reader.Ahead(distance).Word is { } about ? Pairs.GetOrAdd((first, about), static pair => $"{pair.Item1} {pair.Item2}") : first;
    }

    /// <summary>Passes what statements begin with, up to the word that makes this one none.</summary>
    public static void Skip(SyntaxReader reader)
    {
        if (reader.TakeOneOf("CREATE", "ALTER", "DROP") is not null)
        {
            while (IsBetween(reader.Word))
            {
                reader.Next();
            }
        }
    }

    static bool IsBetween(string? word) => word is "OR" or "REPLACE" or "GLOBAL" or "LOCAL" or "TEMP" or "TEMPORARY" or "UNLOGGED" or "UNIQUE" or "RECURSIVE" or "TRUSTED" or "PROCEDURAL" or "CONSTRAINT";
}
