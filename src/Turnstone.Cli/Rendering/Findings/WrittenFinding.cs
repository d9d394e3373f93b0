namespace Turnstone.Cli.Rendering.Findings;

using Turnstone.Diagnostics;

/// <summary>A finding as other programs take it.</summary>
/// <param name="Fingerprint">The same for the same trouble wherever it moves in its file, so that a report can be held against an older one.</param>
/// <param name="Danger">What its rule is about; none of what is said of a file itself.</param>
/// <param name="Cure">What its rule says to do.</param>
sealed record WrittenFinding(Diagnostic Diagnostic, string Fingerprint, string? Danger, string? Cure);
