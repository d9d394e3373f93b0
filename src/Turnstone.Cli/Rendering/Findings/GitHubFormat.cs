namespace Turnstone.Cli.Rendering.Findings;

using Turnstone.Diagnostics;

/// <summary>Workflow commands, which GitHub shows beside the lines of a pull request.</summary>
/// <remarks>https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands</remarks>
sealed class GitHubFormat : FindingFormat
{
    public override string Name => "github";

    public override string Write(FindingReport report) => string.Join('\n', report.Findings.Select(finding => Line(finding.Diagnostic)));

    static string Line(Diagnostic said) =>
        $"::{Level(said.Severity)} file={Property(said.File ?? "")},line={said.Line ?? 1},endLine={said.EndLine ?? said.Line ?? 1},col={said.Column ?? 1}{(said.EndColumn is { } end && said.EndLine == said.Line ? $",endColumn={end}" : "")},title={Property(said.Rule)}::{Escaped(Text(said))}";

    static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };

    static string Escaped(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    static string Property(string text) => Escaped(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
