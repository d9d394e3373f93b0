namespace Turnstone.Postgres.Tests.Crash;

using System.Buffers.Binary;

/// <summary>Reads PostgreSQL's messages one by one, each as the bytes it came in.</summary>
sealed class MessageReader(Stream from) : IAsyncDisposable
{
    // Everything after this one has a letter in front of its length.
    const int LengthOnly = sizeof(int);

    readonly BufferedStream buffered = new(from, 64 * 1024);

    /// <summary>The first message of a client, or what stands in its place; none where it left.</summary>
    public async Task<byte[]?> FirstAsync()
    {
        var head = new byte[LengthOnly];
        return await TryReadAsync(head) ? await RestAsync(head, 0) : null;
    }

    /// <summary>The next message; none where the other end left.</summary>
    public async Task<byte[]?> NextAsync()
    {
        var head = new byte[1 + LengthOnly];
        return await TryReadAsync(head) ? await RestAsync(head, 1) : null;
    }

    public ValueTask DisposeAsync() => buffered.DisposeAsync();

    async Task<byte[]?> RestAsync(byte[] head, int lengthAt)
    {
        var message = new byte[lengthAt + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(lengthAt))];
        head.CopyTo(message, 0);
        return await TryReadAsync(message.AsMemory(head.Length)) ? message : null;
    }

    async Task<bool> TryReadAsync(Memory<byte> to)
    {
        try
        {
            return await buffered.ReadAtLeastAsync(to, to.Length, throwOnEndOfStream: false) == to.Length;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
