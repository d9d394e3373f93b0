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

    /// <summary>Whether any statement of PostgreSQL begins with this word.</summary>
    public static bool IsKnown(SyntaxReader reader) => reader.AtEnd || reader.Is(TokenKind.OpenParenthesis) || reader.Word is "ABORT" or "ALTER" or "ANALYSE" or "ANALYZE" or "BEGIN" or "CALL" or "CHECKPOINT"
        or "CLOSE" or "CLUSTER" or "COMMENT" or "COMMIT" or "COPY" or "CREATE" or "DEALLOCATE" or "DECLARE" or "DELETE" or "DISCARD" or "DO" or "DROP" or "END" or "EXECUTE" or "EXPLAIN" or "FETCH" or "GRANT"
        or "IMPORT" or "INSERT" or "LISTEN" or "LOAD" or "LOCK" or "MERGE" or "MOVE" or "NOTIFY" or "PREPARE" or "REASSIGN" or "REFRESH" or "REINDEX" or "RELEASE" or "RESET" or "REVOKE" or "ROLLBACK" or "SAVEPOINT"
        or "SECURITY" or "SELECT" or "SET" or "SHOW" or "START" or "TABLE" or "TRUNCATE" or "UNLISTEN" or "UPDATE" or "VACUUM" or "VALUES" or "WITH";

    static bool IsBetween(string? word) => word is "OR" or "REPLACE" or "GLOBAL" or "LOCAL" or "TEMP" or "TEMPORARY" or "UNLOGGED" or "UNIQUE" or "RECURSIVE" or "TRUSTED" or "PROCEDURAL" or "CONSTRAINT";
}
