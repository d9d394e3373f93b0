namespace Turnstone.Health;

using Npgsql;
using Turnstone.Text;

/// <summary>Whoever keeps a lock on a table for long: an <c>ALTER TABLE</c> would wait for it, and the application behind that.</summary>
/// <remarks><c>pg_dump</c> holds every table for as long as it runs, a prepared transaction without a session, a vacuum to prevent wraparound
/// against everybody, the first copy of a subscription or of a replica until it is there.</remarks>
sealed record LockHolders : PreflightCheck
{
    const string Name = "blockers";

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH held AS (
            SELECT granted.pid, granted.virtualtransaction, pg_catalog.count(DISTINCT relation.oid) AS tables,
                min(pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname)) AS one
            FROM pg_catalog.pg_locks granted
            JOIN pg_catalog.pg_class relation ON relation.oid = granted.relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE granted.locktype = 'relation' AND granted.granted AND granted.database = {HealthScope.OwnDatabase} AND relation.relkind IN ('r', 'p', 'm')
                AND {scope.OwnSchema} AND granted.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
            GROUP BY granted.pid, granted.virtualtransaction
        )
        SELECT held.pid, activity.application_name, activity.usename::text, activity.state, extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start)::float8,
            prepared.gid, held.one, held.tables, activity.backend_type, coalesce(activity.query LIKE '%to prevent wraparound%' AND activity.backend_type = 'autovacuum worker', false)
        FROM held
        LEFT JOIN pg_catalog.pg_stat_activity activity ON activity.pid = held.pid
        LEFT JOIN pg_catalog.pg_locks number ON held.pid IS NULL AND number.pid IS NULL AND number.locktype = 'transactionid'
            AND number.virtualtransaction = held.virtualtransaction
        LEFT JOIN pg_catalog.pg_prepared_xacts prepared ON prepared.transaction = number.transactionid
        WHERE held.pid IS NULL OR activity.xact_start <= {scope.LongAgo} OR activity.application_name IN ('pg_dump', 'pg_dumpall')
            OR activity.backend_type = 'walsender' OR activity.backend_type LIKE 'logical replication%'
            OR activity.query LIKE '%to prevent wraparound%' AND activity.backend_type = 'autovacuum worker'
        ORDER BY activity.xact_start NULLS FIRST LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Finding Read(NpgsqlDataReader row)
    {
        var tables = $"{row.GetString(6)}{(row.GetInt64(7) > 1 ? $" and {row.GetInt64(7) - 1} more" : "")}";
        if (row.IsDBNull(0))
        {
            return new($"the prepared transaction {(row.IsDBNull(5) ? "" : $"{Literal.Of(row.GetString(5))} ")}holds {tables}", Warns: true);
        }
        if (row.GetBoolean(9))
        {
            return new($"pid {row.GetInt32(0)} vacuums {tables} to prevent wraparound, and gives way to nobody", Warns: true);
        }
        var since = row.IsDBNull(4) ? "" : $", since {InWords.Lasting(row.GetDouble(4))}";
        var kind = row.IsDBNull(8) || row.GetString(8) == "client backend" ? "" : $" {row.GetString(8)}";
        return new($"{Who(row, 0, 1, 2)}{kind}{(row.IsDBNull(3) ? "" : $", {row.GetString(3)}")}{since} holds {tables}", Warns: true);
    }

    /// <inheritdoc/>
    public override Precondition Judge(IReadOnlyList<Finding> found) => found.Count == 0
        ? Precondition.Ok(Name, "Nobody has held a lock on a table for long.")
        : Precondition.Warning(Name, $"A statement that locks a table would wait: {Joined(found)}.", "Wait until it ends, or have its owner end it; 'turnstone doctor' says how.");
}
