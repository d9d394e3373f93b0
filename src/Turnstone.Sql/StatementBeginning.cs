namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>What a statement begins with: its first word, of CREATE, ALTER and DROP also what they are about.</summary>
/// <param name="About">None of the others.</param>
readonly record struct StatementBeginning(string First, string? About)
{
    /// <summary>As parsers say it: <c>CREATE TABLE</c>, <c>SELECT</c>.</summary>
    public static StatementBeginning Of(string words) =>
        words.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? new(words[..space], words[(space + 1)..]) : new(words, null);

    public static StatementBeginning Of(SyntaxReader reader)
    {
        if (reader.Is(TokenKind.OpenParenthesis))
        {
            return new("SELECT", null);
        }

        var first = reader.Word;
        if (first is not ("CREATE" or "ALTER" or "DROP"))
        {
            return new(first ?? "", null);
        }

        var distance = 1;
        while (IsBetween(reader.Ahead(distance).Word))
        {
            distance++;
        }

        return new(first, reader.Ahead(distance).Word);
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
