namespace Turnstone.Sessions;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Text;

/// <summary>A second connection, from which the run's backend is looked at and, where it must be, stopped.</summary>
/// <remarks>Each look is a statement of its own outside any transaction: it keeps no snapshot that a concurrent build would wait for.</remarks>
sealed class Watch(Connector connector, ServerFacts server) : IAsyncDisposable
{
    const int MostBlockers = 5;

    readonly Backend backend = server.Backend;
    NpgsqlConnection? connection;

    /// <summary>How long an ordinary autovacuum is waited for before it gives way.</summary>
    public TimeSpan DeadlockTimeout => server.DeadlockTimeout;

    /// <summary>What the backend is doing; none where it is not at that step any more.</summary>
    /// <exception cref="NpgsqlException">There is no second connection to be had.</exception>
    public async Task<Sight?> LookAsync(CancellationToken stop) => (await AskAsync(Sight.Question(backend), Sight.Read, stop)).FirstOrDefault();

    /// <summary>Who keeps the backend waiting.</summary>
    public async Task<ImmutableArray<Blocker>> BlockersAsync(CancellationToken stop) => [.. await AskAsync($"""
        WITH blocking AS (SELECT DISTINCT pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids({backend.Pid})) AS pid)
        SELECT activity.pid, {Kind}, activity.application_name, activity.usename::text, pg_catalog.host(activity.client_addr), activity.state,
            (extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start) * 1000)::bigint, activity.query, NULL
        FROM blocking JOIN pg_catalog.pg_stat_activity activity USING (pid)
        UNION ALL SELECT NULL, 'prepared transaction', NULL, prepared.owner::text, NULL, NULL,
            (extract(epoch FROM pg_catalog.clock_timestamp() - prepared.prepared) * 1000)::bigint, NULL, prepared.gid
        FROM pg_catalog.pg_prepared_xacts prepared
        WHERE EXISTS (SELECT FROM blocking WHERE pid = 0) AND prepared.database = pg_catalog.current_database()
            AND EXISTS (SELECT FROM pg_catalog.pg_locks held JOIN pg_catalog.pg_locks wanted USING (relation)
                WHERE held.pid IS NULL AND held.virtualtransaction = '-1/' || prepared.transaction::text AND wanted.pid = {backend.Pid} AND NOT wanted.granted)
        LIMIT {MostBlockers}
        """, Read, stop)];

    /// <summary>One backend, whatever it does; none where it is gone.</summary>
    public async Task<Blocker?> FindAsync(int pid, CancellationToken stop) => (await AskAsync(About(pid), Read, stop)).FirstOrDefault();

    /// <summary>Asks about one backend.</summary>
    public static Sql About(int pid) => $"""
        SELECT pid, {Kind}, application_name, usename::text, pg_catalog.host(client_addr), state,
            (extract(epoch FROM pg_catalog.clock_timestamp() - xact_start) * 1000)::bigint, query, NULL
        FROM pg_catalog.pg_stat_activity activity WHERE pid = {pid}
        """;

    /// <summary>Ends what the backend does.</summary>
    public Task CancelAsync(CancellationToken stop) => AskAsync(backend.Cancel, row => row.GetBoolean(0), stop);

    // Of a vacuum that the server began by itself an ordinary role sees the number alone; and that it is a vacuum.
    static readonly Sql Kind = $"""
        coalesce(activity.backend_type, CASE WHEN activity.usesysid IS NULL AND EXISTS
            (SELECT FROM pg_catalog.pg_stat_progress_vacuum vacuum WHERE vacuum.pid = activity.pid) THEN 'autovacuum worker' END)
        """;

    /// <summary>Ends what a blocker does: a vacuum its work, anybody else the session.</summary>
    /// <exception cref="PostgresException">The role may not.</exception>
    /// <remarks>Only while it still blocks us: its number may be somebody else's by now.</remarks>
    public Task EndAsync(Blocker blocker, CancellationToken stop) => AskAsync($"""
        SELECT {new Verbatim(blocker.Kind == "autovacuum worker" ? "pg_catalog.pg_cancel_backend(pid)" : "pg_catalog.pg_terminate_backend(pid)")}
        FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids({backend.Pid})) AS pid WHERE pid = {blocker.Pid ?? 0} AND pid > 0
        """, row => row.GetBoolean(0), stop);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>Asks whatever has one answer, in a statement of its own.</summary>
    public async Task<List<T>> AskAsync<T>(Sql question, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        var open = await OpenAsync(stop);
        await using var batch = new NpgsqlBatch(open) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(question.ToString()) } };
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var rows = new List<T>();
        while (await reader.ReadAsync(stop))
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    async Task<NpgsqlConnection> OpenAsync(CancellationToken stop)
    {
        if (connection is { State: System.Data.ConnectionState.Open })
        {
            return connection;
        }
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
        connection = await connector.OpenOnceAsync("turnstone-watch", stop);
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                new NpgsqlBatchCommand(Backend.AsOneself.ToString()),
                new NpgsqlBatchCommand("SELECT pg_catalog.set_config('statement_timeout', '5s', false), "
                    + "pg_catalog.set_config('idle_session_timeout', '0', false)"),
            },
        };
        await batch.ExecuteNonQueryAsync(stop);
        return connection;
    }

    /// <summary>Reads a row of what is asked about blockers and backends.</summary>
    public static Blocker Read(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        var query = Text(7) is "<insufficient privilege>" or "" ? null : Text(7);
        return new(row.IsDBNull(0) ? null : row.GetInt32(0), Text(1) ?? "client backend", Text(2), Text(3), Text(4), Text(5),
            row.IsDBNull(6) ? null : TimeSpan.FromMilliseconds(row.GetInt64(6)), query is null ? null : Masking.MaskSql(query)) { Prepared = Text(8) };
    }
}
