namespace Turnstone.Migrations;

using System.Text;
using System.Text.Unicode;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Reads a file's canonical text: strict UTF-8 without a byte order mark, line ends LF.</summary>
/// <remarks>What is hashed, planned and sent is made of slices of this text and of nothing else; a checkout with other line ends
/// would otherwise give another checksum and, in a function's body, another schema.</remarks>
public static class CanonicalText
{
    public static Checked<string> Read(byte[] bytes, string file)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }
        if (!Utf8.IsValid(content))
        {
            return Checked.Failed<string>(NotUtf8(content, file));
        }
        var text = Encoding.UTF8.GetString(content);
        return KeepsLineEnds(text) ? Checked.Of(text) : Checked.Of(WithLineFeeds(text), MixedLineEnds(text.AsSpan().Count('\r'), text.AsSpan().Count('\n'), file));
    }

    /// <summary>What to say where only some lines end with a carriage return.</summary>
    /// <remarks>A checkout changes every line end; where only some are CRLF they may be data, scripts and mails in an INSERT.</remarks>
    internal static IEnumerable<Diagnostic> MixedLineEnds(long returns, long lines, string file)
    {
        if (returns > 0 && lines != returns && lines > 0)
        {
            yield return Diagnostic.Warning("mixed-line-ends", $"{returns} carriage returns among {lines} lines are left out: the file is read with LF at every line end.", file,
                "If they are data, write '-- turnstone: eol=keep' at the top before it is applied; else save the file with one kind of line end.");
        }
    }

    static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>Whether a file's first lines ask for its line ends to be left alone.</summary>
    internal static bool KeepsLineEnds(ReadOnlySpan<char> text) =>
        text.Contains("eol=keep", StringComparison.Ordinal) && Directives.Read(WithLineFeeds(text.ToString()), "").Value?.KeepsLineEnds == true;

    internal static bool LooksLikeUtf16(ReadOnlySpan<byte> content) => content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    internal static Diagnostic NotUtf8(byte found, bool looksLikeUtf16, string file) =>
        Diagnostic.Error("not-utf8", $"Byte 0x{found:X2} is not UTF-8.", file, looksLikeUtf16
            ? "It looks like UTF-16: save it as UTF-8."
            : "Save it as UTF-8 (from Latin-1: iconv -f ISO-8859-1 -t UTF-8).");

    static Diagnostic NotUtf8(ReadOnlySpan<byte> content, string file)
    {
        var valid = ValidLength(content);
        var before = WithLineFeeds(Encoding.UTF8.GetString(content[..valid]));
        return NotUtf8(content[valid], LooksLikeUtf16(content), file).At(TextPosition.Start.After(before));
    }

    static int ValidLength(ReadOnlySpan<byte> content)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(content[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }
        return position;
    }
}
