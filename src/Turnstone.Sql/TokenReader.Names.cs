namespace Turnstone.Sql;

using System.Globalization;
using System.Text;

/// <content>Names and strings as PostgreSQL keeps them.</content>
public ref partial struct TokenReader
{
    // NAMEDATALEN - 1
    const int LongestName = 63;

    /// <summary>
    /// Passes a name, qualified or not, and gives it as PostgreSQL keeps it; null where none stands. One with a placeholder in it is none: what
    /// it is, is not known.
    /// </summary>
    public ObjectName? TakeName()
    {
        var ahead = this;
        if (ahead.TakeIdentifier() is not { } name)
        {
            return null;
        }

        Identifier? schema = null;
        for (var parts = 1; ahead.Take(TokenKind.Dot); parts++)
        {
            // Of three, the first can only be the database itself.
            if (parts == 3 || ahead.TakeIdentifier() is not { } next)
            {
                return null;
            }

            (schema, name) = (name, next);
        }

        this = ahead;
        return new(schema, name);
    }

    /// <summary>Passes a name without a schema and gives it as PostgreSQL keeps it; null where none stands.</summary>
    public Identifier? TakeIdentifier()
    {
        var ahead = this;
        var name = Kind switch
        {
            TokenKind.Word => Fold(Text),
            TokenKind.QuotedIdentifier => Text[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal),
            TokenKind.UnicodeIdentifier => ahead.Unescaped(),
            _ => null,
        };
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var end = ahead.current.Span.End;
        ahead.Next();
        if (ahead.Kind == TokenKind.Placeholder && ahead.current.Span.Start == end)
        {
            return null;
        }

        this = ahead;
        return new(Clip(name));
    }

    /// <summary>Passes a string and gives what it says; null where none stands, or one that takes more than leaving out its quotes.</summary>
    public string? TakeString()
    {
        var quoted = Kind switch
        {
            TokenKind.String => Text[1..^1],
            TokenKind.EscapeString or TokenKind.NationalString => Text[2..^1],
            TokenKind.DollarString => Text[(Text[1..].IndexOf('$') + 2)..^(Text[1..].IndexOf('$') + 2)],
            _ => default,
        };
        // Parts on several lines, escapes.
        var isPlain = Kind == TokenKind.DollarString
            || !quoted.Contains('\\') && !quoted.ToString().Replace("''", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal);
        if (Kind is not (TokenKind.String or TokenKind.EscapeString or TokenKind.NationalString or TokenKind.DollarString) || !isPlain)
        {
            return null;
        }

        var said = Kind == TokenKind.DollarString ? quoted.ToString() : quoted.ToString().Replace("''", "'", StringComparison.Ordinal);
        Next();
        return said;
    }

    // Only ASCII: what else may be a capital, the server does not ask.
    static string Fold(ReadOnlySpan<char> word) => string.Create(word.Length, word, static (folded, word) =>
    {
        for (var i = 0; i < word.Length; i++)
        {
            folded[i] = char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | ' ') : word[i];
        }
    });

    static string Clip(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestName)
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

    // U&"d!0061t" UESCAPE '!': stands on the last token of it afterwards.
    string? Unescaped()
    {
        var body = Text[3..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
        var escape = '\\';
        var ahead = this;
        ahead.Next();
        if (ahead.Take("UESCAPE"))
        {
            if (ahead.Kind != TokenKind.String || ahead.Text.Length != 3)
            {
                return null;
            }

            escape = ahead.Text[1];
            this = ahead;
        }

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
