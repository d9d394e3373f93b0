namespace Turnstone.Sessions;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>The lock of a project's run in one database: a session advisory lock, polled and never waited for in the server.</summary>
/// <remarks>A session blocked in <c>pg_advisory_lock</c> has a snapshot, which the holder's <c>CREATE INDEX CONCURRENTLY</c> would
/// wait for, for ever. Each poll is its own statement outside any transaction; the waiting is done here.</remarks>
public sealed class RunLock(Session session, string project, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Retelling = TimeSpan.FromSeconds(1);

    bool isHeld;

    /// <summary>The key: the same for the same project in every release of Turnstone.</summary>
    public long Key { get; } = KeyOf(project);

    internal static long KeyOf(string project) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"turnstone:{project}")));

    /// <summary>Takes the lock, asking again until the deadline.</summary>
    /// <exception cref="FailureException">Another run held it all that time.</exception>
    public async Task TakeAsync(TimeSpan deadline, Action<LockHolder> onWait, CancellationToken stop)
    {
        var moved = time.GetTimestamp();
        var told = moved;
        LockHolder? seen = null;
        var pause = FirstPause;
        while (!await TryAsync(stop))
        {
            var holder = await HolderAsync(stop);
            if (holder is not null && holder.Sign != seen?.Sign)
            {
                // Somebody else holds it now, or it goes on: the waiting begins again.
                moved = seen is null ? moved : time.GetTimestamp();
                if (holder.Stage != seen?.Stage || time.GetElapsedTime(told) >= Retelling)
                {
                    told = time.GetTimestamp();
                    onWait(holder);
                }
                seen = holder;
            }
            if (deadline > TimeSpan.Zero && time.GetElapsedTime(moved) > deadline)
            {
                throw FailureException.Unavailable("run-in-progress",
                    $"Another run of project '{project}' holds the lock: {holder?.ToString() ?? "its session is not visible to this role"}.",
                    "Nothing was changed.\nWait for it and try again; 'turnstone status' shows how far it is.");
            }
            // Fifty that start at once and ask all the time would take the processors from the one that works.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), time, stop);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>Lets go of it: the session's end would do so as well, but a moment later, when the next run may be asking already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isHeld)
        {
            return;
        }
        try
        {
            await session.RollbackAsync();
            if (!session.IsLost)
            {
                await session.QueryAsync($"SELECT pg_catalog.pg_advisory_unlock({Key})", row => row.GetBoolean(0), CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            // The session just ended, and the lock with it.
        }
    }

    async Task<bool> TryAsync(CancellationToken stop) => isHeld =
        (await session.QueryAsync($"SELECT pg_catalog.pg_try_advisory_lock({Key})", row => row.GetBoolean(0), stop))[0];

    /// <summary>Who has it, and what it is at; none where it is free.</summary>
    /// <remarks>Only the counters of what runs in this database are seen, and those are of everything that a run does.</remarks>
    internal async Task<LockHolder?> HolderAsync(CancellationToken stop) =>
        (await session.QueryAsync($"""
            SELECT held.pid, activity.application_name, activity.usename::text, pg_catalog.host(activity.client_addr), activity.backend_start, activity.state,
                activity.query, (extract(epoch FROM pg_catalog.clock_timestamp() - activity.query_start) * 1000)::bigint,
                progress.command, progress.phase, progress.done, progress.total, progress.unit,
                pg_catalog.concat_ws(' ', held.pid, activity.backend_start, activity.application_name, activity.state, activity.query_start, progress.counters)
            FROM pg_catalog.pg_locks held
            LEFT JOIN pg_catalog.pg_stat_activity activity USING (pid)
            LEFT JOIN LATERAL (
                {ServerProgress.Views}
                UNION ALL SELECT command, 'copying', bytes_processed, bytes_total, 'bytes', NULL, one::text FROM pg_catalog.pg_stat_progress_copy one WHERE one.pid = activity.pid
                LIMIT 1
            ) progress (command, phase, done, total, unit, waits_for, counters) ON true
            WHERE held.locktype = 'advisory' AND held.objsubid = 1 AND held.granted
                AND held.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                AND (held.classid::bigint << 32 | held.objid::bigint) = {Key}
            """, Read, stop)).FirstOrDefault();

    static LockHolder Read(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        long Number(int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);
        return new(row.GetInt32(0), Text(1), Text(2), Text(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4), Text(5))
        {
            Query = Text(6) is not (null or "" or "<insufficient privilege>") and var query ? Masking.MaskSql(query) : null,
            Working = row.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(row.GetInt64(7)),
            Progress = Text(9) is { } phase ? new(Text(8) ?? "", phase, Number(10), Number(11), Text(12) ?? "", null) : null,
            Sign = row.GetString(13),
        };
    }
}
