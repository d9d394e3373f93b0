namespace Turnstone.Text;

using System.Buffers;
using System.Security.Cryptography;
using System.Text;

/// <summary>SHA-256 and length in UTF-8 of a text that comes in pieces, cut anywhere.</summary>
sealed class TextHash : IDisposable
{
    const int Piece = 8 * 1024;

    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(Piece));

    /// <summary>In bytes, so far.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        for (; text.Length > Piece; text = text[Piece..])
        {
            Append(text[..Piece], flush: false);
        }
        Append(text, flush: false);
    }

    /// <summary>What is encoded already.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>All of a text.</summary>
    public void Append(TextReader text)
    {
        var piece = ArrayPool<char>.Shared.Rent(Piece);
        while (text.Read(piece.AsSpan(0, Piece)) is > 0 and var read)
        {
            Append(piece.AsSpan(0, read));
        }
        ArrayPool<char>.Shared.Return(piece);
    }

    /// <summary>In lower-case hexadecimal; it begins anew afterwards.</summary>
    public string Finish()
    {
        Append([], flush: true);
        Length = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        hash.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    void Append(ReadOnlySpan<char> text, bool flush)
    {
        var length = encoder.GetBytes(text, buffer, flush);
        hash.AppendData(buffer.AsSpan(0, length));
        Length += length;
    }
}
