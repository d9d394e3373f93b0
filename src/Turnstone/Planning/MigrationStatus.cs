namespace Turnstone.Planning;

using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>One migration, as its file and the ledger know it.</summary>
/// <param name="File">None where the file is gone.</param>
/// <param name="Recorded">None where it was never begun.</param>
public sealed record MigrationStatus(MigrationVersion Version, MigrationState State, Migration? File, RecordedMigration? Recorded)
{
    /// <summary>The text that was applied, where the file says something else now and the ledger kept it.</summary>
    public string? AppliedText { get; init; }

    public string Description => File?.Name.Description ?? Recorded?.Description ?? "";
}
