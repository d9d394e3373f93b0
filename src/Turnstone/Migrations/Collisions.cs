namespace Turnstone.Migrations;

using System.Text;
using Turnstone.Diagnostics;

/// <summary>Finds files whose names are one name on another machine: equal but for case, or for Unicode's composed and decomposed forms.</summary>
static class Collisions
{
    public static IEnumerable<Diagnostic> Find(IEnumerable<string> files)
    {
        foreach (var same in files.GroupBy(Folded, StringComparer.OrdinalIgnoreCase))
        {
            var paths = same.ToList();
            for (var i = 1; i < paths.Count; i++)
            {
                if (Trouble(paths[0], paths[i]) is { } trouble)
                {
                    yield return trouble;
                }
            }
        }
    }

    static Diagnostic? Trouble(string one, string other)
    {
        if (one.Equals(other, StringComparison.OrdinalIgnoreCase))
        {
            return Diagnostic.Error("name-collision", $"{one} and {other} are one file on Windows and macOS.", other,
                "Rename one of them so that they differ in more than case.");
        }
        return HasCombiningMark(one) != HasCombiningMark(other)
            ? Diagnostic.Error("name-collision", $"{one} exists twice, in Unicode's composed and decomposed form: one file on macOS.", other,
                "Delete or rename one of them.")
            : null;
    }

    // Without ICU there is no decomposition at hand: a composed Latin letter and a letter with combining marks both become one
    // placeholder, and two names are suspected only where one has combining marks and the other has none.
    static string Folded(string path)
    {
        if (Ascii.IsValid(path))
        {
            return path;
        }
        var folded = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (IsCombiningMark(character) && folded.Length > 0)
            {
                folded[^1] = '?';
            }
            else
            {
                folded.Append(character is >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' ? '?' : character);
            }
        }
        return folded.ToString();
    }

    static bool HasCombiningMark(string name) => name.Any(IsCombiningMark);

    static bool IsCombiningMark(char character) => character is >= '\u0300' and <= '\u036F';
}
