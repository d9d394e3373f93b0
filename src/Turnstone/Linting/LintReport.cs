namespace Turnstone.Linting;

using System.Collections.Immutable;

/// <summary>What was found.</summary>
/// <param name="Findings">In the order of files, and in each as they stand.</param>
/// <param name="Files">How many were looked at.</param>
/// <param name="Rules">How many rules looked.</param>
public sealed record LintReport(ImmutableArray<LintFinding> Findings, int Files, int Rules);
