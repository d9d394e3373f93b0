namespace Turnstone.Steps;

using Turnstone.Plans;

/// <summary>What carrying out a step took.</summary>
/// <param name="ExecutionMs">The attempt that succeeded, in milliseconds.</param>
/// <param name="LockWaitMs">What was lost in attempts that ended in a lock timeout or a deadlock, in milliseconds.</param>
/// <param name="Rows">Rows inserted, changed or deleted.</param>
public sealed record StepResult(long ExecutionMs, long LockWaitMs, long Rows, int Attempts)
{
    /// <summary>Views that stood in its way and could not be made again.</summary>
    public IReadOnlyList<ReplaceableView> LeftOut { get; init; } = [];

    /// <summary>Why it was not tried; none where it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>Its statements, in order; none where several steps travelled together.</summary>
    public IReadOnlyList<StatementResult> Statements { get; init; } = [];
}

/// <summary>What one statement took.</summary>
/// <param name="ExecutionMs">In milliseconds; none where it travelled with others, so that nobody measured it alone.</param>
/// <param name="LockWaitMs">How much of that was waiting for locks, in milliseconds, as far as it was seen.</param>
/// <param name="Rows">Inserted, changed or deleted; none where the server reports no number.</param>
public sealed record StatementResult(int Ordinal, int Line, string Verb, long? ExecutionMs, long LockWaitMs, long? Rows);
