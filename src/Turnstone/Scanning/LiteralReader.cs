namespace Turnstone.Scanning;

/// <summary>Finds the texts in a file that begin like a statement, whatever its language: by the forms that <see cref="Language"/> lists, and tolerant of all else.</summary>
/// <remarks>Never throws, and every place that it gives is within the text.</remarks>
sealed partial class LiteralReader(string text, Language language)
{
    const int LongestHole = 400;

    static readonly LiteralForm Whole = new("", "") { IsMultiline = true };

    readonly List<LiteralText> found = [];

    // What was not closed before the end of the file once is not closed later either.
    readonly HashSet<(LiteralForm, string)> unclosed = [];

    public static IReadOnlyList<LiteralText> Read(string text, Language language)
    {
        if (language.IsProse)
        {
            return [];
        }
        var reader = new LiteralReader(text, language);
        if (language.IsSql)
        {
            reader.TakeRange(Whole, 0, text.Length);
        }
        else if (language.Separator is not null)
        {
            reader.ReadLines();
        }
        else
        {
            reader.ReadCode(0, text.Length);
        }
        return reader.found;
    }

    void ReadCode(int at, int end)
    {
        while (at < end && text.AsSpan(at, end - at).IndexOfAny(language.Signs) is >= 0 and var next)
        {
            at += next;
            var begin = at;
            at = AfterComment(at, end) ?? (FormAt(at, end) is { } form ? AfterLiteral(form, at, end) : null) ?? AfterPattern(at, end) ?? at + 1;
            at = Math.Max(at, begin + 1);
        }
    }

    int? AfterComment(int at, int end)
    {
        foreach (var comment in language.LineComments)
        {
            // In most languages that have it a hash within a word begins none.
            if (StartsWith(at, end, comment) && (comment[0] != '#' || at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is ';' or ')' or ','))
            {
                return LineEnd(at, end);
            }
        }
        foreach (var (open, close) in language.BlockComments)
        {
            if (StartsWith(at, end, open))
            {
                return text.AsSpan(at + open.Length, end - at - open.Length).IndexOf(close) is >= 0 and var length ? at + open.Length + length + close.Length : end;
            }
        }
        return null;
    }

    // A slash divides behind a value, and begins a pattern elsewhere.
    int? AfterPattern(int at, int end)
    {
        if (!language.HasPatterns || text[at] != '/')
        {
            return null;
        }
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
        {
            before--;
        }
        if (before >= 0 && (char.IsLetterOrDigit(text[before]) || text[before] is ')' or ']' or '}' or '_' or '$' or '"' or '\'' or '`' or '<'))
        {
            return null;
        }
        var isInClass = false;
        for (var i = at + 1; i < end && text[i] != '\n'; i++)
        {
            isInClass = text[i] == '[' || isInClass && text[i] != ']';
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '/' && !isInClass)
            {
                return i + 1;
            }
        }
        return null;
    }

    LiteralForm? FormAt(int at, int end)
    {
        LiteralForm? best = null;
        foreach (var form in language.Forms)
        {
            if (StartsWith(at, end, form.Open) && HasPrefix(form.Prefix, at) && (best is null || (form.Open.Length, form.Prefix.Length).CompareTo((best.Open.Length, best.Prefix.Length)) > 0))
            {
                best = form;
            }
        }
        return best;
    }

    bool HasPrefix(string prefix, int at) => at >= prefix.Length && text.AsSpan(at - prefix.Length, prefix.Length).Equals(prefix, StringComparison.OrdinalIgnoreCase);

    bool StartsWith(int at, int end, string word) => text.AsSpan(at, end - at).StartsWith(word);

    int LineEnd(int at, int end) => text.AsSpan(at, end - at).IndexOf('\n') is >= 0 and var length ? at + length : end;

    // None where it is not closed, so that it was no literal.
    int? AfterLiteral(LiteralForm form, int at, int end)
    {
        if (Opened(form, at, end) is not var (begin, close, opened))
        {
            return null;
        }
        var literal = StatementStart.IsAt(text.AsSpan(begin, end - begin)) ? new LiteralText() : null;
        if (Pass(opened, close, begin, end, literal) is not { } after)
        {
            return null;
        }
        if (literal is not null)
        {
            literal.IsBuilt = !IsParametrized(form, at) && (literal.IsBuilt || IsFormatted(at, after));
            after = AfterJoined(after, end, literal);
            found.Add(literal);
        }
        else if (language.Inner is not null)
        {
            ReadInner(begin, after);
        }
        return form.SharesClose ? after - close.Length : after;
    }

    // Where its text begins, what ends it, and its form as it is here.
    (int Begin, string Close, LiteralForm Form)? Opened(LiteralForm form, int at, int end)
    {
        var begin = at + form.Open.Length;
        if (form.IsHeredoc)
        {
            return OpenedHeredoc(form, begin, end);
        }
        while (form.Grows && begin < end && text[begin] == form.Open[^1])
        {
            begin++;
        }
        return (begin, form.Grows ? text[at..begin] : form.Close, form);
    }

    (int, string, LiteralForm)? OpenedHeredoc(LiteralForm form, int at, int end)
    {
        while (at < end && text[at] is '-' or '~' or ' ')
        {
            at++;
        }
        var quote = at < end && text[at] is '\'' or '"' ? text[at++] : '\0';
        var word = at;
        while (at < end && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        if (at == word || char.IsDigit(text[word]) || quote != '\0' && (at == end || text[at] != quote))
        {
            return null;
        }
        var line = LineEnd(at, end);
        return line == end ? null : (line + 1, text[word..at], quote == '\'' ? form with { Holes = [] } : form);
    }

    void ReadInner(int at, int end)
    {
        if (language.Inner is { } inner)
        {
            var reader = new LiteralReader(text, inner);
            reader.ReadCode(at, end);
            found.AddRange(reader.found);
        }
    }

    void TakeRange(LiteralForm form, int at, int end)
    {
        if (!StatementStart.IsAt(text.AsSpan(at, end - at)))
        {
            ReadInner(at, end);
            return;
        }
        var literal = new LiteralText();
        Pass(form, "", at, end, literal);
        found.Add(literal);
    }
}
