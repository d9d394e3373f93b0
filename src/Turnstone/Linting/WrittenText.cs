namespace Turnstone.Linting;

using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>A file as it is written, and where in it a place of its canonical text is.</summary>
/// <remarks>The canonical text has no byte order mark and ends each line with LF, so that places in it are further on in the file.</remarks>
sealed class WrittenText
{
    const char ByteOrderMark = '\uFEFF';

    readonly int mark;

    // Where the canonical text has the line ends before which the file has a carriage return.
    readonly List<int> returns = [];

    public WrittenText(string text)
    {
        mark = text.StartsWith(ByteOrderMark) ? 1 : 0;
        if (CanonicalText.KeepsLineEnds(text.AsSpan(mark)))
        {
            return;
        }
        for (var at = text.IndexOf("\r\n", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\r\n", at + 2, StringComparison.Ordinal))
        {
            returns.Add(at - mark - returns.Count);
        }
    }

    /// <summary>An edit of the canonical text as one of the file.</summary>
    public TextEdit Edit(TextEdit edit)
    {
        var (start, end) = (Offset(edit.Span.Start), Offset(edit.Span.End));
        return new(edit.Span with { Start = start, Length = end - start }, returns.Count == 0 ? edit.Replacement : edit.Replacement.ReplaceLineEndings("\r\n"));
    }

    int Offset(int canonical)
    {
        var before = returns.BinarySearch(canonical);
        return mark + canonical + (before < 0 ? ~before : before);
    }
}
