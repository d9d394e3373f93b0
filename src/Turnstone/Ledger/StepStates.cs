namespace Turnstone.Ledger;

/// <summary>What a row makes of the step it is about.</summary>
static class StepStates
{
    public static StepState? After(string kind) => kind switch
    {
        EntryKind.StepStarted => StepState.Started,
        EntryKind.StepDone or EntryKind.StepMarkedDone => StepState.Done,
        EntryKind.StepFailed => StepState.Failed,
        EntryKind.StepRedo or EntryKind.StepCleared => StepState.Open,
        _ => null,
    };
}
