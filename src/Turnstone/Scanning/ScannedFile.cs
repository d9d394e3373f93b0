namespace Turnstone.Scanning;

using System.Text;
using Turnstone.Diagnostics;

/// <summary>A file that is looked at: what it is called, where it is, what it holds.</summary>
/// <param name="Shown">Its path as it is shown.</param>
public sealed record ScannedFile(string Shown, string Path)
{
    /// <summary>The longest that is read, in bytes: nobody writes more by hand.</summary>
    public const int Longest = 16 * 1024 * 1024;

    const int Head = 8000;

    /// <summary>A text that is in no file.</summary>
    public static ScannedFile Given(string shown, string text) => new(shown, "") { Text = text };

    /// <summary>What it holds, where that is known already.</summary>
    public string? Text { get; init; }

    /// <summary>Whether its statements are known to be migrations: they are where they should be.</summary>
    public bool IsMigration { get; init; }

    /// <summary>Its text; none where it is not text, and where it could not be read a word on that.</summary>
    internal (string? Text, Diagnostic? Trouble) Read()
    {
        if (Text is not null)
        {
            return (Text, null);
        }
        try
        {
            using var file = File.OpenHandle(Path);
            var length = RandomAccess.GetLength(file);
            if (length > Longest)
            {
                return (null, NotRead($"{Shown} has {length / (1024 * 1024)} MB and was not read.", "Nobody wrote it by hand. Where it matters, split it."));
            }
            var bytes = new byte[length];
            var filled = 0;
            while (filled < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(filled), filled) is > 0 and var read)
            {
                filled += read;
            }
            return (Decode(bytes.AsSpan(0, filled)), null);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, NotRead($"{Shown} was not read: {trouble.Message}", "Check that it may be read."));
        }
    }

    Diagnostic NotRead(string message, string help) => Diagnostic.Warning("not-read", message, Shown, help);

    // As Git tells text from the rest: by a NUL near its beginning. What is not UTF-8 is read byte by byte, so that places are right.
    internal static string? Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ when bytes[..Math.Min(bytes.Length, Head)].Contains((byte)0) => null,
        _ => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes),
    };
}
