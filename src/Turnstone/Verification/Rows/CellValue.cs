namespace Turnstone.Verification.Rows;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

/// <summary>A value as the server writes it, kept by its hash: those of equal hash are equal.</summary>
readonly struct CellValue : IEquatable<CellValue>
{
    /// <summary>How much of a text is kept to be shown.</summary>
    const int LongestShown = 400;

    CellValue(UInt128 hash, string? shown) => (Hash, Shown) = (hash, shown);

    public static CellValue Null => default;

    /// <summary>0 of a null.</summary>
    public UInt128 Hash { get; }

    /// <summary>The text, or its beginning; none of a null, and of a table so large that texts are not kept.</summary>
    public string? Shown { get; }

    public bool IsNull => Hash == UInt128.Zero;

    public static CellValue Of(string text, bool isShown)
    {
        var hash = UInt128.Max(1, Digest(Encoding.UTF8.GetBytes(text)));
        return new(hash, !isShown ? null : text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)]);
    }

    /// <summary>One hash for several values.</summary>
    public static UInt128 HashOf(CellValue[] row, IReadOnlyList<int> places)
    {
        var bytes = new byte[16 * places.Count];
        for (var place = 0; place < places.Count; place++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16 * place), row[places[place]].Hash);
        }
        return Digest(bytes);
    }

    static UInt128 Digest(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes));

    public bool Equals(CellValue other) => Hash == other.Hash;

    public override bool Equals(object? obj) => obj is CellValue other && Equals(other);

    public override int GetHashCode() => Hash.GetHashCode();
}
