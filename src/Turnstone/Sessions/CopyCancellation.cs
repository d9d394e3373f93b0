namespace Turnstone.Sessions;

using System.Net.Sockets;
using Npgsql;

/// <summary>Has a COPY ended by a second connection where it does not end by itself once it is to be cut off: it waits for a lock, or its last triggers run.</summary>
sealed class CopyCancellation : IAsyncDisposable
{
    // Between two pieces of the rows it ends by itself.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly Connector connector;
    readonly Backend backend;
    readonly CancellationTokenSource over = new();
    readonly CancellationTokenRegistration registration;
    Task asked = Task.CompletedTask;

    public CopyCancellation(Connector connector, Backend backend, CancellationToken cancel)
    {
        this.connector = connector;
        this.backend = backend;
        registration = cancel.Register(() => asked = AskAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await registration.DisposeAsync();
        await over.CancelAsync();
        await asked;
        over.Dispose();
    }

    // Asked again and again: what the server was doing at that moment may have been nothing, and there may have been no connection to be had.
    async Task AskAsync()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, over.Token);
                await AskOnceAsync();
            }
            catch (Exception trouble) when (trouble is OperationCanceledException or NpgsqlException or IOException or SocketException or TimeoutException)
            {
                // The COPY is over, or it is asked again.
            }
        }
    }

    async Task AskOnceAsync()
    {
        await using var connection = await connector.OpenOnceAsync("turnstone-watch", over.Token);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(Backend.AsOneself.ToString()), new NpgsqlBatchCommand(backend.Cancel.ToString()) },
        };
        // Once asked it is waited for: it must not reach what comes after the COPY.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
