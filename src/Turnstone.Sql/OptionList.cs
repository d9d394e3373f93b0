namespace Turnstone.Sql;

using System.Text;

/// <summary>A list of options in parentheses, <c>(verbose, concurrently = off)</c>, as PostgreSQL's <c>defGetBoolean</c> reads it.</summary>
static class OptionList
{
    /// <summary>
    /// Whether the list at which the reader stands holds an option: <c>x</c> with any value, <c>x=off</c> when it is off,
    /// <c>x=on</c> when it is anything else. The last mention counts.
    /// </summary>
    public static bool Holds(TokenReader list, ReadOnlySpan<char> option)
    {
        var separator = option.IndexOf('=');
        var name = separator < 0 ? option : option[..separator];
        var isOff = false;
        var isGiven = false;
        while (Next(ref list))
        {
            if (!IsNamed(list, name))
            {
                continue;
            }

            list.Next();
            _ = list.Kind == TokenKind.Operator && list.Text is "=" && list.Take(TokenKind.Operator);
            (isGiven, isOff) = (true, IsOff(list));
        }

        return isGiven && (separator < 0 || isOff == option[(separator + 1)..] is "off");
    }

    // Goes to the next option: behind the opening parenthesis, or behind a comma.
    static bool Next(ref TokenReader list)
    {
        if (list.Take(TokenKind.OpenParenthesis))
        {
            return true;
        }

        while (list.Kind is not (TokenKind.Comma or TokenKind.CloseParenthesis or TokenKind.None))
        {
            list.SkipGroup();
        }

        return list.Take(TokenKind.Comma);
    }

    static bool IsNamed(TokenReader list, ReadOnlySpan<char> name) =>
        list.Is(name) || (list.Kind == TokenKind.QuotedIdentifier && list.Text[1..^1].SequenceEqual(name));

    static bool IsOff(TokenReader list)
    {
        var value = list.Kind is TokenKind.String or TokenKind.QuotedIdentifier ? list.Text[1..^1] : list.Text;
        return value is "0" || Ascii.EqualsIgnoreCase(value, "off") || Ascii.EqualsIgnoreCase(value, "false");
    }
}
