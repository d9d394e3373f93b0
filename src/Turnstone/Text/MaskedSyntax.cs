namespace Turnstone.Text;

using System.Buffers;

/// <summary>Finds where passwords stand in SQL, connection strings and URIs, and private keys in PEM, by the words and signs around them.</summary>
/// <remarks>One pass with bounded looks ahead; a text need not be whole or well-formed, as in a log line that was cut off.</remarks>
static class MaskedSyntax
{
    const int LongestGap = 1000;

    const int LongestUri = 8000;

    const int LongestPemPrefix = 24;

    /// <summary>Words whose value is secret, also as the end of a longer word: <c>sslpassword</c>, <c>PGPASSWORD</c>.</summary>
    static readonly string[] SecretWords =
        ["password", "passwd", "pwd", "psw", "passphrase", "secret_key", "access_key", "api_key", "access_token"];

    const string PrivateKey = "PRIVATE KEY-----";

    static readonly SearchValues<string> Anchors = SearchValues.Create([.. SecretWords, "connection", "://", PrivateKey], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<char> UriEnd = SearchValues.Create(" \t\r\n\"'<>`");

    static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/ \t\r\n\"'<>`");

    static readonly SearchValues<char> LineEnd = SearchValues.Create("\r\n");

    static readonly SearchValues<char> TagCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Whether there may be one: most texts hold none of the words and signs.</summary>
    public static bool IsSuspect(string text) => text.AsSpan().IndexOfAny(Anchors) >= 0;

