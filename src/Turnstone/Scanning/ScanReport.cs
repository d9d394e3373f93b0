namespace Turnstone.Scanning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>What was found in files.</summary>
/// <param name="Findings">In the order of files, and in each as they stand.</param>
/// <param name="Files">How many were read.</param>
/// <param name="Secrets">The values themselves, so that nothing that is said next shows one.</param>
/// <param name="NotRead">What was to be read and was not.</param>
public sealed record ScanReport(ImmutableArray<ScanFinding> Findings, int Files, ImmutableArray<Secret> Secrets, ImmutableArray<Diagnostic> NotRead);
