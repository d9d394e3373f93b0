namespace Turnstone.Verification.Rows;

using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Tries statements, each in a transaction of its own within the one that is open: what the server refuses leaves nothing.</summary>
/// <remarks>A function of the session does it, so that many take one round trip. Event triggers do not see it come or go, where a superuser makes it.</remarks>
sealed class Trial(Session session)
{
    static Sql Make => $"""
        CREATE FUNCTION pg_temp.turnstone_try(statements text[]) RETURNS TABLE (changed bigint, state text, message text, relation text, rule text, field text) LANGUAGE plpgsql AS $function$
        DECLARE statement text;
        BEGIN
            FOREACH statement IN ARRAY statements LOOP
                changed := 0; state := ''; message := ''; relation := ''; rule := ''; field := '';
                BEGIN
                    EXECUTE statement;
                    GET DIAGNOSTICS changed = ROW_COUNT;
                EXCEPTION WHEN OTHERS OR assert_failure THEN
                    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, relation = TABLE_NAME, rule = CONSTRAINT_NAME, field = COLUMN_NAME;
                END;
                RETURN NEXT;
            END LOOP;
        END
        $function$
        """;

    static Sql Unseen => Role("replica");

    static Sql Seen => Role("origin");

    static Sql Role(string role) => $"SELECT pg_catalog.set_config('session_replication_role', {Literal.Of(role)}, true) FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolsuper";

    public Task BeginAsync(CancellationToken stop) => session.ExecuteAsync(stop, $"BEGIN", Unseen, Make, Seen, $"SET CONSTRAINTS ALL IMMEDIATE");

    public Task EndAsync(CancellationToken stop) => session.ExecuteAsync(stop, Unseen, $"DROP FUNCTION pg_temp.turnstone_try(text[])", Seen, $"COMMIT");

    /// <summary>What came of each of them.</summary>
    public async Task<List<TrialAnswer>> RunAsync(IReadOnlyCollection<Sql> statements, CancellationToken stop) => statements.Count == 0 ? [] : await session.QueryAsync(
        $"SELECT changed, state, message, relation, rule, field FROM pg_temp.turnstone_try(ARRAY[{Sql.Join(", ", statements.Select(one => (Sql)$"{Literal.Of(one.ToString())}"))}]::text[])",
        row => new TrialAnswer(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), stop);
}

/// <summary>What the server says of one statement.</summary>
/// <param name="Changed">Rows that it wrote or found.</param>
/// <param name="State">The SQLSTATE; empty where it was done.</param>
sealed record TrialAnswer(long Changed, string State, string Message, string Table, string Rule, string Column)
{
    public bool IsDone => State.Length == 0 && Changed > 0;

    /// <summary>Why not.</summary>
    public string Reason => State.Length > 0 ? $"{Message} (SQLSTATE {State})" : "a trigger or a rule let no row in";
}
