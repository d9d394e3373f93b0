namespace Turnstone.Text;

using System.Text;

/// <summary>The names that PostgreSQL thinks of, and how it shortens them: <c>makeObjectName</c> of <c>indexcmds.c</c>.</summary>
static class GeneratedName
{
    /// <summary>What a name may be long, in bytes.</summary>
    public const int Longest = 63;

    /// <summary><c>table_column_label</c>, of which the longer of the first two parts is cut until it fits.</summary>
    public static string Of(string first, string? second, string? label)
    {
        var room = Longest - (second is null ? 0 : 1) - (label is null ? 0 : 1 + Bytes(label));
        var (one, other) = (Bytes(first), second is null ? 0 : Bytes(second));
        while (one + other > room)
        {
            _ = one > other ? one-- : other--;
        }
        return Cut(first, one) + (second is null ? "" : $"_{Cut(second, other)}") + (label is null ? "" : $"_{label}");
    }

    public static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);

    // No character is cut in two.
    static string Cut(string name, int bytes)
    {
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (bytes < rune.Utf8SequenceLength)
            {
                break;
            }
            bytes -= rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }
        return name[..length];
    }
}
