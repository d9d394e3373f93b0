namespace Turnstone.Scanning;

/// <content>Puts together what the program puts together.</content>
sealed partial class LiteralReader
{
    const int LongestOperand = 2000;

    static readonly string[] FormattingBefore = ["ormat(", "rintf(", "rintln(", "ormatted("], FormattingBehind = [".format(", ".formatted(", ".concat(", "% "];

    // What formats puts values into its places: string.Format("…{0}…", x), "…%s…" % x.
    bool IsFormatted(int at, int after)
    {
        var before = text.AsSpan(Math.Max(0, at - 40), Math.Min(at, 40)).TrimEnd().TrimEnd("@$rRfF").TrimEnd();
        foreach (var call in FormattingBefore)
        {
            if (before.EndsWith(call))
            {
                return text.AsSpan(at, after - at).IndexOfAny('{', '%') >= 0;
            }
        }
        var behind = text.AsSpan(after, Math.Min(text.Length - after, 40)).TrimStart();
        foreach (var call in FormattingBehind)
        {
            if (behind.StartsWith(call))
            {
                return true;
            }
        }
        return false;
    }

    // EF's FromSql($"…{x}…") and a tag's sql`…${x}…` send x by itself.
    bool IsParametrized(LiteralForm form, int at)
    {
        var start = at - form.Prefix.Length;
        var before = text.AsSpan(Math.Max(0, start - 80), Math.Min(start, 80));
        foreach (var word in language.Parametrizing)
        {
            if ((word[^1] == '(' ? before.TrimEnd() : before).EndsWith(word) && (word[^1] != '>' && word != ">(" || before.Contains("ql", StringComparison.OrdinalIgnoreCase) || before.Contains("Raw<", StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }

    int AfterJoined(int at, int end, LiteralText into)
    {
        while (true)
        {
            var next = AfterBlanks(at, end);
            var isJoined = next < end && text[next] == language.Joins && !(next + 1 < end && text[next + 1] is '=' or '+' or '&');
            next = isJoined ? AfterBlanks(next + 1, end) : next;
            if (!isJoined && !language.JoinsNeighbours || next >= end)
            {
                return at;
            }
            if (Literal(next, end, into) is { } after)
            {
                at = after;
            }
            else if (isJoined && AfterOperand(next, end) is var behind && behind > next)
            {
                into.AppendHole(next);
                at = behind;
            }
            else
            {
                return at;
            }
        }
    }

    // A prefix stands before the sign that a form is known by.
    int? Literal(int at, int end, LiteralText into)
    {
        for (var i = at; i < Math.Min(end, at + 4); i++)
        {
            if (FormAt(i, end) is { } form && i - form.Prefix.Length == at && Opened(form, i, end) is var (begin, close, opened))
            {
                var mark = into.Length;
                return Pass(opened, close, begin, end, null) is null ? null : Pass(opened, close, begin, end, into);
            }
            if (!char.IsLetter(text[i]) && text[i] is not ('$' or '@'))
            {
                return null;
            }
        }
        return null;
    }

    int AfterBlanks(int at, int end)
    {
        while (at < end)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (AfterComment(at, end) is { } after && after > at)
            {
                at = after;
            }
            else
            {
                break;
            }
        }
        return at;
    }

    // As far as the next operator that joins, or where the expression ends.
    int AfterOperand(int at, int end)
    {
        var begin = at;
        var depth = 0;
        var limit = Math.Min(end, at + LongestOperand);
        for (; at < limit; at++)
        {
            switch (text[at])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when --depth < 0:
                    return at;
                case ';' or ',' when depth == 0:
                    return at;
                case '\n' when depth == 0 && at > begin && AfterBlanks(at, end) is var next && (next >= end || text[next] != language.Joins && text[next] != '.'):
                    return at;
                case '"' or '\'' or '`':
                    at = Quoted(at, limit) ?? at;
                    break;
                // A point that joins has blanks, or a quote behind it.
                case var sign when depth == 0 && sign == language.Joins && (sign != '.' || char.IsWhiteSpace(text[at - 1]) || at + 1 < limit && text[at + 1] is '"' or '\''):
                    return at;
            }
        }
        return at;
    }
}
