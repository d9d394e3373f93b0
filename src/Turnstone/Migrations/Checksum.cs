namespace Turnstone.Migrations;

using System.Security.Cryptography;
using System.Text;

/// <summary>A digest of a file's canonical text that says how it was made: <c>v1:sha256:…</c>.</summary>
/// <remarks>
/// Left out of it: lines that only carry <c>-- turnstone: ignore …</c>, and blanks at the end of the file. Neither the file's name nor
/// its folder nor the machine goes into it.
/// </remarks>
public sealed record Checksum(string Text)
{
    const string Version1 = "v1:sha256:";

    // Most files are this short.
    const int AtOnce = 1024;

    /// <summary>Whether this version of Turnstone can compute what the text claims to be.</summary>
    public bool IsKnown => Text.StartsWith(Version1, StringComparison.Ordinal);

    public static Checksum Of(string canonical)
    {
        var counted = (canonical.Contains(Directives.Mark, StringComparison.Ordinal) ? WithoutIgnoreLines(canonical) : canonical).AsSpan().TrimEnd();
        return new(Version1 + Convert.ToHexStringLower(counted.Length <= AtOnce ? HashAtOnce(counted) : Hash(counted)));
    }

    static byte[] HashAtOnce(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[3 * AtOnce];
        return SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    static byte[] Hash(ReadOnlySpan<char> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, text);
        return hash.GetHashAndReset();
    }

    public override string ToString() => Text;

    static string WithoutIgnoreLines(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !Directives.IsIgnoreLine(line)));

    static void Append(IncrementalHash hash, ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[1024];
        while (!text.IsEmpty)
        {
            // A surrogate pair must not be cut in two: each half alone would be encoded as a replacement character.
            var length = Math.Min(text.Length, 256);
            if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            {
                length--;
            }
            hash.AppendData(bytes[..Encoding.UTF8.GetBytes(text[..length], bytes)]);
            text = text[length..];
        }
    }
}
