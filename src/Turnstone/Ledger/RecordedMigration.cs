namespace Turnstone.Ledger;

using System.Collections.Immutable;

/// <summary>A migration as the ledger has it.</summary>
/// <param name="Content">SHA-256 of the text that was applied.</param>
/// <param name="Steps">Every step that was begun, in order.</param>
/// <param name="Of">How many steps it had when it ran.</param>
/// <param name="At">When its newest row was written.</param>
public sealed record RecordedMigration(
    string Version,
    string Description,
    string File,
    string Checksum,
    string? Content,
    int Of,
    DateTimeOffset At,
    long ExecutionMs,
    ImmutableArray<RecordedStep> Steps)
{
    public bool IsComplete => Steps.Count(step => step.State == StepState.Done) == Of;

    /// <summary>The step that was begun and of which nobody knows yet whether it happened.</summary>
    public RecordedStep? Open => Steps.FirstOrDefault(step => step.State is StepState.Started or StepState.Failed);
}

/// <summary>One step as the ledger has it.</summary>
public sealed record RecordedStep(int Ordinal, string Digest, StepState State, string? Error);

/// <summary>How far a step came.</summary>
public enum StepState
{
    /// <summary>Nothing of it stands: it may be run.</summary>
    Open,

    /// <summary>It was sent; whether it happened, the ledger cannot say.</summary>
    Started,

    /// <summary>The server refused it or it was cut off; something of it may stand.</summary>
    Failed,

    Done,
}
