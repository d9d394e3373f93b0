namespace Turnstone.Planning;

using System.Text;
using DiffPlex;
using DiffPlex.Model;

/// <summary>What changed between two texts, as a unified diff.</summary>
public static class TextDiff
{
    const int Context = 2;

    /// <summary>Hunks of changed lines with two lines around each; empty where the texts are equal.</summary>
    public static string Of(string before, string after)
    {
        var diff = new Differ().CreateLineDiffs(before, after, ignoreWhitespace: false);
        var text = new StringBuilder();
        foreach (var block in diff.DiffBlocks)
        {
            Append(text, diff, block);
        }
        return text.ToString().TrimEnd('\n');
    }

    static void Append(StringBuilder text, DiffResult diff, DiffBlock block)
    {
        var (before, after) = (diff.PiecesOld, diff.PiecesNew);
        var from = Math.Max(0, block.DeleteStartA - Context);
        var to = Math.Min(before.Length, block.DeleteStartA + block.DeleteCountA + Context);
        text.Append("@@ line ").Append(block.DeleteStartA + 1).Append(" @@\n");
        Append(text, "  ", before[from..block.DeleteStartA]);
        Append(text, "- ", before[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]);
        Append(text, "+ ", after[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        Append(text, "  ", before[(block.DeleteStartA + block.DeleteCountA)..to]);
    }

    static void Append(StringBuilder text, string mark, string[] lines)
    {
        foreach (var line in lines)
        {
            text.Append(line.Length == 0 ? mark.TrimEnd() : mark + line).Append('\n');
        }
    }
}
