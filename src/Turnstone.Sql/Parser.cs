namespace Turnstone.Sql;

using System.Collections.Frozen;
using Turnstone.Sql.Syntax;

/// <summary>Reads statements as PostgreSQL's grammar has them.</summary>
public static partial class Parser
{
    static readonly FrozenDictionary<StatementBeginning, StatementParser[]> ByBeginning = All
        .SelectMany(parser => parser.Beginnings, (parser, beginning) => (parser, beginning))
        .GroupBy(one => StatementBeginning.Of(one.beginning), one => one.parser).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    [Discovered]
    internal static partial IReadOnlyList<StatementParser> All { get; }

    /// <summary>Never throws, whatever the text. What is not known to be PostgreSQL's, as a whole or from one word on, is an <see cref="OtherStatement"/>,
    /// whose <see cref="Statement.Error"/> says where that begins.</summary>
    public static Statement Parse(StatementSlice statement, PgVersion version)
    {
        using var reader = new SyntaxReader(statement, version);
        return Read(reader) ?? new OtherStatement(statement, StatementClassifier.Verb(statement)) { Error = reader.Error };
    }

    /// <summary>Reads a whole statement; none where there is an error, or nothing.</summary>
    internal static Statement? Read(SyntaxReader reader)
    {
        if (reader.AtEnd)
        {
            return null;
        }

        var read = ReadNested(reader);
        if (read is null)
        {
            // What begins like nothing that PostgreSQL knows is an error.
            StatementBeginning.Skip(reader);
            reader.Fail();
        }

        reader.ExpectEnd();
        return reader.Error is null ? read : null;
    }

    /// <summary>Reads a statement that is part of another one, as far as it goes; none where there is no parser for it.</summary>
    internal static Statement? ReadNested(SyntaxReader reader)
    {
        if (!ByBeginning.TryGetValue(StatementBeginning.Of(reader), out var parsers))
        {
            return null;
        }

        foreach (var parser in parsers)
        {
            var mark = reader.Mark();
            if (parser.Read(reader) is { } read)
            {
                return read;
            }

            reader.Reset(mark);
        }

        return null;
    }
}
