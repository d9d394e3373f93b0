namespace Turnstone.Configuration;

/// <summary>How long a run may wait, hold and work, and what it does about who stands in its way; zero means without limit.</summary>
public sealed record RunSettings
{
    /// <summary>Waiting for locks with others queued behind: one attempt of a step, all its locks.</summary>
    public TimeSpan BlockingBudget { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Work under <c>ACCESS EXCLUSIVE</c>, unless the estimate approved more.</summary>
    public TimeSpan MaxHold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All attempts of one step together.</summary>
    public TimeSpan LockDeadline { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan StatementTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>While the name does not resolve, the port refuses or the server is starting.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The waiting phases of <c>CREATE INDEX CONCURRENTLY</c> and its like.</summary>
    public TimeSpan ConcurrentWaitDeadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A concurrent build that makes no progress.</summary>
    public TimeSpan ConcurrentStall { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the running step may take to finish after a first signal.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);

    public OnBlocker OnBlocker { get; init; } = OnBlocker.Wait;
}
