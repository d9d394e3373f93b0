namespace Turnstone.Sessions;

using Npgsql;
using Turnstone.Text;

/// <summary>What a run's backend was doing when it was looked at.</summary>
/// <param name="Wait">The lock that it waits for.</param>
/// <param name="HoldsUp">A relation that was there before, which nobody else can use at the moment; none where it keeps nobody out.</param>
/// <param name="Event">What it waits for otherwise, as <c>pg_stat_activity</c> has it.</param>
sealed record Sight(WantedLock? Wait, string? HoldsUp, string? Event, ServerProgress? Progress, int? WaitsForPid)
{
    /// <summary>Asks about a backend; no row where it is gone or on another server.</summary>
    /// <remarks>What the transaction itself made is not in this session's catalog: what is found there was there before.</remarks>
    public static Sql Question(Backend backend) => $"""
        SELECT wanted.began, wanted.mode, wanted.what, held.what, activity.wait_event_type || ':' || activity.wait_event,
            progress.command, progress.phase, progress.done, progress.total, progress.unit, progress.waits_for, wanted.waited, wanted.holds_up
        FROM pg_catalog.pg_stat_activity activity
        LEFT JOIN LATERAL (
            SELECT coalesce(waitstart, pg_catalog.clock_timestamp())::text AS began, mode,
                coalesce((extract(epoch FROM pg_catalog.clock_timestamp() - waitstart) * 1000)::bigint, 0) AS waited,
                CASE WHEN relation IS NULL THEN CASE locktype WHEN 'virtualxid' THEN 'older transactions' WHEN 'transactionid' THEN 'a row' ELSE locktype END
                    ELSE CASE WHEN locktype = 'relation' THEN '' ELSE locktype || ' of ' END || relation::regclass::text END AS what,
                EXISTS (SELECT FROM pg_catalog.pg_locks strong JOIN pg_catalog.pg_class ON pg_class.oid = strong.relation WHERE strong.pid = activity.pid AND strong.locktype = 'relation'
                    AND strong.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock') AND relkind IN ('r', 'p', 'm', 'v', 'S', 'f')) AS holds_up
            FROM pg_catalog.pg_locks WHERE pid = activity.pid AND NOT granted LIMIT 1
        ) wanted ON true
        LEFT JOIN LATERAL (
            SELECT relation::regclass::text AS what FROM pg_catalog.pg_locks JOIN pg_catalog.pg_class ON pg_class.oid = relation
            WHERE pid = activity.pid AND granted AND mode = 'AccessExclusiveLock' AND locktype = 'relation' AND relkind IN ('r', 'p', 'm', 'v', 'S', 'f') ORDER BY relation LIMIT 1
        ) held ON true
        LEFT JOIN LATERAL (
            {ServerProgress.Views}
            LIMIT 1
        ) progress (command, phase, done, total, unit, waits_for, counters) ON true
        WHERE {backend.Is}
        """;

    public static Sight Read(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        var wait = Text(0) is { } began ? new WantedLock(began, Text(1)!, Text(2)!, TimeSpan.FromMilliseconds(row.GetInt64(11)), row.GetBoolean(12)) : null;
        var progress = Text(5) is { } command ? new ServerProgress(command, Text(6) ?? "", row.GetInt64(7), row.GetInt64(8), Text(9)!, null) : null;
        return new(wait, Text(3), Text(4), progress, row.IsDBNull(10) ? null : (int)row.GetInt64(10));
    }
}

/// <summary>A lock that is waited for.</summary>
/// <param name="Began">When the waiting began, as the server says: one waiting is told apart from the next by it.</param>
/// <param name="Object">What it is on, in words.</param>
/// <param name="Waited">So far.</param>
/// <param name="HoldsOthersUp">Whether others queue behind it, or behind what is held meanwhile.</param>
sealed record WantedLock(string Began, string Mode, string Object, TimeSpan Waited, bool HoldsOthersUp);
