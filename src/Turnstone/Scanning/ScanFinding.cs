namespace Turnstone.Scanning;

using Turnstone.Diagnostics;

/// <summary>Something that a scan found.</summary>
/// <param name="Fingerprint">The same for the same trouble wherever it moves in its file; another one for each.</param>
public sealed record ScanFinding(Diagnostic Diagnostic, string Fingerprint);
