namespace Turnstone.Text;

/// <summary>A statement as it is named in passing: on one line, and not all of it where it is long.</summary>
static class OneLine
{
    const int Longest = 160;

    public static string Of(string text)
    {
        // The rest is not read.
        var words = text[..Math.Min(text.Length, 4 * Longest)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        return line.Length <= Longest ? line : $"{line[..(char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1)]}…";
    }
}
