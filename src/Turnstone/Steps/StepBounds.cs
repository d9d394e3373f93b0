namespace Turnstone.Steps;

using Turnstone.Configuration;
using Turnstone.Plans;
using Turnstone.Plans.Recoveries;

/// <summary>How long one attempt at a step may make others wait; zero is without limit.</summary>
/// <param name="Waiting">For locks, all of them together: others queue behind it meanwhile, or of a concurrent build nobody does.</param>
/// <param name="Holding">At work while nobody else can use a relation that was there before.</param>
/// <param name="Standing">Without any progress that the server reports.</param>
sealed record StepBounds(TimeSpan Waiting, TimeSpan Holding, TimeSpan Standing)
{
    public static StepBounds Of(Attempt attempt, RunSettings limits) => attempt.Step is var step && IsConcurrent(step)
        ? new(Time(step.ConcurrentWaitDeadlineMs) ?? limits.ConcurrentWaitDeadline, TimeSpan.Zero, Time(step.ConcurrentStallMs) ?? limits.ConcurrentStall)
        : new(TimeSpan.FromMilliseconds(attempt.LockTimeoutMs), Time(step.MaxHoldMs) ?? limits.MaxHold, TimeSpan.Zero);

    /// <summary>Whether it builds or drops an index while others go on working: its waiting hurts nobody.</summary>
    public static bool IsConcurrent(SqlStep step) => step is { Transaction: false, LockTimeoutMs: 0, Recovery: IndexBuild or IndexDrop or IndexRebuild };

    static TimeSpan? Time(long? milliseconds) => milliseconds is { } some ? TimeSpan.FromMilliseconds(some) : null;
}
