namespace Turnstone.Health;

using Npgsql;
using Turnstone.Text;

/// <summary>Transactions with a snapshot so old that a concurrent build would have to wait for them.</summary>
sealed record OldSnapshots : PreflightCheck
{
    const string Name = "old-snapshots";

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT activity.pid, activity.application_name, activity.usename::text, activity.state,
            extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start)::float8, activity.query
        FROM pg_catalog.pg_stat_activity activity
        WHERE activity.datname = pg_catalog.current_database() AND activity.pid <> pg_catalog.pg_backend_pid() AND activity.backend_xmin IS NOT NULL
            AND activity.xact_start <= {scope.LongAgo} AND activity.backend_type <> 'autovacuum worker'
        ORDER BY activity.xact_start LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Finding Read(NpgsqlDataReader row) => new(
        $"{Who(row, 0, 1, 2)}, {row.GetString(3)}, since {InWords.Lasting(row.GetDouble(4))}: {OldTransaction.Shown(row.GetString(5))}", Warns: true);

    /// <inheritdoc/>
    public override Precondition Judge(IReadOnlyList<Finding> found) => found.Count == 0
        ? Precondition.Ok(Name, "No transaction is so old that a concurrent build would wait for it for long.")
        : Precondition.Warning(Name, $"CREATE INDEX CONCURRENTLY and its like would wait for {Joined(found)}.", "Wait until it ends, or have its owner end it: SELECT pg_terminate_backend(pid);");
}
