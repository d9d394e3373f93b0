namespace Turnstone.Sessions;

using Npgsql;

/// <summary>The rows of one COPY on their way. The server keeps them only if all of them were written.</summary>
sealed class CopyStream : IAsyncDisposable
{
    const int Piece = 64 * 1024;

    readonly NpgsqlRawCopyStream stream;
    bool isComplete;

    public CopyStream(NpgsqlRawCopyStream stream)
    {
        this.stream = stream;
        (stream.WriteTimeout, stream.ReadTimeout) = (0, 0);
    }

    /// <param name="fill">Puts the next bytes into a buffer and says how many; 0 at the end.</param>
    public async Task WriteAsync(Func<byte[], int> fill, CancellationToken cancel)
    {
        var piece = new byte[Piece];
        while (fill(piece) is > 0 and var length)
        {
            cancel.ThrowIfCancellationRequested();
            // Cut off in the middle of a message the connection would be lost.
            await stream.WriteAsync(piece.AsMemory(0, length), CancellationToken.None);
        }
        isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!isComplete)
        {
            await stream.CancelAsync();
        }
        await stream.DisposeAsync();
    }
}
