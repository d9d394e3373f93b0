namespace Turnstone.Sql;

using System.Collections.Frozen;

/// <summary>Reads statements that are planned or run by what they name; every other one is an <see cref="OtherStatement"/>.</summary>
public static partial class Parser
{
    static readonly FrozenDictionary<string, StatementParser[]>.AlternateLookup<ReadOnlySpan<char>> ByFirstWord = All
        .GroupBy(parser => parser.Beginning.Split(' ')[0], StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    [Discovered]
    internal static partial IReadOnlyList<StatementParser> All { get; }

    /// <summary>Never throws, whatever the text; its placeholders are filled, and what is still one is no name.</summary>
    public static Statement Parse(StatementSlice statement, PgVersion version)
    {
        var reader = new TokenReader(statement);
        if (reader.Kind == TokenKind.Word && ByFirstWord.TryGetValue(reader.Text, out var parsers))
        {
            foreach (var parser in parsers)
            {
                var behind = reader;
                if (behind.Take(parser.Beginning) && parser.Read(behind, statement, version) is { } read)
                {
                    return read;
                }
            }
        }

        return new OtherStatement(statement, StatementClassifier.Verb(statement));
    }
}
