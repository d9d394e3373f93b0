namespace Turnstone.Sessions;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Turnstone.Diagnostics;

/// <summary>The lock of a project's run in one database: a session advisory lock, polled and never waited for in the server.</summary>
/// <remarks>A session blocked in <c>pg_advisory_lock</c> has a snapshot, which the holder's <c>CREATE INDEX CONCURRENTLY</c> would
/// wait for, for ever. Each poll is its own statement outside any transaction; the waiting is done here.</remarks>
public sealed class RunLock(Session session, string project, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    bool isHeld;

    /// <summary>The key: the same for the same project in every release of Turnstone.</summary>
    public long Key { get; } = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"turnstone:{project}")));

    /// <summary>Takes the lock, asking again until the deadline.</summary>
    /// <exception cref="FailureException">Another run held it all that time.</exception>
    public async Task TakeAsync(TimeSpan deadline, Action<LockHolder> onWait, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        LockHolder? seen = null;
        while (!await TryAsync(stop))
        {
            var holder = await HolderAsync(stop);
            if (holder is not null && (holder.Pid, holder.Application) != (seen?.Pid, seen?.Application))
            {
                // Somebody else holds it now, or its name says another step: that is progress, and the waiting begins again.
                started = seen is null ? started : time.GetTimestamp();
                onWait(holder);
                seen = holder;
            }
            if (deadline > TimeSpan.Zero && time.GetElapsedTime(started) > deadline)
            {
                throw FailureException.Unavailable("run-in-progress",
                    $"Another run of project '{project}' holds the lock: {holder?.ToString() ?? "its session is not visible to this role"}.",
                    "Nothing was changed.\nWait for it and try again; 'turnstone status' shows how far it is.");
            }
            await Task.Delay(Pause, time, stop);
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

    /// <summary>Who has it; none where it is free.</summary>
    internal async Task<LockHolder?> HolderAsync(CancellationToken stop) =>
        (await session.QueryAsync($"""
            SELECT held.pid, activity.application_name, activity.usename::text, pg_catalog.host(activity.client_addr), activity.backend_start, activity.state
            FROM pg_catalog.pg_locks held
            LEFT JOIN pg_catalog.pg_stat_activity activity USING (pid)
            WHERE held.locktype = 'advisory' AND held.objsubid = 1 AND held.granted
                AND held.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                AND (held.classid::bigint << 32 | held.objid::bigint) = {Key}
            """,
            row => new LockHolder(row.GetInt32(0), Text(row, 1), Text(row, 2), Text(row, 3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4), Text(row, 5)),
            stop)).FirstOrDefault();

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
