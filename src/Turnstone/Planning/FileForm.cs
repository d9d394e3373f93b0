namespace Turnstone.Planning;

/// <summary>What the statements of a file are to a plan.</summary>
enum FileForm
{
    /// <summary>They change the database, but for those among them that are marked as asserts.</summary>
    Migration,

    /// <summary>Each is an assert.</summary>
    Asserts,

    /// <summary>They are pgTAP's.</summary>
    Tap,
}
