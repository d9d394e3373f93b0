namespace Turnstone.Sql.Syntax;

/// <summary>Says whether the escapes of a string are ones that PostgreSQL takes.</summary>
/// <remarks>PostgreSQL manual 4.1.2.2 and 4.1.2.3: <c>\u</c> and <c>\U</c> name code points, and surrogates come in pairs.</remarks>
static class UnicodeEscapes
{
    /// <summary>What is wrong with a string; none where nothing is.</summary>
    /// <param name="body">Between its quotes.</param>
    /// <param name="escape">What escapes begin with.</param>
    /// <param name="isEscapeString">Whether it is <c>E'…'</c>, where escapes name other things as well.</param>
    public static string? Trouble(ReadOnlySpan<char> body, char escape, bool isEscapeString)
    {
        var high = false;
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != escape)
            {
                if (high)
                {
                    return "invalid Unicode surrogate pair";
                }

                continue;
            }

            if (i + 1 < body.Length && body[i + 1] == escape)
            {
                if (high)
                {
                    return "invalid Unicode surrogate pair";
                }

                i++;
                continue;
            }

            var digits = Digits(body[(i + 1)..], isEscapeString);
            if (digits == 0 && isEscapeString)
            {
                if (high)
                {
                    return "invalid Unicode surrogate pair";
                }

                i++;
                continue;
            }

            var first = i + 1 + (isEscapeString || digits == 6 ? 1 : 0);
            if (digits == 0 || first + digits > body.Length || Value(body.Slice(first, digits)) is not { } point)
            {
                return "invalid Unicode escape";
            }

            if (point is 0 or > 0x10FFFF)
            {
                return "invalid Unicode escape value";
            }

            if (high != point is >= 0xDC00 and <= 0xDFFF)
            {
                return "invalid Unicode surrogate pair";
            }

            high = point is >= 0xD800 and <= 0xDBFF;
            i = first + digits - 1;
        }

        return high ? "invalid Unicode surrogate pair" : null;
    }

    // How many digits name the code point; 0 where no code point is named.
    static int Digits(ReadOnlySpan<char> behind, bool isEscapeString) => behind.Length == 0 ? 0 : (isEscapeString, behind[0]) switch
    {
        (true, 'u') => 4,
        (true, 'U') => 8,
        (true, _) => 0,
        (_, '+') => 6,
        _ => 4,
    };

    static uint? Value(ReadOnlySpan<char> digits)
    {
        var value = 0u;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return null;
            }

            value = value << 4 | (uint)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | ' ') - 'a' + 10);
        }

        return value;
    }
}
