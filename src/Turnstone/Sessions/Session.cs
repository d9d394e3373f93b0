namespace Turnstone.Sessions;

using System.Runtime.CompilerServices;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>The one connection of a run: it holds the lock and does the work, so that losing one is losing the other.</summary>
/// <remarks>Unpooled, and never in a transaction between two steps: an open portal would keep a snapshot that
/// <c>CREATE INDEX CONCURRENTLY</c> waits for.</remarks>
public sealed class Session : IAsyncDisposable
{
    readonly NpgsqlConnection connection;
    readonly Connector connector;
    Watch? watch;

    Session(NpgsqlConnection connection, Connector connector, DatabaseAddress address, ServerFacts server)
    {
        this.connection = connection;
        this.connector = connector;
        Address = address;
        Server = server;
        connection.Notice += (_, said) => OnNotice?.Invoke(said.Notice);
    }

    public DatabaseAddress Address { get; }

    public ServerFacts Server { get; }

    /// <exception cref="FailureException">The server is away, refuses, is too old, or stands behind a pooler that shares sessions.</exception>
    public static async Task<Session> OpenAsync(
        DatabaseAddress address, RunSettings settings, Action<ConnectionRetry> onRetry, TimeProvider time, CancellationToken stop)
    {
        var connector = new Connector(address, settings.ConnectDeadline, time);
        var connection = await connector.OpenAsync(onRetry, stop);
        try
        {
            return new(connection, connector, address, await new ServerProbe(connection, new(connection, connector, time), address).ReadAsync(stop));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the connection was lost: by the network, the server, or whoever ended our backend.</summary>
    public bool IsLost => connection.FullState.HasFlag(System.Data.ConnectionState.Broken) || connection.State == System.Data.ConnectionState.Closed;

    /// <exception cref="FailureException">The server takes no writes.</exception>
    public void RefuseReadOnly()
    {
        if (Server.ReadOnly)
        {
            throw FailureException.Refused("read-only-server", Server.InRecovery
                ? $"{Address} is a standby: it takes no writes."
                : $"{Address} takes no writes: default_transaction_read_only is on.",
                Server.InRecovery
                    ? "Nothing was changed.\nGive the primary's address."
                    : "Nothing was changed.\nTake the setting back where it was made: ALTER ROLE or ALTER DATABASE … RESET default_transaction_read_only.");
        }
    }

    /// <summary>What the server says beside its answers, while statements of a file run.</summary>
    internal Action<PostgresNotice>? OnNotice { get; set; }

    /// <summary>Statements that go to the server together and answer in order, each its own command.</summary>
    internal NpgsqlBatch Batch(params IEnumerable<Sql> statements)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement.ToString()));
        }
        return batch;
    }

    /// <summary>Runs statements of our own that answer nothing.</summary>
    internal async Task ExecuteAsync(CancellationToken stop, params IEnumerable<Sql> statements)
    {
        await using var batch = Batch(statements);
        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Runs one statement and reads each row.</summary>
    internal async Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(statement, read, stop))
        {
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Runs one statement and hands out each row as it comes.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(Sql statement, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var batch = Batch(statement);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            yield return read(reader);
        }
    }

    /// <summary>Sends rows through a <c>COPY … FROM stdin</c>; cut off or failed, it leaves nothing and the session is of use.</summary>
    /// <param name="fill">Puts the next bytes into a buffer and says how many; 0 at the end.</param>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    internal async Task CopyAsync(Verbatim statement, Func<byte[], int> fill, CancellationToken cancel)
    {
        // The driver knows no other way out of a COPY than to give the connection up.
        await using var cut = new CopyCancellation(connector, Server.Backend, cancel);
        try
        {
            await using var copy = await CopyStream.OpenAsync(connection, statement);
            await copy.WriteAsync(fill, cancel);
        }
        catch (PostgresException ended) when (cancel.IsCancellationRequested && ended.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new OperationCanceledException(ended.Message, ended, cancel);
        }
    }

    /// <summary>Ends whatever transaction is open, so that nothing of ours keeps a lock or a snapshot.</summary>
    internal async Task RollbackAsync()
    {
        if (IsLost)
        {
            return;
        }
        try
        {
            await using var batch = Batch($"ROLLBACK");
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException) when (IsLost)
        {
            // The server rolls back what a lost connection leaves.
        }
    }

    /// <summary>A second connection, from which this one is looked at; opened once somebody looks.</summary>
    internal Watch Watch => watch ??= new(connector, Server);

    /// <summary>One more such connection, the caller's own.</summary>
    internal Watch OpenWatch() => new(connector, Server);

    public async ValueTask DisposeAsync()
    {
        if (watch is not null)
        {
            await watch.DisposeAsync();
        }
        await connection.DisposeAsync();
    }
}
