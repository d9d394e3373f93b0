namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Databases whose <c>DROP DATABASE</c> was cut off: nobody can connect to what is left.</summary>
/// <remarks>One that is being dropped holds a lock; one that is gone a moment later, which the snapshot still has, has no privileges.</remarks>
sealed record InvalidDatabase : HealthCheck
{
    /// <inheritdoc/>
    public override bool IsClusterWide => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT datname::text FROM (
            SELECT oid, datname FROM pg_catalog.pg_database WHERE datconnlimit = -2
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks held WHERE held.locktype = 'object' AND held.classid = 'pg_catalog.pg_database'::pg_catalog.regclass
                    AND held.objid = pg_database.oid AND held.mode = 'AccessExclusiveLock' AND held.granted)
            OFFSET 0
        ) cut
        WHERE pg_catalog.has_database_privilege(oid, 'CONNECT') IS NOT NULL
        ORDER BY 1 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => new("invalid-database", $"{row.GetString(0)}", Severity.Warning,
        "Its DROP DATABASE was cut off: part of it is gone, and nobody can connect to it.", $"DROP DATABASE {new Identifier(row.GetString(0))};");
}
