namespace Turnstone.Health;

using System.Globalization;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Settings of the whole server that a run suffers from: read-only transactions, bounds on everybody's statements, a <c>deadlock_timeout</c> above the
/// run's blocking budget.</summary>
/// <remarks>An ordinary autovacuum gives way to a waiting <c>ALTER TABLE</c> after <c>deadlock_timeout</c> and not before: PostgreSQL's
/// <c>src/backend/storage/lmgr/proc.c</c>. What a role or a database sets is <see cref="HarmfulSetting"/>'s, but for <c>deadlock_timeout</c>.</remarks>
sealed record ServerSetting : HealthCheck
{
    /// <inheritdoc/>
    public override bool IsClusterWide => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT setting.name, setting.reset_val, setting.unit, setting.source, session_user::text, pg_catalog.current_database()::text, {(long)scope.BlockingBudget.TotalMilliseconds}::bigint
        FROM pg_catalog.pg_settings setting
        WHERE CASE WHEN setting.name = 'deadlock_timeout' THEN {(long)scope.BlockingBudget.TotalMilliseconds} BETWEEN 1 AND setting.reset_val::bigint
                WHEN setting.name = 'default_transaction_read_only' THEN setting.reset_val = 'on' AND {IsServers}
                WHEN setting.name = 'session_replication_role' THEN setting.reset_val <> 'origin' AND {IsServers}
                WHEN setting.name IN ('lock_timeout', 'statement_timeout', 'transaction_timeout') THEN setting.reset_val <> '0' AND {IsServers}
                ELSE false END
        ORDER BY setting.name LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (name, value) = (row.GetString(0), $"{row.GetString(1)}{(row.IsDBNull(2) ? "" : row.GetString(2))}");
        var (severity, message) = name switch
        {
            "deadlock_timeout" => (Severity.Warning, string.Create(CultureInfo.InvariantCulture,
                $"{name} = {value}: an autovacuum gives way to an ALTER TABLE only after that, and the application waits behind it for longer than blocking_budget ({row.GetInt64(6)}ms).")),
            "default_transaction_read_only" => (Severity.Error, $"{name} = {value} for the whole server: no run can write anything."),
            "session_replication_role" => (Severity.Error, $"{name} = {value} for the whole server: triggers and foreign keys do not work."),
            _ => (Severity.Info, $"{name} = {value} for the whole server: every step says its own, but what is asked and recorded between two steps may be cut off by it."),
        };
        return new("setting", name, severity, message, Reset(name, row));
    }

    // Where we said one ourselves, its source is the session.
    static Sql IsServers => $"""
        setting.source IN ('configuration file', 'command line', 'environment variable', 'session') AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_db_role_setting made CROSS JOIN LATERAL pg_catalog.unnest(made.setconfig) entry
            WHERE made.setdatabase IN (0, {HealthScope.OwnDatabase}) AND (made.setrole = 0 OR made.setrole = pg_catalog.to_regrole(pg_catalog.quote_ident(session_user)))
                AND pg_catalog.split_part(entry, '=', 1) = setting.name)
        """;

    static string Reset(string name, NpgsqlDataReader row) => row.GetString(3) switch
    {
        "database" => $"ALTER DATABASE {new Identifier(row.GetString(5))} RESET {name};",
        "user" => $"ALTER ROLE {new Identifier(row.GetString(4))} RESET {name};",
        "database user" => $"ALTER ROLE {new Identifier(row.GetString(4))} IN DATABASE {new Identifier(row.GetString(5))} RESET {name};",
        _ when name == "deadlock_timeout" => "ALTER SYSTEM SET deadlock_timeout = '1s'; SELECT pg_reload_conf();",
        "command line" or "environment variable" => $"start the server without {name}",
        _ => $"ALTER SYSTEM RESET {name}; SELECT pg_reload_conf(); and take it out of postgresql.conf where it stands there",
    };
}
