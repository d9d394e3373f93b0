namespace Turnstone.Sql.Syntax;

using System.Buffers;
using System.Globalization;
using System.Text;

/// <summary>Makes of a string as it is written what it says.</summary>
/// <param name="written">Its quotes included.</param>
/// <param name="hasEscapes">Whether a backslash stands for more than itself.</param>
/// <param name="escape">What stands before a code point in <c>U&amp;'…'</c>.</param>
/// <param name="keepsPlaces">Whether it is asked where characters are written.</param>
ref struct StringText(ReadOnlySpan<char> written, TokenKind kind, bool hasEscapes, char escape = '\\', bool keepsPlaces = false)
{
    readonly ReadOnlySpan<char> written = written;
    readonly StringBuilder said = new();
    readonly List<WrittenPlace>? places = keepsPlaces ? [] : null;
    int at;

    // Where the next character would be written if it only followed upon the last one.
    int next = -1;

    /// <summary>What the string says, and, where that is asked, where it is written, up to the end.</summary>
    public (string Text, IReadOnlyList<WrittenPlace> Places) Read()
    {
        if (kind == TokenKind.DollarString)
        {
            var tag = written[1..].IndexOf('$') + 2;
            return (written[tag..^tag].ToString(), keepsPlaces ? [new(0, tag, 1)] : []);
        }

        at = written.IndexOf('\'') + 1;
        while (at < written.Length && !AtEnd())
        {
            Take();
        }

        Place(said.Length, Math.Min(at, written.Length), isPlain: true);
        return (said.ToString(), places ?? []);
    }

    // 'a', a line break and 'b' is one string.
    bool AtEnd()
    {
        while (at < written.Length && written[at] == '\'' && !(at + 1 < written.Length && written[at + 1] == '\''))
        {
            var next = BehindGap(at + 1);
            if (next == written.Length)
            {
                return true;
            }

            at = next + 1;
        }

        return at >= written.Length;
    }

    // Where the next part's quote is, or the end. Between the parts are blanks and comments, which may hold quotes of their own.
    readonly int BehindGap(int next)
    {
        while (next < written.Length && written[next] != '\'')
        {
            next += written[next] == '-' && written[next..].IndexOfAny('\n', '\r') is > 0 and var line ? line : 1;
        }

        return next;
    }

    void Take()
    {
        var (start, length) = (at, said.Length);
        var first = written[at++];
        if (first == '\'')
        {
            at++;
        }

        if (kind == TokenKind.UnicodeString && first == escape)
        {
            CodePoint();
        }
        else if (kind != TokenKind.UnicodeString && hasEscapes && first == '\\' && at < written.Length)
        {
            Escape();
        }
        else
        {
            said.Append(first);
        }

        Place(length, start, isPlain: at - start == 1 && said.Length - length == 1);
    }

    void Place(int character, int start, bool isPlain)
    {
        if (!(isPlain && start == next))
        {
            places?.Add(new(character, start, isPlain ? 1 : at - start));
        }

        next = isPlain ? start + 1 : -1;
    }

    void CodePoint()
    {
        if (at < written.Length && written[at] == escape)
        {
            said.Append(escape);
            at++;
            return;
        }

        var digits = at < written.Length && written[at] == '+' ? 6 : 4;
        at += digits == 6 ? 1 : 0;
        Number(digits, 16);
    }

    void Escape()
    {
        if (IsByte(at - 1))
        {
            Bytes();
            return;
        }

        var second = written[at++];
        switch (second)
        {
            case 'u' or 'U':
                Number(second == 'u' ? 4 : 8, 16);
                break;
            default:
                said.Append(second switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => second });
                break;
        }
    }

    // \x and \ooo are bytes, several of which may be one character.
    void Bytes()
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        at--;
        do
        {
            at += written[at + 1] == 'x' ? 2 : 1;
            bytes[count++] = (byte)(written[at - 1] == 'x' ? Value(2, 16) : Value(3, 8));
        }
        while (Rune.DecodeFromUtf8(bytes[..count], out _, out _) == OperationStatus.NeedMoreData && !AtEnd() && IsByte(at));

        said.Append(Encoding.UTF8.GetString(bytes[..count]));
    }

    // Whether the backslash that stands there begins a byte.
    readonly bool IsByte(int backslash) => backslash + 1 < written.Length && written[backslash] == '\\'
        && (IsDigit(written[backslash + 1], 8) || written[backslash + 1] == 'x' && backslash + 2 < written.Length && char.IsAsciiHexDigit(written[backslash + 2]));

    int Value(int mostDigits, int radix)
    {
        var value = 0;
        for (var i = 0; i < mostDigits && at < written.Length && IsDigit(written[at], radix); i++)
        {
            value = value * radix + int.Parse(written.Slice(at++, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return value;
    }

    void Number(int digits, int radix)
    {
        var value = Value(digits, radix);
        said.Append(value is < 0 or > 0x10FFFF ? "\uFFFD" : value < 0x10000 ? $"{(char)value}" : char.ConvertFromUtf32(value));
    }

    static bool IsDigit(char digit, int radix) => radix == 8 ? digit is >= '0' and <= '7' : char.IsAsciiHexDigit(digit);
}
