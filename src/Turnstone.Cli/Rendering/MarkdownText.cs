namespace Turnstone.Cli.Rendering;

/// <summary>Texts of others in a page of Markdown.</summary>
static class MarkdownText
{
    /// <summary>GitHub refuses a comment of more than 65,536 characters.</summary>
    public const int Longest = 65_000;

    /// <summary>In a table's cell or a line, without any meaning of its own.</summary>
    public static string Cell(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);
}
