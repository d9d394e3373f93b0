namespace Turnstone.Sessions;

using Npgsql;
using Turnstone.Text;

/// <summary>The rows of one COPY on their way. The server keeps them only if all of them were written.</summary>
sealed class CopyStream : IAsyncDisposable
{
    const int Piece = 64 * 1024;

    readonly NpgsqlCopyTextWriter writer;
    // What the writer writes to. Nothing is ever written to the writer itself, whose own end (StreamWriter's, for a derived class)
    // holds a thread up until the server answers.
    readonly Stream rows;
    bool isComplete;

    CopyStream(NpgsqlCopyTextWriter writer)
    {
        this.writer = writer;
        rows = writer.BaseStream;
    }

    public static async Task<CopyStream> OpenAsync(NpgsqlConnection connection, Verbatim statement) =>
        // Cut off while it waits for the server's answer the connection would be lost.
        new((NpgsqlCopyTextWriter)await connection.BeginTextImportAsync(statement.Text, CancellationToken.None));

    /// <param name="fill">Puts the next bytes into a buffer and says how many; 0 at the end.</param>
    public async Task WriteAsync(Func<byte[], int> fill, CancellationToken cancel)
    {
        var piece = new byte[Piece];
        while (fill(piece) is > 0 and var length)
        {
            cancel.ThrowIfCancellationRequested();
            // Cut off in the middle of a message the connection would be lost.
            await rows.WriteAsync(piece.AsMemory(0, length), CancellationToken.None);
        }
        isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        // The one is the end of it as well as the other.
        await (isComplete ? rows.DisposeAsync() : new ValueTask(writer.CancelAsync()));
    }
}
