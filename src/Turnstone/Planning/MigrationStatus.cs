namespace Turnstone.Planning;

using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>One migration, as its file and the ledger know it.</summary>
/// <param name="Version">None of a repeatable.</param>
/// <param name="File">None where the file is gone.</param>
/// <param name="Recorded">None where it was never begun.</param>
public sealed record MigrationStatus(MigrationVersion? Version, MigrationState State, Migration? File, RecordedMigration? Recorded)
{
    /// <summary>The text that was applied, where the file says something else now and the ledger kept it.</summary>
    public string? AppliedText { get; init; }

    public MigrationKind Kind => File?.Kind ?? Recorded?.Kind ?? MigrationKind.Versioned;

    public string Description => File?.Name.Description ?? Recorded?.Description ?? "";

    /// <summary>As people say it: <c>V7</c>, <c>R__prices</c>.</summary>
    public string Name => Kind switch
    {
        MigrationKind.Repeatable => $"R__{Description.Replace(' ', '_')}",
        MigrationKind.Baseline => $"B{Version}",
        _ => $"V{Version}",
    };

    /// <summary>Whether it is not there yet: an application that needs it has to wait. What was taken back and has no file is not asked for.</summary>
    public bool IsLacking => State is MigrationState.Pending or MigrationState.OutOfOrder or MigrationState.HalfWay
        || State is MigrationState.Undone or MigrationState.Held && File is not null;
}
