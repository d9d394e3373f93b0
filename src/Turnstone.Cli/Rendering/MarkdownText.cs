namespace Turnstone.Cli.Rendering;

using System.Text;

/// <summary>Texts of others in a page of Markdown.</summary>
static class MarkdownText
{
    /// <summary>GitHub refuses a comment of more than 65,536 characters.</summary>
    public const int Longest = 65_000;

    /// <summary>In a table's cell or a line, without any meaning of its own.</summary>
    public static string Cell(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>A name of anybody's: nothing in it is HTML, a link or the end of a cell.</summary>
    public static string Inline(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            safe.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\r' or '\n' => " ",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' or '!' or '@' => $"&#{(int)letter};",
                _ => letter.ToString(),
            });
        }
        return safe.ToString();
    }

    /// <summary>As code, within a line. Character references are not read within backticks; within the tag they are, and nothing else is.</summary>
    public static string Code(string text) => $"<code>{Inline(text)}</code>";

    /// <summary>As code of several lines. A fence ends at the first run of as many backticks.</summary>
    public static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n\n";
    }

    static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
