namespace Turnstone.Scanning;

/// <summary>What drivers and templates put values in place of: <c>?</c>, <c>:name</c>, <c>%s</c>, <c>%(name)s</c>, <c>{0}</c>, <c>{name}</c>, <c>#{name}</c>.</summary>
static class Parameters
{
    const int Longest = 60;

    /// <summary>A statement's text without them and without holes: what stands before the first, between each and the next, and behind the last.</summary>
    public static List<string> Split(string text)
    {
        var parts = new List<string>();
        var begin = 0;
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\'' or '"' && (quote == '\0' || quote == text[at]))
            {
                quote = quote == '\0' ? text[at] : '\0';
            }
            else if (LengthAt(text.AsSpan(at), at > 0 ? text[at - 1] : ' ', quote) is > 0 and var length)
            {
                parts.Add(text[begin..at]);
                at += length - 1;
                begin = at + 1;
            }
        }
        parts.Add(text[begin..]);
        return parts;
    }

    static int LengthAt(ReadOnlySpan<char> text, char before, char quote) => quote == '\'' ? 0 : text switch
    {
        ['h', ..] when text.StartsWith(LiteralText.Hole) => LiteralText.Hole.Length,
        _ when quote != '\0' => 0,
        ['?', ..] when text.Length == 1 || text[1] is not ('|' or '&' or '?') => 1,
        ['%', '(', ..] => Closed(text, ")s") ?? Closed(text, ")d") ?? 0,
        ['%', 's' or 'd' or 'v' or 'q' or 'I' or 'L', ..] when text.Length == 2 || !char.IsLetterOrDigit(text[2]) => 2,
        [':', ':', ..] => 0,
        [':', var first, ..] when before != ':' && (char.IsLetter(first) || first == '_') => Name(text),
        ['{', '{', ..] => Closed(text, "}}") ?? 0,
        ['#' or '$', '{', ..] or ['{', ..] => Closed(text, "}") ?? 0,
        _ => 0,
    };

    static int? Closed(ReadOnlySpan<char> text, string close) => text[..Math.Min(text.Length, Longest)].IndexOf(close) is > 0 and var at ? at + close.Length : null;

    static int Name(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }
        return end;
    }
}
