namespace Turnstone.Plans;

using System.Collections.Immutable;

/// <summary>One migration of a plan: what the ledger will say about it, and its steps.</summary>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">The canonical text, where it is short enough to be kept and holds no secret.</param>
/// <param name="Steps">The steps still to be done; a migration that was cut off goes on in the middle.</param>
/// <param name="Of">How many steps the migration has in all.</param>
public sealed record PlannedMigration(
    string Version,
    string Description,
    string File,
    string Checksum,
    string Content,
    long Length,
    string? Text,
    string? Author,
    string? Ticket,
    string? Context,
    int Of,
    ImmutableArray<Step> Steps);
