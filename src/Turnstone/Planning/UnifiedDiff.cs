namespace Turnstone.Planning;

using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

/// <summary>What changes in a file, as <c>patch</c> and <c>git apply</c> take it.</summary>
/// <remarks>https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html</remarks>
public static class UnifiedDiff
{
    const int Context = 3;

    /// <summary>The file's name and its hunks, each line ended; nothing where the texts are equal.</summary>
    public static string Of(string file, string before, string after)
    {
        var diff = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, Lines);
        if (diff.DiffBlocks.Count == 0)
        {
            return "";
        }
        var text = new StringBuilder($"--- a/{file}\n+++ b/{file}\n");
        // Changes whose surroundings touch stand in one hunk.
        var hunks = new List<List<DiffBlock>>();
        foreach (var block in diff.DiffBlocks)
        {
            if (hunks is [.., [.., var last]] && block.DeleteStartA - (last.DeleteStartA + last.DeleteCountA) <= 2 * Context)
            {
                hunks[^1].Add(block);
            }
            else
            {
                hunks.Add([block]);
            }
        }
        foreach (var hunk in hunks)
        {
            Append(text, diff, hunk);
        }
        return text.ToString();
    }

    // Each with its end: whether the last one has one is a difference too.
    static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }
        return [.. lines];
    }

    static void Append(StringBuilder text, DiffResult diff, List<DiffBlock> hunk)
    {
        var (first, last) = (hunk[0], hunk[^1]);
        var from = Math.Max(0, first.DeleteStartA - Context);
        var to = Math.Min(diff.PiecesOld.Length, last.DeleteStartA + last.DeleteCountA + Context);
        var grown = hunk.Sum(block => block.InsertCountB - block.DeleteCountA);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(from, to - from)} +{Range(from + first.InsertStartB - first.DeleteStartA, to - from + grown)} @@\n");
        var at = from;
        foreach (var block in hunk)
        {
            Append(text, ' ', diff.PiecesOld[at..block.DeleteStartA]);
            Append(text, '-', diff.PiecesOld[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]);
            Append(text, '+', diff.PiecesNew[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Append(text, ' ', diff.PiecesOld[at..to]);
    }

    // From 1; of nothing it is the line before.
    static string Range(int from, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? from : from + 1)},{count}");

    static void Append(StringBuilder text, char mark, string[] lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            text.Append(mark).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }
}
