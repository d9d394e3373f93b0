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
    bool Pooler);
