namespace Turnstone.Configuration;

/// <summary>Finds the known word that a mistyped one was most likely meant to be.</summary>
public static class Nearest
{
    const int LongestWord = 64;

    /// <summary>The nearest of them; none where none is near.</summary>
    public static string? To(string word, IEnumerable<string> known) => word.Length > LongestWord ? null : known
        .Select(candidate => (candidate, distance: Distance(word, candidate)))
        .Where(pair => pair.distance <= Math.Max(1, Math.Min(word.Length, pair.candidate.Length) / 3))
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    /// <summary>How many letters to put in, take out or change to make one of the other (Levenshtein).</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                var change = char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
