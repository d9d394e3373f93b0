namespace Turnstone.Scanning;

using System.Collections.Frozen;
using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>What a statement in application code is used for.</summary>
enum StatementUse
{
    /// <summary>To set something for the session, or to begin and end a transaction.</summary>
    Session,

    /// <summary>To read or write rows.</summary>
    Rows,

    /// <summary>To make, change or take away what a schema has.</summary>
    Schema,
}

/// <summary>Tells what a statement is used for.</summary>
static class StatementUses
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Defining = Words("ALTER", "COMMENT", "CREATE", "DROP", "GRANT", "IMPORT", "REASSIGN", "REVOKE", "SECURITY", "TRUNCATE");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Working =
        Words("CALL", "COPY", "DELETE", "DO", "EXPLAIN", "INSERT", "LOCK", "MERGE", "REFRESH", "SELECT", "TABLE", "UPDATE", "VALUES", "WITH");

    public static StatementUse Of(Statement statement)
    {
        var reader = new TokenReader(statement.Slice);
        while (reader.Take(TokenKind.OpenParenthesis))
        {
        }
        if (Defining.Contains(reader.Text) && !IsTemporary(reader) || Makes(statement))
        {
            return StatementUse.Schema;
        }
        return Working.Contains(reader.Text) ? StatementUse.Rows : StatementUse.Session;
    }

    // What is gone with the session is nobody else's.
    static bool IsTemporary(TokenReader reader)
    {
        if (!reader.Take("CREATE"))
        {
            return false;
        }
        _ = reader.Take("OR REPLACE") || reader.Take("LOCAL") || reader.Take("GLOBAL");
        return reader.Is("TEMP") || reader.Is("TEMPORARY");
    }

    static bool Makes(Statement statement) => statement switch
    {
        Select select => select.Nodes.Any(node => node is SelectList { Into: { Persistence: not "TEMPORARY" } }),
        Do => PlBody.Of(statement, PgVersion.V18)?.Block?.Nodes.Any(node => node is PlStatic { Sql: var inner } && Of(inner, statement)) == true,
        _ => false,
    };

    static bool Of(Statement inner, Statement whole)
    {
        var reader = new TokenReader(whole.Slice.Text.AsSpan(inner.Span.Start, inner.Span.Length));
        return Defining.Contains(reader.Text) && !IsTemporary(reader);
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
