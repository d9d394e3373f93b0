namespace Turnstone.Ledger;

/// <summary>The names of what the ledger records, as they stand in its payloads.</summary>
static class EntryKind
{
    public const string RunOpened = "run_opened";
    public const string RunClosed = "run_closed";

    /// <summary>A step that cannot share a transaction with its row is about to be sent.</summary>
    public const string StepStarted = "step_started";

    public const string StepDone = "step_done";

    /// <summary>A step that cannot share a transaction with its row was refused by the server or cut off.</summary>
    public const string StepFailed = "step_failed";

    /// <summary>A step that cannot share a transaction with its row was refused or cut off, and nothing of it is left.</summary>
    public const string StepCleared = "step_cleared";

    /// <summary>A step that could not be tried: pgTAP's tests where there is no pgTAP.</summary>
    public const string StepSkipped = "step_skipped";

    /// <summary>Somebody looked and says that the step has happened.</summary>
    public const string StepMarkedDone = "step_marked_done";

    /// <summary>Somebody looked and says that the step may be run again.</summary>
    public const string StepRedo = "step_redo";

    /// <summary>What was there before the first run counts as these versions.</summary>
    public const string Baselined = "baselined";

    /// <summary>Somebody says that an applied file was edited, or removed, on purpose.</summary>
    public const string EditAccepted = "edit_accepted";

    /// <summary>Somebody says which environment the database is.</summary>
    public const string Claimed = "claimed";

    /// <summary>A repeatable counts as not applied: an undo took away what it made.</summary>
    public const string Withdrawn = "withdrawn";
}
