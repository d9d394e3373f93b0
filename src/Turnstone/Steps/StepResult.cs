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
}
