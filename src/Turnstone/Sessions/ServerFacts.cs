namespace Turnstone.Sessions;

using Turnstone.Sql;

/// <summary>The server at the other end, as it described itself when the session began.</summary>
/// <param name="VersionText">As people write it: <c>15.18</c>.</param>
/// <param name="SystemIdentifier">The cluster's identity; equal in physical copies. None where the role may not read it.</param>
/// <param name="ReadOnly">Whether it refuses writes: a standby, or <c>default_transaction_read_only</c>.</param>
/// <param name="Pooler">Whether another backend answers than the one that accepted the connection.</param>
public sealed record ServerFacts(
    PgVersion Version,
    string VersionText,
    string Database,
    string User,
    string? SystemIdentifier,
    bool InRecovery,
    bool ReadOnly,
    bool Pooler)
{
    /// <summary>Whether it is of a later major version than <see cref="Version"/> can say: the latest known is taken for it.</summary>
    public bool IsNewer { get; init; }

    /// <summary>How often its cluster was promoted, from 1; 0 of a standby.</summary>
    public int Timeline { get; init; }

    /// <summary>When its first process began: another time is another start of the server.</summary>
    public string Started { get; init; } = "";

    /// <summary>What somebody waits for a lock before the server looks whom it should end for it: also how long an ordinary autovacuum is waited for.</summary>
    public TimeSpan DeadlockTimeout { get; init; }

    /// <summary>The process that answers.</summary>
    internal Backend Backend { get; init; } = new(0, "");
}
