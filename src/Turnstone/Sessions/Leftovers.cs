namespace Turnstone.Sessions;

using Turnstone.Text;

/// <summary>Finds what a migration left in its session: the next one begins without it, and so should whoever wrote it.</summary>
static class Leftovers
{
    /// <summary>Each in words: <c>temporary table "x"</c>, <c>LISTEN "y"</c>, <c>prepared statement "z"</c>, <c>cursor "c"</c>.</summary>
    public static Task<List<string>> FindAsync(Session session, CancellationToken stop) => session.QueryAsync($"""
        SELECT 'temporary table "' || relname || '"' FROM pg_catalog.pg_class
            WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind IN ('r', 'p', 'v', 'S')
        UNION ALL SELECT 'LISTEN "' || channel || '"' FROM pg_catalog.pg_listening_channels() channel
        UNION ALL SELECT 'prepared statement "' || name || '"' FROM pg_catalog.pg_prepared_statements WHERE from_sql
        UNION ALL SELECT 'cursor "' || name || '"' FROM pg_catalog.pg_cursors WHERE is_holdable
        """, row => row.GetString(0), stop);

    public static Task DropAsync(Session session, CancellationToken stop) =>
        session.ExecuteAsync(stop, [.. SessionState.Cleared, .. Dropping]);

    /// <summary>Clears all of it away, as oneself.</summary>
    public static IEnumerable<Sql> Dropping => [$"CLOSE ALL", $"UNLISTEN *", $"DEALLOCATE ALL", $"DISCARD TEMP"];
}
