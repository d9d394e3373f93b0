namespace Turnstone.Sql;

/// <summary>A place in a file: offset in UTF-16 code units from its start, line and column counted from 1 as an editor shows them.</summary>
public readonly record struct TextPosition(long Offset, int Line, int Column)
{
    /// <summary>Where a text begins.</summary>
    public static TextPosition Start => new(0, 1, 1);

    /// <summary>The place behind a text that begins here.</summary>
    public TextPosition After(ReadOnlySpan<char> text)
    {
        var lastNewline = text.LastIndexOf('\n');
        return lastNewline < 0
            ? new TextPosition(Offset + text.Length, Line, Column + text.Length)
            : new TextPosition(Offset + text.Length, Line + text.Count('\n'), text.Length - lastNewline);
    }
}