    public static IEnumerable<Range> Find(string text)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Anchors) is >= 0 and var next)
        {
            at += next;
            var (found, end) = text[at] == ':' ? UriPassword(text, at) : StartsWith(text, at, PrivateKey) ? PemBody(text, at) : AfterWord(text, at);
            if (found is { } range && range.Start.Value < range.End.Value)
            {
                yield return range;
            }
            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>What follows a word that announces a secret: a literal in SQL, or a sign of equality and a value.</summary>
    static (Range? Hidden, int End) AfterWord(string text, int word)
    {
        var isConnection = StartsWith(text, word, "connection");
        var end = word + (isConnection ? "connection".Length : SecretWords.First(one => StartsWith(text, word, one)).Length);
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            return (null, end);
        }
        var isQuoted = end < text.Length && text[end] == '"';
        var start = SkipBlanks(text, isQuoted ? end + 1 : end);
        var isAssigned = start < text.Length && (text[start] == '=' || (isQuoted && text[start] == ':'));
        return isAssigned && !isConnection ? Value(text, word, SkipBlanks(text, start + 1)) : Literal(text, start);
    }

    /// <summary>What stands between the two lines of a private key.</summary>
    static (Range? Hidden, int End) PemBody(string text, int label)
    {
        var start = label + PrivateKey.Length;
        if (!text.AsSpan(Math.Max(0, label - LongestPemPrefix)..label).Contains("-----BEGIN ", StringComparison.OrdinalIgnoreCase))
        {
            return (null, start);
        }
        var end = text.IndexOf("-----END ", start, StringComparison.OrdinalIgnoreCase);
        return (start..(end < 0 ? text.Length : end), end < 0 ? text.Length : end);
    }

    static bool StartsWith(string text, int at, string word) =>
        string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Past blanks and SQL comments, as far as somebody would write them there.</summary>
    static int SkipBlanks(string text, int at)
    {
        var limit = Math.Min(text.Length, at + LongestGap);
        while (at < limit)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "--", 0, 2) == 0)
            {
                at = End(text.AsSpan(at, limit - at).IndexOfAny(LineEnd), at, 1, limit);
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                at = End(text.AsSpan(at, limit - at).IndexOf("*/", StringComparison.Ordinal), at, 2, limit);
            }
            else
            {
                break;
            }
        }
        return at;

        static int End(int found, int from, int length, int limit) => found < 0 ? limit : from + found + length;
    }

    static bool IsLiteralPrefix(string text, int at) =>
        at + 1 < text.Length && (text[at] is 'e' or 'E' && text[at + 1] == '\''
            || at + 2 < text.Length && text[at] is 'u' or 'U' && text[at + 1] == '&' && text[at + 2] == '\'');

    /// <summary>A literal in any of SQL's spellings, its quotes with it.</summary>
    static (Range? Hidden, int End) Literal(string text, int start)
    {
        if (start >= text.Length)
        {
            return (null, start);
        }
        if (text[start] == '$')
        {
            return DollarQuoted(text, start);
        }
        var quote = IsLiteralPrefix(text, start) ? text.IndexOf('\'', start) : start;
        if (text[quote] != '\'')
        {
            return (null, start);
        }
        var end = EndOfLiteral(text, quote, escapes: text[start] is 'e' or 'E');
        return (start..end, end);
    }

    /// <summary>After the closing quote; a pair of quotes that opens is a literal within a literal, which a pair closes.</summary>
    static int EndOfLiteral(string text, int quote, bool escapes)
    {
        var opening = CountQuotes(text, quote);
        var nested = opening % 2 == 0 && !IsClosing(text, quote + opening);
        if (opening % 2 == 0 && !nested)
        {
            return quote + opening;
        }
        var at = quote + opening;
        while (at < text.Length)
        {
            if (text[at] == '\\' && escapes)
            {
                at += 2;
            }
            else if (text[at] != '\'')
            {
                at++;
            }
            else if (CountQuotes(text, at) is var run && (nested ? run % 4 != 0 : run % 2 != 0))
            {
                return nested ? at + Math.Min(run, 2) : at + run;
            }
            else
            {
                at += CountQuotes(text, at);
            }
        }
        return text.Length;
    }

    static int CountQuotes(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAnyExcept('\'');
        return end < 0 ? text.Length - at : end;
    }

    static (Range? Hidden, int End) DollarQuoted(string text, int start)
    {
        var second = text.IndexOf('$', start + 1);
        if (second < 0 || text.AsSpan(start + 1, second - start - 1).IndexOfAnyExcept(TagCharacters) >= 0)
        {
            return (null, start + 1);
        }
        var tag = text[start..(second + 1)];
        var close = text.IndexOf(tag, second + 1, StringComparison.Ordinal);
        var end = close < 0 ? text.Length : close + tag.Length;
        return (start..end, end);
    }

    /// <summary>The value after <c>password=</c>: quoted, or as far as the form it stands in lets it go.</summary>
    static (Range? Hidden, int End) Value(string text, int word, int start)
    {
        if (start >= text.Length)
        {
            return (null, start);
        }
        if (text[start] is '\'' or '"')
        {
            var quoted = text[start] == '"' ? EndOfQuoted(text, start) : EndOfLiteral(text, start, escapes: true);
            return (start..quoted, quoted);
        }
        var end = IsUriParameter(text, word) ? End(text, start, "&# \t\r\n\"'<>") : EndOfBare(text, start);
        return (start..end, end);
    }

    /// <summary>The end of a value in double quotes: a quote in it has a backslash before it (JSON) or is doubled (Npgsql).</summary>
    static int EndOfQuoted(string text, int start)
    {
        const char quote = '"';
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                if (at + 1 >= text.Length || text[at + 1] != quote)
                {
                    return at + 1;
                }
                at++;
            }
        }
        return text.Length;
    }

    static bool IsUriParameter(string text, int word)
    {
        while (word > 0 && (char.IsLetterOrDigit(text[word - 1]) || text[word - 1] == '_'))
        {
            word--;
        }
        return word > 0 && text[word - 1] is '?' or '&';
    }

    /// <remarks>Npgsql's value ends at the semicolon and may hold blanks, libpq's ends at the blank.
    /// Between the two, <c>key=</c> after the blank shows that it is libpq's.</remarks>
    static int EndOfBare(string text, int start)
    {
        var end = End(text, start, " \t;\r\n");
        if (end < text.Length && text[end] is ' ' or '\t')
        {
            var ahead = text.AsSpan(end, Math.Min(LongestGap, text.Length - end));
            var semicolon = ahead.IndexOfAny(";=\r\n");
            end = semicolon >= 0 && ahead[semicolon] == ';' ? end + semicolon : end;
        }
        var quote = text.AsSpan(start, end - start).IndexOfAny('"', '\'');
        while (quote >= 0 && !IsClosing(text, start + quote + 1))
        {
            var next = text.AsSpan(start + quote + 1, end - start - quote - 1).IndexOfAny('"', '\'');
            quote = next < 0 ? -1 : quote + 1 + next;
        }
        return quote < 0 ? end : start + quote;
    }

    static bool IsClosing(string text, int at) =>
        at >= text.Length || char.IsWhiteSpace(text[at]) || ".,;:)}]>".Contains(text[at], StringComparison.Ordinal);

    static int End(string text, int start, ReadOnlySpan<char> ends) =>
        text.AsSpan(start).IndexOfAny(ends) is >= 0 and var length ? start + length : text.Length;

    /// <summary>The password of <c>scheme://user:password@host</c>.</summary>
    /// <remarks>A password may hold what should have been percent-encoded: what counts is the last <c>@</c>, for PostgreSQL's
    /// schemes the last before a blank or quote, else the last before the path.</remarks>
    static (Range? Hidden, int End) UriPassword(string text, int separator)
    {
        var start = separator + 3;
        var uri = text.AsSpan(start, Math.Min(LongestUri, text.Length - start));
        var end = uri.IndexOfAny(IsPostgres(text, separator) ? UriEnd : AuthorityEnd);
        uri = end < 0 ? uri : uri[..end];
        var at = uri.LastIndexOf('@');
        var colon = at < 0 ? -1 : uri[..at].IndexOf(':');
        return colon < 0 ? (null, start) : ((start + colon + 1)..(start + at), start + at);
    }

    static bool IsPostgres(string text, int separator) =>
        EndsWith(text, separator, "postgres") || EndsWith(text, separator, "postgresql");

    static bool EndsWith(string text, int end, string word) => end >= word.Length && StartsWith(text, end - word.Length, word);
}
