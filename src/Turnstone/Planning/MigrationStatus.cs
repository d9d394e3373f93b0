namespace Turnstone.Planning;

using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>One migration, as its file and the ledger know it.</summary>
/// <param name="File">None where the file is gone.</param>
/// <param name="Recorded">None where it was never begun.</param>
public sealed record MigrationStatus(MigrationVersion Version, MigrationState State, Migration? File, RecordedMigration? Recorded)
{
    public string Description => File?.Name.Description ?? Recorded?.Description ?? "";
}
