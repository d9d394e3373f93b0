namespace Turnstone.Scanning;

using Turnstone.Sql;

/// <summary>Where lines of a text begin, so that an offset is a line and a column.</summary>
sealed class LinePlaces
{
    readonly List<int> starts = [0];
    readonly int length;

    public LinePlaces(string text)
    {
        length = text.Length;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
    }

    public TextPosition Of(int offset)
    {
        offset = Math.Clamp(offset, 0, length);
        var line = starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new(offset, line + 1, offset - starts[line] + 1);
    }
}
