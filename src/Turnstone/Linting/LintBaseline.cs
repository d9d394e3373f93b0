namespace Turnstone.Linting;

using System.Collections.Immutable;
using System.Text;
using Turnstone.Diagnostics;

/// <summary>What was found before anybody looked, which is not told again: the start for an old project.</summary>
/// <remarks>A line for each, sorted, so that two branches merge: fingerprint, rule, file. Only the fingerprint counts.</remarks>
public sealed class LintBaseline
{
    const string First = "# What turnstone lint found when this file was written, and does not tell again.";

    readonly ImmutableArray<(string Fingerprint, string Rule, string File, int Line)> entries;
    readonly string shown;

    LintBaseline(string shown, IEnumerable<(string, string, string, int)> entries) => (this.shown, this.entries) = (shown, [.. entries]);

    /// <param name="shown">What messages call the file.</param>
    public static Checked<LintBaseline> Read(string text, string shown)
    {
        var entries = new List<(string, string, string, int)>();
        foreach (var (at, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            if (line.Split(' ', 3) is not [{ Length: > 0 } fingerprint, var rule, var file])
            {
                return Checked.Failed<LintBaseline>(Diagnostic.Error("baseline-broken", "This is no line of a baseline: fingerprint, rule, file.", shown,
                    $"Nothing was looked at.\nTake the line out, or write the file anew: turnstone lint --baseline {shown} --accept").At(at + 1, 1));
            }
            entries.Add((fingerprint, rule, file, at + 1));
        }
        return Checked.Of(new LintBaseline(shown, entries));
    }

    /// <summary>The file for findings: a line for each.</summary>
    public static string Write(IEnumerable<LintFinding> findings)
    {
        var text = new StringBuilder($"{First}\n");
        foreach (var finding in findings.OrderBy(one => one.Diagnostic.File, StringComparer.Ordinal).ThenBy(one => one.Diagnostic.Rule, StringComparer.Ordinal).ThenBy(one => one.Fingerprint, StringComparer.Ordinal))
        {
            text.Append(finding.Fingerprint).Append(' ').Append(finding.Diagnostic.Rule).Append(' ').Append(finding.Diagnostic.File).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>What is not in it; and a warning for each line of it that nothing is found for any more.</summary>
    /// <param name="isAsked">Which files were looked at.</param>
    public (ImmutableArray<LintFinding> Told, ImmutableArray<Diagnostic> Stale) Of(ImmutableArray<LintFinding> found, Func<string, bool> isAsked)
    {
        var there = found.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var kept = entries.Select(entry => entry.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return (
            [.. found.Where(finding => !kept.Contains(finding.Fingerprint))],
            [.. entries.Where(entry => isAsked(entry.File) && !there.Contains(entry.Fingerprint)).Select(entry =>
                Diagnostic.Warning("unused-suppression", $"{entry.Rule} is not found in {entry.File} any more.", shown, "Take the line out.").At(entry.Line, 1))]);
    }
}
