namespace Turnstone.Execution;

/// <summary>How a run is asked to end early.</summary>
/// <param name="NoNewStep">The running step may finish, no other begins.</param>
/// <param name="Now">The running step is cut off.</param>
public sealed record Stopping(CancellationToken NoNewStep, CancellationToken Now)
{
    /// <summary>Nobody will ask.</summary>
    public static Stopping Never { get; } = new(CancellationToken.None, CancellationToken.None);
}
