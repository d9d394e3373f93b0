namespace Turnstone.Scanning;

/// <content>Reads a file that is a list of keys and values, one a line.</content>
sealed partial class LiteralReader
{
    static readonly LiteralForm Block = new("", "") { IsMultiline = true, Holes = ["{{", "${"] }, Continued = Block with { Escape = LiteralEscape.Backslash };

    void ReadLines()
    {
        var at = 0;
        while (at < text.Length)
        {
            var end = LineEnd(at, text.Length);
            at = Math.Max(AfterLine(at, end), end + 1);
        }
    }

    // Behind the value, which may go on in further lines.
    int AfterLine(int start, int end)
    {
        var at = AfterSpaces(start, end);
        if (at == end || language.LineComments.Any(comment => StartsWith(at, end, comment)))
        {
            return end;
        }
        var parent = at - start;
        var isItem = false;
        while (language.IsIndented && at + 1 < end && text[at] == '-' && text[at + 1] == ' ')
        {
            (isItem, parent) = (true, at - start);
            at = AfterSpaces(at + 1, end);
        }
        if (AfterKey(at, end) is { } behind)
        {
            parent = at - start;
            at = AfterSpaces(behind, end);
        }
        else if (!isItem)
        {
            return end;
        }
        return at >= end ? end : AfterValue(at, end, parent);
    }

    int AfterValue(int at, int end, int parent)
    {
        if (language.IsIndented && text[at] is '|' or '>' && text.AsSpan(at + 1, end - at - 1).TrimEnd() is var header && (header.Length <= 2 || header.Contains(" #", StringComparison.Ordinal)))
        {
            var after = AfterIndented(end, parent);
            TakeRange(Block, Math.Min(end + 1, after), after);
            return after;
        }
        if (text[at] is '[' or '{')
        {
            ReadCode(at, end);
            return end;
        }
        if (FormAt(at, text.Length) is { } form && AfterLiteral(form, at, text.Length) is { } closed)
        {
            return closed;
        }
        var last = language.IsIndented ? AfterIndented(end, parent) : AfterContinued(end);
        var comment = text.AsSpan(at, end - at).IndexOf(" #");
        TakeRange(language.IsIndented ? Block : Continued, at, last == end && comment >= 0 ? at + comment : last);
        return last;
    }

    // Behind the sign between a key and its value. One between quotes, or in an address, is none.
    int? AfterKey(int at, int end)
    {
        for (var i = at; i < end; i++)
        {
            if (text[i] is '"' or '\'' && i == at && Quoted(i, end) is { } quote)
            {
                i = quote;
            }
            else if (text[i] == language.Separator && (!language.IsIndented || i + 1 == end || text[i + 1] is ' ' or '\t' or '\r'))
            {
                return i + 1;
            }
            else if (text[i] is ' ' or '"' or '\'' && language.IsIndented && !IsTemplate(at, i))
            {
                // A key of several words is rare, and a text with a colon in it is not.
                return null;
            }
        }
        return null;
    }

    bool IsTemplate(int at, int i) => text.AsSpan(at, i - at).Contains("{{", StringComparison.Ordinal);

    int AfterSpaces(int at, int end)
    {
        while (at < end && text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }
        return at;
    }

    // Behind the last line that stands further right than its parent; empty ones are part of it.
    int AfterIndented(int end, int parent)
    {
        var last = end;
        while (end < text.Length)
        {
            var start = end + 1;
            var next = LineEnd(Math.Min(start, text.Length), text.Length);
            var at = AfterSpaces(Math.Min(start, text.Length), next);
            if (at < next && at - start <= parent)
            {
                break;
            }
            (last, end) = (at < next ? next : last, next);
        }
        return last;
    }

    int AfterContinued(int end)
    {
        while (end < text.Length && end > 0 && text[end - 1] == '\\')
        {
            end = LineEnd(end + 1, text.Length);
        }
        return end;
    }
}
