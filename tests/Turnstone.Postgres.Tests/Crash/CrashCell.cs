namespace Turnstone.Postgres.Tests.Crash;

/// <summary>One way to cut a run off.</summary>
public sealed record CrashCell(CrashProject Project, Blow Blow)
{
    /// <summary>At a request of it.</summary>
    public Stop? Stop { get; init; }

    /// <summary>After so many bytes.</summary>
    public ByteLimit? Limit { get; init; }

    /// <summary>After that time.</summary>
    public TimeSpan? After { get; init; }

    public override string ToString() =>
        $"{Project.Name}: {Words} {Stop?.ToString() ?? Limit?.ToString() ?? $"after {After?.TotalMilliseconds:0} ms"}";

    string Words => Blow switch
    {
        Blow.Kill => "kill -9",
        Blow.Cut => "connection cut",
        _ => "server restarted",
    };
}

/// <summary>What happens to a run.</summary>
public enum Blow
{
    /// <summary>Its process ends at once.</summary>
    Kill,

    /// <summary>Its connections are gone, at both ends.</summary>
    Cut,

    /// <summary>The server ends as in a crash and comes back.</summary>
    Restart,
}
