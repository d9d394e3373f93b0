namespace Turnstone.Configuration.Connections;

using System.Text;

/// <summary>Reads libpq's <c>host=db user=app password='two words'</c>.</summary>
/// <remarks>PostgreSQL manual 34.1.1.1: blanks around the sign of equality are allowed; a value with blanks stands in single quotes;
/// in and out of quotes a backslash takes the next character as it is.</remarks>
static class ConnectionWords
{
    public static (ConnectionParameters? Parameters, string? Problem) Read(string text)
    {
        var parameters = ConnectionParameters.None;
        var at = SkipBlanks(text, 0);
        while (at < text.Length)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0 || text[at..equals].Trim() is not { Length: > 0 } keyword || keyword.Any(char.IsWhiteSpace))
            {
                return (null, "has a word without a value; a value with blanks stands in single quotes");
            }
            if (ReadValue(text, SkipBlanks(text, equals + 1)) is not var (value, end))
            {
                return (null, "has a quote that is not closed");
            }
            parameters = parameters.With(keyword, value);
            at = SkipBlanks(text, end);
        }
        return (parameters, null);
    }

    static (string Value, int End)? ReadValue(string text, int start)
    {
        var quoted = start < text.Length && text[start] == '\'';
        var value = new StringBuilder();
        for (var at = quoted ? start + 1 : start; at < text.Length; at++)
        {
            if (quoted ? text[at] == '\'' : char.IsWhiteSpace(text[at]))
            {
                return (value.ToString(), quoted ? at + 1 : at);
            }
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }
            value.Append(text[at]);
        }
        return quoted ? null : (value.ToString(), text.Length);
    }

    static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        return at;
    }
}
