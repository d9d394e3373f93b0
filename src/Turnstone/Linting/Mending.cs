namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>A file as edits of its findings leave it.</summary>
/// <param name="Text">The whole of it, with the line ends and the byte order mark that it had.</param>
/// <param name="Mended">What they mend. A finding whose edits are in the way of another's is left for the next time.</param>
public sealed record Mending(string Text, ImmutableArray<LintFinding> Mended)
{
    /// <param name="text">The file as it is; findings are of its canonical text.</param>
    /// <param name="findings">All of that file.</param>
    public static Mending Of(string text, IEnumerable<LintFinding> findings)
    {
        var edits = new List<TextEdit>();
        var mended = ImmutableArray.CreateBuilder<LintFinding>();
        foreach (var finding in findings.Where(finding => !finding.Fix.IsEmpty))
        {
            // Two rules may want the very same.
            var own = finding.Fix.Where(edit => !edits.Contains(edit)).ToList();
            if (!own.Any(edit => edits.Any(other => AreInTheWay(edit, other))))
            {
                edits.AddRange(own);
                mended.Add(finding);
            }
        }
        var written = new WrittenText(text);
        return new(TextEdit.Apply(text, edits.Select(written.Edit)), mended.DrainToImmutable());
    }

    static bool AreInTheWay(TextEdit one, TextEdit other) =>
        one.Span.Start == other.Span.Start || (one.Span.Start < other.Span.Start ? one.Span.End > other.Span.Start : other.Span.End > one.Span.Start);
}
