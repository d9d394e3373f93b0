namespace Turnstone.Sql.PlPgSql;

using System.Collections.Frozen;

/// <summary>The words of PL/pgSQL, which are others than those of SQL: <c>pl_reserved_kwlist.h</c>, <c>pl_unreserved_kwlist.h</c>.</summary>
static class PlWord
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Reserved = Set(
        "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach", "from", "if", "in", "into", "loop", "not", "null", "or", "strict", "then", "to", "using", "when", "while");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Unreserved = Set(
        "absolute", "alias", "and", "array", "assert", "backward", "call", "chain", "close", "collate", "column", "column_name", "commit", "constant", "constraint", "constraint_name",
        "continue", "current", "cursor", "datatype", "debug", "default", "detail", "diagnostics", "do", "dump", "elseif", "elsif", "errcode", "error", "exception", "exit", "fetch",
        "first", "forward", "get", "hint", "import", "info", "insert", "is", "last", "log", "merge", "message", "message_text", "move", "next", "no", "notice", "open", "option",
        "perform", "pg_context", "pg_datatype_name", "pg_exception_context", "pg_exception_detail", "pg_exception_hint", "pg_routine_oid", "print_strict_params", "prior", "query",
        "raise", "relative", "return", "returned_sqlstate", "reverse", "rollback", "row_count", "rowtype", "schema", "schema_name", "scroll", "slice", "sqlstate", "stacked", "table",
        "table_name", "type", "use_column", "use_variable", "variable_conflict", "warning");

    /// <summary>Whether it is no variable's name, whatever stands around it.</summary>
    public static bool IsReserved(ReadOnlySpan<char> word) => Reserved.Contains(word);

    /// <summary>Whether it is a variable's name only where one is declared.</summary>
    public static bool IsUnreserved(ReadOnlySpan<char> word, PgVersion version) => Unreserved.TryGetValue(word, out var known) && version >= Since(known);

    static PgVersion Since(string word) => word switch { "merge" => PgVersion.V15, "pg_routine_oid" => PgVersion.V16, _ => PgVersion.V14 };

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params ReadOnlySpan<string> words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words).GetAlternateLookup<ReadOnlySpan<char>>();
}
