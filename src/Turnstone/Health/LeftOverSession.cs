namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Sessions of runs that are over: they do not hold a run's lock any more, or stand still within a transaction.</summary>
sealed record LeftOverSession : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT activity.pid, activity.application_name, activity.usename::text, activity.state,
            extract(epoch FROM pg_catalog.clock_timestamp() - activity.state_change)::float8
        FROM pg_catalog.pg_stat_activity activity
        WHERE activity.datname = pg_catalog.current_database() AND activity.pid <> pg_catalog.pg_backend_pid()
            AND pg_catalog.starts_with(activity.application_name, 'turnstone ') AND activity.state_change <= {scope.LongAgo}
            AND (activity.state LIKE 'idle in transaction%' OR NOT EXISTS (SELECT FROM pg_catalog.pg_locks held
                WHERE held.pid = activity.pid AND held.locktype = 'advisory' AND held.objsubid = 1 AND held.database = activity.datid))
        ORDER BY activity.state_change LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => new("left-over-session", $"pid {row.GetInt32(0)}", Severity.Warning,
        $"'{row.GetString(1)}' of {row.GetString(2)} is {row.GetString(3)} for {InWords.Lasting(row.GetDouble(4))}: its run is over, or its client is gone.",
        $"SELECT pg_terminate_backend({row.GetInt32(0)});");
}
