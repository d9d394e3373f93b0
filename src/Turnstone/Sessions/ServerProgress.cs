namespace Turnstone.Sessions;

using Turnstone.Text;

/// <summary>How far a long statement is, as the server's <c>pg_stat_progress_…</c> views say.</summary>
/// <param name="Command"><c>CREATE INDEX CONCURRENTLY</c>, <c>VACUUM</c> …</param>
/// <param name="Phase">As PostgreSQL's manual names it: <c>building index: scanning table</c>.</param>
/// <param name="Done">Of this phase, in <paramref name="Unit"/>.</param>
/// <param name="Total">0 where the server does not know.</param>
/// <param name="Unit"><c>blocks</c>, <c>tuples</c>, <c>lockers</c> …</param>
/// <param name="WaitsFor">Whose transaction it waits for.</param>
public sealed record ServerProgress(string Command, string Phase, long Done, long Total, string Unit, Blocker? WaitsFor)
{
    /// <summary>What the views say of the backend <c>activity.pid</c>: command, phase, done, total, unit, waits_for; and counters, all of them, which change whenever it goes on.</summary>
    /// <remarks>The counters of a phase that is over stay as they were: each phase has its own.</remarks>
    internal static Sql Views => $"""
        SELECT command, phase,
            CASE WHEN phase LIKE 'waiting%' THEN lockers_done WHEN phase LIKE '%sorting%' THEN 0 WHEN phase NOT LIKE '%loading%' AND blocks_total > 0 THEN blocks_done ELSE tuples_done END,
            CASE WHEN phase LIKE 'waiting%' THEN lockers_total WHEN phase LIKE '%sorting%' THEN 0 WHEN phase NOT LIKE '%loading%' AND blocks_total > 0 THEN blocks_total ELSE tuples_total END,
            CASE WHEN phase LIKE 'waiting%' THEN 'transactions' WHEN phase NOT LIKE '%loading%' AND blocks_total > 0 THEN 'blocks' ELSE 'rows' END,
            nullif(current_locker_pid, 0), one::text
        FROM pg_catalog.pg_stat_progress_create_index one WHERE one.pid = activity.pid
        UNION ALL SELECT 'VACUUM', phase, CASE WHEN phase = 'vacuuming heap' THEN heap_blks_vacuumed ELSE heap_blks_scanned END, heap_blks_total, 'blocks', NULL, one::text
        FROM pg_catalog.pg_stat_progress_vacuum one WHERE one.pid = activity.pid
        UNION ALL SELECT command, phase, heap_blks_scanned, heap_blks_total, 'blocks', NULL, one::text FROM pg_catalog.pg_stat_progress_cluster one WHERE one.pid = activity.pid
        UNION ALL SELECT 'ANALYZE', phase, sample_blks_scanned, sample_blks_total, 'blocks', NULL, one::text FROM pg_catalog.pg_stat_progress_analyze one WHERE one.pid = activity.pid
        """;
}
