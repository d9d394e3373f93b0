namespace Turnstone.Cli.Rendering.Findings;

using System.Text;
using Turnstone.Diagnostics;

/// <summary>A comment on a pull request.</summary>
sealed class MarkdownFormat : FindingFormat
{
    public override string Name => "markdown";

    public override string Write(FindingReport report)
    {
        var page = new StringBuilder($"### turnstone {report.Verb}\n\n");
        if (report.Findings.IsEmpty)
        {
            return page.Append("Nothing found.\n").ToString();
        }
        page.Append("| | where | what | instead |\n|---|---|---|---|\n");
        foreach (var (at, finding) in report.Findings.Index())
        {
            var said = finding.Diagnostic;
            var row = $"| {Sign(said.Severity)} `{said.Rule}` | `{said.Place}` | {MarkdownText.Cell(said.Message)} | {MarkdownText.Cell(said.Help ?? "")} |\n";
            if (page.Length + row.Length > MarkdownText.Longest)
            {
                page.Append($"\n{report.Findings.Length - at} more are not shown here.\n");
                break;
            }
            page.Append(row);
        }
        return page.ToString();
    }

    static string Sign(Severity severity) => severity switch { Severity.Error => "🔴", Severity.Warning => "🟠", _ => "🔵" };
}
