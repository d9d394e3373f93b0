namespace Turnstone.Cli.Rendering.Findings;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Scanning;

/// <summary>What a verb found, as other programs take it.</summary>
sealed record FindingReport(string Verb, ImmutableArray<WrittenFinding> Findings)
{
    public static FindingReport Of(LintReport report) =>
        new("lint", [.. report.Findings.Select(finding => new WrittenFinding(finding.Diagnostic, finding.Fingerprint, finding.Rule?.Danger, finding.Rule?.Cure))]);

    public static FindingReport Of(ScanReport report) =>
        new("scan", [.. from finding in report.Findings
                        let rule = ScanRule.All.FirstOrDefault(rule => rule.Name == finding.Diagnostic.Rule)
                        select new WrittenFinding(finding.Diagnostic, finding.Fingerprint, rule?.Danger, rule?.Cure)]);
}
