namespace Turnstone.Sql.PlPgSql;

using System.Collections.Frozen;

/// <summary>The words of PL/pgSQL, which are others than those of SQL: <c>pl_reserved_kwlist.h</c>.</summary>
static class PlWord
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach", "from", "if", "in", "into", "loop", "not", "null", "or", "strict", "then", "to", "using", "when", "while")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether it is no variable's name, whatever stands around it.</summary>
    public static bool IsReserved(ReadOnlySpan<char> word) => Reserved.Contains(word);
}
