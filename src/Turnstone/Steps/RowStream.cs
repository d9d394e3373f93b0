namespace Turnstone.Steps;

using System.Text;
using Turnstone.Plans;
using Turnstone.Text;

/// <summary>The rows of a COPY as the bytes that are sent, hashed and counted as they pass.</summary>
sealed class RowStream(SentStatement statement) : IDisposable
{
    readonly TextReader source = statement.Rows!;
    readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    readonly TextHash hash = new();
    readonly RowCounter counter = new(statement.Text);
    readonly char[] text = new char[16 * 1024];
    bool hasEnded;

    /// <summary>Puts the next bytes into a buffer and says how many; 0 at the end.</summary>
    public int Read(byte[] buffer)
    {
        if (hasEnded)
        {
            return 0;
        }
        var length = source.Read(text.AsSpan(0, Math.Min(text.Length, buffer.Length / Encoding.UTF8.GetMaxByteCount(1))));
        hasEnded = length == 0;
        var written = encoder.GetBytes(text.AsSpan(0, length), buffer, flush: hasEnded);
        hash.Append(buffer.AsSpan(0, written));
        counter.See(buffer.AsSpan(0, written));
        return written;
    }

    /// <summary>What passed, and how many rows it was.</summary>
    public (CopiedRows Rows, long Count) Finish()
    {
        var length = hash.Length;
        return (statement.Planned.Rows! with { Sha256 = hash.Finish(), Length = length }, counter.Rows);
    }

    public void Dispose()
    {
        hash.Dispose();
        source.Dispose();
    }
}
