namespace Turnstone.Scanning;

using System.Buffers;
using System.Collections.Frozen;
using Turnstone.Sql;

/// <summary>Tells a sentence that happens to be a statement from one that is meant: "Truncate text", "create database backup", "Select an item from list".</summary>
static class Prose
{
    static readonly SearchValues<char> NeverInProse = SearchValues.Create("_=;*\"'$[]@<>|");

    // Behind these somebody who writes small letters means a statement.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Objects = Words(
        "ALL", "COLUMN", "CONNECT", "DELETE", "EXECUTE", "FROM", "INDEX", "INSERT", "INTO", "MATERIALIZED", "SCHEMA", "SELECT", "TABLE", "TRIGGER", "UNIQUE", "UPDATE", "USAGE", "VIEW");

    // And behind these if a name is put in; "create sequence diagram" is none.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Named = Words("DATABASE", "EXTENSION", "ROLE", "SEQUENCE", "TYPE");

    /// <summary>Whether it begins with a word in capitals.</summary>
    public static bool IsShouted(ReadOnlySpan<char> statement)
    {
        var reader = new TokenReader(statement);
        return reader.Text.Length > 1 && reader.Text.IndexOfAnyInRange('a', 'z') < 0;
    }

    /// <summary>Whether it is about a statement: <c>ALTER TABLE … SET LOGGED</c>.</summary>
    public static bool IsShortened(string statement) => statement.Contains('…', StringComparison.Ordinal) || statement.Contains("...", StringComparison.Ordinal);

    /// <param name="statement">A statement that parses.</param>
    public static bool Is(string statement)
    {
        var reader = new TokenReader(statement);
        while (reader.Take(TokenKind.OpenParenthesis))
        {
        }
        var first = reader.Text;
        if (first.Length == 0 || first.IndexOfAnyInRange('a', 'z') < 0)
        {
            return IsBareSelect(reader);
        }
        var plain = statement.Replace(LiteralText.Hole, "", StringComparison.Ordinal);
        if (plain.AsSpan().ContainsAny(NeverInProse) || plain.Contains(" exists ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        if (char.IsUpper(first[0]))
        {
            return !reader.Is("CREATE") || !plain.Contains('(', StringComparison.Ordinal);
        }
        var isSelect = reader.Is("SELECT");
        reader.Next();
        return isSelect ? !plain.Contains(" from ", StringComparison.OrdinalIgnoreCase) && !plain.Contains('(', StringComparison.Ordinal) : !Objects.Contains(reader.Text) && !(plain.Length < statement.Length && Named.Contains(reader.Text)) && !plain.Contains('(', StringComparison.Ordinal);
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // SELECT OPTION: a query that names nothing.
    static bool IsBareSelect(TokenReader reader)
    {
        if (!reader.Is("SELECT"))
        {
            return false;
        }
        for (reader.Next(); !reader.AtEnd; reader.Next())
        {
            if (reader.Kind is not (TokenKind.Word or TokenKind.Comma))
            {
                return false;
            }
            if (reader.Is("FROM"))
            {
                return false;
            }
        }
        return true;
    }
}
