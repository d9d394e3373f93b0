namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Configuration;

/// <summary>Decides whether a refused step is tried again, and after which pause.</summary>
/// <remarks>Only what left nothing behind is tried again: a lock that was not had in time, a deadlock, a serialization failure. A signal's
/// cancelling never is, nor a vacuum against wraparound waited for: it does not give way.</remarks>
/// <param name="deadline">For all attempts together; zero is without limit.</param>
sealed class RetryPolicy(TimeSpan deadline, OnBlocker onBlocker)
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the next attempt; none where there is no next one.</summary>
    /// <param name="attempt">How many there were.</param>
    /// <param name="spent">Since the first one began.</param>
    public TimeSpan? Next(StepFailedException trouble, int attempt, TimeSpan spent)
    {
        if (!MayPass(trouble) || trouble.Remains is Remains.Unknown || WaitsInVain(trouble, onBlocker))
        {
            return null;
        }
        var longest = Math.Min(Longest.TotalMilliseconds, Math.Max(Draining(trouble).TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 10))));
        // Jitter over the whole upper half: runners that met once must not meet again in step.
        var pause = TimeSpan.FromMilliseconds(longest * (0.5 + Random.Shared.NextDouble() / 2));
        return deadline == TimeSpan.Zero || spent + pause < deadline ? pause : null;
    }

    /// <summary>What queued behind an attempt has to be through before the next statement that others queue behind, or it waits for both.</summary>
    public static TimeSpan Draining(StepFailedException trouble) =>
        TimeSpan.FromMilliseconds(trouble is { Overstep.Which: Overstep.Bound.Waiting } or { Error.SqlState: PostgresErrorCodes.LockNotAvailable } ? trouble.Step.LockTimeoutMs / 2.0 : 0);

    /// <summary>Whether the same may succeed when whoever was in the way is gone.</summary>
    public static bool MayPass(StepFailedException trouble) => trouble switch
    {
        { Overstep.Which: Overstep.Bound.Waiting } => !StepBounds.IsConcurrent(trouble.Step),
        { Error.SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => true,
        _ => false,
    };

    /// <summary>Whether who is in the way does not go away by itself within any deadline.</summary>
    public static bool WaitsInVain(StepFailedException trouble, OnBlocker onBlocker) =>
        onBlocker == OnBlocker.Wait && trouble.Blockers.Any(blocker => blocker.PreventsWraparound);
}
