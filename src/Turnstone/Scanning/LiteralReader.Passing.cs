namespace Turnstone.Scanning;

/// <content>Goes over one literal, and takes down what it says.</content>
sealed partial class LiteralReader
{
    // Behind what closes it; none where that does not come, or not on its line. What closes nothing goes as far as it may.
    int? Pass(LiteralForm form, string close, int begin, int end, LiteralText? into)
    {
        if (unclosed.Contains((form, close)))
        {
            return null;
        }
        var limit = form.Longest < end - begin ? begin + form.Longest : end;
        var at = begin;
        while (at < limit)
        {
            if (text.AsSpan(at, limit - at).IndexOfAny(form.Stops) is not (> 0 and var stretch))
            {
                if (!form.Stops.Contains(text[at]))
                {
                    into?.Append(text.AsSpan(at, limit - at), at);
                    at = limit;
                    break;
                }
                if (IsClosed(form, close, begin, at, limit) is { } after)
                {
                    return after;
                }
                if (text[at] == '\n' && !form.IsMultiline)
                {
                    return null;
                }
                at = PassStop(form, close, at, limit, into);
                continue;
            }
            into?.Append(text.AsSpan(at, stretch), at);
            at += stretch;
        }
        if (close.Length == 0)
        {
            return end;
        }
        if (limit == end)
        {
            unclosed.Add((form, close));
        }
        return null;
    }

    int? IsClosed(LiteralForm form, string close, int begin, int at, int limit)
    {
        if (close.Length == 0)
        {
            return null;
        }
        if (form.IsHeredoc)
        {
            return ClosedHeredoc(close, begin, at, limit);
        }
        if (!StartsWith(at, limit, close))
        {
            return null;
        }
        var after = at + close.Length;
        return form.Escape == LiteralEscape.Doubled && StartsWith(after, limit, close) ? null : after;
    }

    // Its word alone on the line that begins behind this newline, or is the first.
    int? ClosedHeredoc(string close, int begin, int at, int limit)
    {
        var line = text[at] == '\n' ? at + 1 : at == begin ? at : -1;
        if (line < 0)
        {
            return null;
        }
        var end = LineEnd(line, limit);
        var word = text.AsSpan(line, end - line).Trim().TrimEnd(";,)");
        return word.SequenceEqual(close) ? end : null;
    }

    int PassStop(LiteralForm form, string close, int at, int limit, LiteralText? into)
    {
        var character = text[at];
        if (form.Escape == LiteralEscape.Doubled && close.Length > 0 && StartsWith(at, limit, close))
        {
            into?.Append(close, at);
            return at + 2 * close.Length;
        }
        // \( is a hole of some languages before it is anything else.
        foreach (var hole in form.Holes)
        {
            if (StartsWith(at, limit, hole))
            {
                if (form.DoublesHoles && at + 1 < limit && text[at + 1] == hole[0])
                {
                    into?.Append(hole, at);
                    return at + 2;
                }
                if (AfterHole(hole, at, limit) is { } after)
                {
                    into?.AppendHole(at);
                    return after;
                }
            }
        }
        if (character == '\\' && form.Escape == LiteralEscape.Backslash)
        {
            return PassEscape(at, limit, into);
        }
        if (character == '&' && form.Escape == LiteralEscape.Entity && Entity(at, limit) is var (meant, length) && length > 0)
        {
            into?.Append(meant, at);
            return at + length;
        }
        // The parser's lines end as PostgreSQL's do.
        into?.Append(character == '\r' ? ' ' : character, at);
        return at + 1;
    }

    int PassEscape(int at, int limit, LiteralText? into)
    {
        if (at + 1 == limit)
        {
            into?.Append('\\', at);
            return limit;
        }
        var meant = text[at + 1] switch { 'n' => '\n', 't' or 'r' or 'f' or 'b' or '0' => ' ', var other => other };
        if (meant is not '\r' && text[at + 1] is not '\n')
        {
            into?.Append(meant, at);
        }
        return at + (text[at + 1] == '\r' && at + 2 < limit && text[at + 2] == '\n' ? 3 : 2);
    }

    (char Meant, int Length) Entity(int at, int limit)
    {
        foreach (var (written, meant) in ((string, char)[])[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"'), ("&apos;", '\''), ("&#10;", '\n'), ("&#xA;", '\n')])
        {
            if (StartsWith(at, limit, written))
            {
                return (meant, written.Length);
            }
        }
        return default;
    }

    // None where it does not close, so that its opening was a character.
    int? AfterHole(string open, int at, int limit)
    {
        var begin = at + open.Length;
        if (open.IndexOfAny(['{', '(']) is not (>= 0 and var bracket))
        {
            var end = begin;
            while (end < limit && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }
            // $1 is the server's.
            return end == begin || char.IsDigit(text[begin]) ? null : end;
        }
        var close = open[bracket] == '{' ? '}' : ')';
        var depth = open.Length - open.AsSpan().TrimEnd(open[bracket]).Length;
        // PHP's {$ ends with its dollar.
        return Balanced(begin, Math.Min(limit, begin + LongestHole), open[bracket], close, Math.Max(depth, 1));
    }

    // Behind the bracket that closes as many as are open; what stands between quotes does not count.
    int? Balanced(int at, int limit, char open, char close, int depth)
    {
        for (; at < limit; at++)
        {
            var character = text[at];
            if (character == open)
            {
                depth++;
            }
            else if (character == close && --depth == 0)
            {
                return at + 1;
            }
            else if (character is '"' or '\'' or '`')
            {
                at = Quoted(at, limit) ?? at;
            }
        }
        return null;
    }

    // The quote that closes; none where it is not on the line.
    int? Quoted(int at, int limit)
    {
        for (var i = at + 1; i < limit && text[i] != '\n'; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[at])
            {
                return i;
            }
        }
        return null;
    }
}
