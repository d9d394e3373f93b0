namespace Turnstone.Steps;

using Npgsql;

/// <summary>Decides whether a refused step is tried again, and after which pause.</summary>
/// <remarks>Only what left nothing behind is tried again: a lock that was not had in time, a deadlock, a serialization failure. Each of
/// them rolled the step back whole.</remarks>
sealed class RetryPolicy(TimeSpan deadline)
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the next attempt; none where there is no next one.</summary>
    /// <param name="attempt">How many there were.</param>
    /// <param name="spent">Since the first one began.</param>
    public TimeSpan? Next(string sqlState, int attempt, TimeSpan spent)
    {
        if (sqlState is not (PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure))
        {
            return null;
        }
        var longest = Math.Min(Longest.TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 10)));
        // Jitter over the whole upper half: runners that met once must not meet again in step.
        var pause = TimeSpan.FromMilliseconds(longest * (0.5 + Random.Shared.NextDouble() / 2));
        return deadline == TimeSpan.Zero || spent + pause < deadline ? pause : null;
    }
}
