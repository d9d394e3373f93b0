namespace Turnstone.Ledger;

using Turnstone.Plans;

/// <summary>A row about a step, or about a migration without running it, that came behind a place in the ledger.</summary>
/// <param name="Kind">One of <see cref="EntryKind"/>.</param>
/// <param name="Type">One of <see cref="RowType"/>; none of a versioned migration.</param>
/// <param name="Digest">Of the step; none of a row that no step stands behind.</param>
sealed record StepSince(string Kind, string? Type, string? Version, int Step, string Description, string? Digest, Guid Run)
{
    /// <summary>Whether it is about a step of that migration.</summary>
    public bool IsOf(PlannedMigration migration) => Type == RowType.Of(migration.Kind) && Version == migration.Version && Description == migration.Description;

    /// <summary>Whether the step is done by it.</summary>
    public bool IsDone => StepStates.After(Kind) == StepState.Done;

    /// <summary>What happened, as a person says it.</summary>
    public string Words => (Type, Kind) switch
    {
        (RowType.Repair, _) => "a repair was made",
        (_, EntryKind.Baselined) => $"V{Version} was taken as a baseline",
        (_, EntryKind.EditAccepted) => $"an edit of V{Version} was accepted",
        (RowType.Undo, _) => $"V{Version} was taken back",
        (_, _) when Version is null => $"{Description} was run",
        _ => $"V{Version} was run",
    };
}
