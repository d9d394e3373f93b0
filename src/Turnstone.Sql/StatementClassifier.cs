namespace Turnstone.Sql;

using System.Collections.Frozen;

/// <summary>Says what a statement is from its words: how it stands to transactions, whether it reports rows, what it is called.</summary>
public static class StatementClassifier
{
    static readonly StatementPattern[] RowlessExceptions =
    [
        new("CREATE GLOBAL|LOCAL? TEMP|TEMPORARY|UNLOGGED? TABLE … AS"),
        new("CREATE MATERIALIZED VIEW"),
    ];

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Rowless = Words(
        "ABORT|ALTER|ANALYSE|ANALYZE|BEGIN|CHECKPOINT|CLOSE|CLUSTER|COMMENT|COMMIT|CREATE|DEALLOCATE|DECLARE|DISCARD|DROP|END|GRANT|IMPORT|LISTEN|LOAD|LOCK"
        + "|NOTIFY|PREPARE|REASSIGN|REINDEX|RELEASE|RESET|REVOKE|ROLLBACK|SAVEPOINT|SECURITY|SET|START|TRUNCATE|UNLISTEN|VACUUM");

    // Most statements of a long file begin with none of them.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords =
        Words(string.Join('|', TransactionRule.All.Select(rule => rule.Synopsis.Split(' ')[0])));

    static readonly StatementPattern[] ConcurrentIndex =
    [
        new("CREATE UNIQUE? INDEX CONCURRENTLY"),
        new("DROP INDEX CONCURRENTLY"),
        new("REINDEX (concurrently=on)"),
        new("REINDEX <group>? INDEX|TABLE|SCHEMA|DATABASE|SYSTEM CONCURRENTLY"),
    ];

    /// <summary>What the statement needs of transactions on a server of that version. What is not known to need anything is <see cref="TransactionNeed.Any"/>.</summary>
    public static TransactionNeed Classify(StatementSlice statement, PgVersion version)
    {
        var reader = new TokenReader(statement);
        if (!FirstWords.Contains(reader.Text))
        {
            return TransactionNeed.Any;
        }

        foreach (var rule in TransactionRule.All)
        {
            if (rule.Fits(reader, version))
            {
                return rule.Need;
            }
        }

        return TransactionNeed.Any;
    }

    /// <summary>Whether it builds or drops an index without holding writers up.</summary>
    public static bool IsConcurrentIndex(StatementSlice statement) =>
        Array.Exists(ConcurrentIndex, pattern => pattern.Matches(new TokenReader(statement)));

    /// <summary>Whether the server's answer may carry a number of rows; true as well where only the server knows.</summary>
    public static bool ReportsRows(StatementSlice statement)
    {
        var reader = new TokenReader(statement);
        return reader.Kind != TokenKind.Word || !Rowless.Contains(reader.Text) || Array.Exists(RowlessExceptions, exception => exception.Matches(new TokenReader(statement)));
    }

    /// <summary>What people call the statement, in upper case: <c>CREATE INDEX</c>, <c>ALTER TABLE</c>, <c>INSERT</c>; its first token if it has no such name.</summary>
    public static string Verb(StatementSlice statement) => StatementVerb.Of(new TokenReader(statement));

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words) =>
        words.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
