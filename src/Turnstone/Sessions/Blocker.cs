namespace Turnstone.Sessions;

using Turnstone.Configuration;
using Turnstone.Text;

/// <summary>What holds the lock, or the snapshot, that somebody waits for; as far as the role may see it.</summary>
/// <param name="Pid">None of a prepared transaction, which no process holds.</param>
/// <param name="Kind"><c>client backend</c>, <c>autovacuum worker</c>, <c>walsender</c> …; <c>prepared transaction</c>.</param>
/// <param name="State"><c>active</c>, <c>idle in transaction</c> …</param>
/// <param name="Age">Since its transaction began.</param>
/// <param name="Query">What it runs or ran last, with its secrets masked; none where the role may not see it.</param>
public sealed record Blocker(int? Pid, string Kind, string? Application, string? User, string? Host, string? State, TimeSpan? Age, string? Query)
{
    /// <summary>The name that a prepared transaction was given.</summary>
    public string? Prepared { get; init; }

    /// <summary>Whether it gives way by itself once somebody waited for <c>deadlock_timeout</c>.</summary>
    public bool GivesWay => Kind == "autovacuum worker" && !PreventsWraparound;

    /// <summary>Whether it is a vacuum that nobody may hold up: transaction numbers are running out.</summary>
    public bool PreventsWraparound => Kind == "autovacuum worker" && Query?.Contains("to prevent wraparound", StringComparison.Ordinal) == true;

    /// <summary>On one line, what matters first: <c>pid 123 (psql, user bob, idle in transaction for 5 min): SELECT …</c>.</summary>
    public override string ToString()
    {
        var name = Prepared is not null ? $"prepared transaction '{Prepared}'" : Pid is not null ? $"pid {Pid}" : Kind;
        string?[] parts = [Application, Kind is "client backend" or "prepared transaction" ? null : Kind, Before("user ", User), Before("from ", Host), Doing()];
        var known = string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
        return $"{name}{(known is "" ? "" : $" ({known})")}{(Query is null ? "" : $": {OneLine.Of(Query)}")}";
    }

    string? Doing() => (State, Age) switch
    {
        ("active", { } age) => $"in a transaction for {Duration.Say(age)}",
        (null, { } age) => $"for {Duration.Say(age)}",
        ({ } state, { } age) => $"{state} for {Duration.Say(age)}",
        var (state, _) => state,
    };

    static string? Before(string word, string? value) => string.IsNullOrEmpty(value) ? null : word + value;
}
