namespace Turnstone.Steps;

/// <summary>What of a step that failed stands in the database.</summary>
enum Remains
{
    /// <summary>It was rolled back, or what was half-made was cleared away.</summary>
    Nothing,

    /// <summary>The connection was lost: it stands whole with its row in the ledger, or not at all.</summary>
    AllOrNothing,

    /// <summary>Something may; the next run finds out and clears it.</summary>
    Recoverable,

    /// <summary>Something may; only a person can tell.</summary>
    Unknown,
}
