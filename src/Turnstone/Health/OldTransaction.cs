namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Transactions that have been open for long: vacuum removes no row that they may still see, and concurrent builds wait for them.</summary>
sealed record OldTransaction : HealthCheck
{
    const int LongestQuery = 100;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT activity.pid, activity.application_name, activity.usename::text, activity.state, pg_catalog.host(activity.client_addr),
            extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start)::float8, activity.query
        FROM pg_catalog.pg_stat_activity activity
        WHERE activity.datname = pg_catalog.current_database() AND activity.pid <> pg_catalog.pg_backend_pid() AND activity.backend_type = 'client backend'
            AND activity.xact_start <= {scope.LongAgo} AND NOT pg_catalog.starts_with(activity.application_name, 'turnstone ')
        ORDER BY activity.xact_start LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var idle = row.GetString(3).StartsWith("idle in transaction", StringComparison.Ordinal);
        var who = $"{(row.GetString(1) is { Length: > 0 } application ? $"'{application}' of " : "")}{row.GetString(2)}{(row.IsDBNull(4) ? "" : $" from {row.GetString(4)}")}";
        return new(idle ? "idle-in-transaction" : "old-transaction", $"pid {row.GetInt32(0)}", Severity.Warning,
            $"{who} has had its transaction open for {InWords.Lasting(row.GetDouble(5))} and is {(idle ? "idle" : row.GetString(3))}: {Shown(row.GetString(6))}",
            $"SELECT pg_terminate_backend({row.GetInt32(0)});");
    }

    internal static string Shown(string query)
    {
        var line = string.Join(' ', Masking.MaskSql(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestQuery ? line : $"{line[..LongestQuery]}…";
    }
}
