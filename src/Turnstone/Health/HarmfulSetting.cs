namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Settings of the role or the database that make a run read-only, switch triggers off, or cut off what Turnstone does between two steps.</summary>
sealed record HarmfulSetting : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT made.name, made.value, role.rolname::text, place.datname::text
        FROM pg_catalog.pg_db_role_setting setting
        LEFT JOIN pg_catalog.pg_roles role ON role.oid = setting.setrole
        LEFT JOIN pg_catalog.pg_database place ON place.oid = setting.setdatabase
        CROSS JOIN LATERAL (SELECT pg_catalog.split_part(entry, '=', 1) AS name, pg_catalog.substr(entry, pg_catalog.strpos(entry, '=') + 1) AS value
            FROM pg_catalog.unnest(setting.setconfig) AS entry) made
        WHERE setting.setdatabase IN (0, {HealthScope.OwnDatabase}) AND (setting.setrole = 0 OR role.rolname = session_user)
            AND (made.name = 'default_transaction_read_only' AND pg_catalog.lower(made.value) IN ('on', 'true', 'yes', '1', 't', 'y')
                OR made.name = 'session_replication_role' AND made.value <> 'origin'
                OR made.name IN ('lock_timeout', 'statement_timeout', 'transaction_timeout') AND made.value !~ '^0+(us|ms|s|min|h|d)?$')
        ORDER BY 1, 3, 4 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (name, value) = (row.GetString(0), row.GetString(1));
        var (role, database) = (Name(row, 2), Name(row, 3));
        var about = role is null ? $"database {database}" : $"role {role}{(database is null ? "" : $" in database {database}")}";
        var reset = role is null ? $"ALTER DATABASE {database} RESET {name};" : $"ALTER ROLE {role}{(database is null ? "" : $" IN DATABASE {database}")} RESET {name};";
        return name switch
        {
            "default_transaction_read_only" => new("setting", about, Severity.Error, $"{name} = {value}: no run can write anything.", reset),
            "session_replication_role" => new("setting", about, Severity.Error, $"{name} = {value}: triggers and foreign keys do not work in its sessions.", reset),
            // What bounds the application is often set for the whole database, on purpose.
            _ => new("setting", about, role is null ? Severity.Info : Severity.Warning,
                $"{name} = {value}: every step says its own, but what is asked and recorded between two steps may be cut off by it.", reset),
        };
    }

    static Identifier? Name(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new Identifier(row.GetString(column));
}
