namespace Turnstone.Scanning;

using System.Collections.Frozen;

/// <summary>Tells what begins like a statement from what does not: one look at the first word of a text, so that few are read further.</summary>
static class StatementStart
{
    // What a script may begin with before it comes to what it is about is among them.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new[]
    {
        "ALTER", "ANALYZE", "BEGIN", "CALL", "CLUSTER", "COMMENT", "COPY", "CREATE", "DECLARE", "DELETE", "DO", "DROP", "EXPLAIN", "GRANT", "IMPORT", "INSERT", "LOCK", "MERGE", "REASSIGN",
        "REFRESH", "REINDEX", "REVOKE", "SECURITY", "SELECT", "SET", "START", "TRUNCATE", "UPDATE", "VACUUM", "VALUES", "WITH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">As it stands in its file: a line's end may be written as a backslash and a letter.</param>
    public static bool IsAt(ReadOnlySpan<char> text)
    {
        while (Trivia(text) is > 0 and var length)
        {
            text = text[length..];
        }
        // A command of psql's.
        if (text is ['\\', >= 'a' and <= 'z', >= 'a' and <= 'z', ..])
        {
            return true;
        }
        var end = 0;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }
        return end > 1 && Words.Contains(text[..end]) && (end == text.Length || text[end] is not ('_' or '.' or ':' or '=' or '-') && !char.IsLetterOrDigit(text[end]));
    }

    static int Trivia(ReadOnlySpan<char> text) => text switch
    {
        [' ' or '\t' or '\r' or '\n' or '(' or ';', ..] => 1,
        ['\\', 'n' or 't' or 'r', ..] => 2,
        ['\\', '\r' or '\n', ..] => 2,
        ['-', '-', ..] => LineEnd(text),
        ['/', '*', ..] => text.IndexOf("*/") is >= 0 and var close ? close + 2 : text.Length,
        _ => 0,
    };

    static int LineEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n') is >= 0 and var newline ? newline + 1 : text.Length;
        return text[..end].IndexOf("\\n") is >= 0 and var written ? written + 2 : end;
    }
}
