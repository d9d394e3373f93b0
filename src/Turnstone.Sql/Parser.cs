namespace Turnstone.Sql;

using System.Collections.Frozen;
using Turnstone.Sql.Syntax;

/// <summary>Reads statements as PostgreSQL's grammar has them.</summary>
public static partial class Parser
{
    static readonly FrozenDictionary<string, StatementParser[]> ByBeginning = All
        .SelectMany(parser => parser.Beginnings, (parser, beginning) => (parser, beginning))
        .GroupBy(one => one.beginning, one => one.parser, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    [Discovered]
    internal static partial IReadOnlyList<StatementParser> All { get; }

    /// <summary>Never throws, whatever the text. What is not read is an <see cref="OtherStatement"/>; what PostgreSQL would not take has its <see cref="Statement.Error"/>.</summary>
    public static Statement Parse(StatementSlice statement, PgVersion version)
    {
        using var reader = new SyntaxReader(statement, version);
        return Read(reader) ?? Unread(reader);
    }

    /// <summary>Reads a whole statement; none where there is no parser for it.</summary>
    internal static Statement? Read(SyntaxReader reader)
    {
        if (ReadNested(reader) is not { } read)
        {
            return null;
        }

        reader.ExpectEnd();
        return reader.Error is null ? read : read with { Error = reader.Error };
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
                return reader.Inside is { } constant ? read with { Within = constant } : read;
            }

            reader.Reset(mark);
        }

        return null;
    }

    // What begins like nothing that PostgreSQL knows is an error.
    static OtherStatement Unread(SyntaxReader reader)
    {
        if (!reader.AtEnd)
        {
            StatementBeginning.Skip(reader);
            reader.Fail();
        }

        return new(reader.Slice, StatementClassifier.Verb(reader.Slice)) { Error = reader.Error };
    }
}
