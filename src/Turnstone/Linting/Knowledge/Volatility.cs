namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>Whether a value may be another one the next time it is asked for: what PostgreSQL says of its own functions, and what was seen of others.</summary>
static class Volatility
{
    // pg_proc: provolatile v, of what is met in defaults and checks; with the usual extensions'.
    static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "random", "random_normal", "setseed", "clock_timestamp", "timeofday", "gen_random_uuid", "uuidv4", "uuidv7", "nextval", "setval", "currval", "lastval", "set_config",
        "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "gen_random_bytes", "gen_salt", "pg_sleep", "pg_logical_emit_message", "pg_notify",
    };

    // Stable: the same within one statement, and another one tomorrow, or for somebody else.
    static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "now", "transaction_timestamp", "statement_timestamp", "current_setting", "txid_current", "pg_current_xact_id", "inet_client_addr", "pg_backend_pid", "has_table_privilege",
    };

    static readonly HashSet<string> PassingWords = new(StringComparer.Ordinal)
    {
        "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER", "SESSION_USER", "USER", "CURRENT_ROLE", "SYSTEM_USER", "CURRENT_SCHEMA", "CURRENT_CATALOG",
    };

    /// <summary>The call in a value that gives something else for each row; none where none is known to.</summary>
    public static FunctionCall? VolatileCall(SyntaxNode value, KnownSchema known) => value.Nodes.OfType<FunctionCall>().FirstOrDefault(call => IsVolatile(call, known));

    /// <summary>The part of a value that is another one at another time or for somebody else, even if not within a statement.</summary>
    public static SyntaxNode? PassingPart(SyntaxNode value, KnownSchema known) => value.Nodes.FirstOrDefault(node => node switch
    {
        FunctionCall call => IsVolatile(call, known) || IsOwn(call) && Passing.Contains(call.Name.Name.Name),
        KeywordCall word => PassingWords.Contains(word.Keyword),
        _ => false,
    });

    static bool IsVolatile(FunctionCall call, KnownSchema known) =>
        known.Routines(call.Name) is { Count: > 0 } seen ? seen.All(one => IsVolatile(one.Statement)) : IsOwn(call) && Volatile.Contains(call.Name.Name.Name);

    // One that says nothing is.
    static bool IsVolatile(CreateRoutine routine) => routine.Find("IMMUTABLE") is null && routine.Find("STABLE") is null;

    static bool IsOwn(FunctionCall call) => call.Name.Schema is null or { Name: "pg_catalog" or "public" or "extensions" };
}
