namespace Turnstone.Sql;

using System.Globalization;
using System.Text;

/// <summary>Makes of a name as it is written the name that it is, and of that what PostgreSQL keeps.</summary>
static class IdentifierText
{
    // NAMEDATALEN - 1
    const int LongestName = 63;

    /// <summary>An unquoted name. Only ASCII is folded: what else may be a capital, the server does not ask.</summary>
    public static string Folded(ReadOnlySpan<char> word) => string.Create(word.Length, word, static (folded, word) =>
    {
        for (var i = 0; i < word.Length; i++)
        {
            folded[i] = char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | ' ') : word[i];
        }
    });

    /// <summary>A quoted name, quotes included.</summary>
    public static string Unquoted(ReadOnlySpan<char> quoted) => quoted[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);

    /// <summary><c>U&amp;"d!0061t"</c>; null where an escape is none.</summary>
    public static string? Unescaped(ReadOnlySpan<char> quoted, char escape)
    {
        var body = quoted[3..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
        var name = new StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != escape)
            {
                name.Append(body[i]);
            }
            else if (i + 1 < body.Length && body[i + 1] == escape)
            {
                name.Append(escape);
                i++;
            }
            else if (CodePoint(body, i + 1) is var (point, length) && length > 0)
            {
                name.Append(point < 0x10000 ? $"{(char)point}" : char.ConvertFromUtf32(point));
                i += length;
            }
            else
            {
                return null;
            }
        }

        return name.ToString();
    }

    /// <summary>As much of a name as PostgreSQL keeps.</summary>
    public static Identifier Kept(string name)
    {
        var kept = Clip(name);
        return new(kept) { IsTruncated = kept.Length < name.Length };
    }

    static string Clip(string name)
    {
        if (name.Length * 3 <= LongestName || Encoding.UTF8.GetByteCount(name) <= LongestName)
        {
            return name;
        }

        var (length, bytes) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestName)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return name[..length];
    }

    // 0061 or +000061
    static (int Point, int Length) CodePoint(string text, int start)
    {
        var (first, digits) = start < text.Length && text[start] == '+' ? (start + 1, 6) : (start, 4);
        return first + digits <= text.Length
            && int.TryParse(text.AsSpan(first, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && point is > 0 and <= 0x10FFFF
            ? (point, first + digits - start)
            : (0, 0);
    }
}
