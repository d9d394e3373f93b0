namespace Turnstone.Cli.Rendering.Findings;

using Turnstone.Diagnostics;

/// <summary>A code quality report, which GitLab shows in a merge request.</summary>
/// <remarks>https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format</remarks>
sealed class GitLabFormat : FindingFormat
{
    public override string Name => "gitlab";

    public override string Write(FindingReport report) => Json(json =>
    {
        json.WriteStartArray();
        foreach (var finding in report.Findings)
        {
            var said = finding.Diagnostic;
            json.WriteStartObject();
            json.WriteString("description", Text(said));
            json.WriteString("check_name", said.Rule);
            json.WriteString("fingerprint", finding.Fingerprint);
            json.WriteString("severity", said.Severity switch { Severity.Error => "critical", Severity.Warning => "major", _ => "info" });
            json.WriteStartObject("location");
            json.WriteString("path", said.File);
            json.WriteStartObject("lines");
            json.WriteNumber("begin", said.Line ?? 1);
            json.WriteNumber("end", said.EndLine ?? said.Line ?? 1);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
