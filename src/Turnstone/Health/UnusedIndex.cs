namespace Turnstone.Health;

using System.Globalization;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Indexes of a megabyte and more that no query has read since the statistics began.</summary>
/// <remarks>Never one that has another purpose: unique, a constraint's, a replica identity, what its table is clustered by, what finds the rows of a foreign key.
/// Statistics begin anew with a crash, a restored copy, a failover, <c>pg_stat_reset()</c>; each server of a replication has its own: PostgreSQL manual 27.2.
/// Where commits keep their time (<c>track_commit_timestamp</c>), an index counts from when it was made.</remarks>
sealed record UnusedIndex : HealthCheck
{
    // Smaller ones are often passed over because their table is small, and cost little.
    const int FewestBytes = 1 << 20;

    /// <inheritdoc/>
    public override bool IsAdvice => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH {Unread(scope)}
        SELECT schema, name, shown, table_shown, relkind = 'I', {HealthScope.BytesOf($"pages")}, since AT TIME ZONE 'UTC', extract(epoch FROM pg_catalog.clock_timestamp() - since)::float8, copied
        FROM unread WHERE {IsLong(scope)}
        ORDER BY pages DESC, 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => new("unused-index", row.GetString(2), Severity.Info,
        string.Create(CultureInfo.InvariantCulture, $"No query has read it since {row.GetDateTime(6):yyyy-MM-dd HH:mm} UTC, {InWords.Lasting(row.GetDouble(7))} ago; further back nothing is known. ")
        + $"It takes {InWords.Size(row.GetInt64(5))}, and every write of {row.GetString(3)} maintains it.{(row.GetBoolean(8) ? " Replicas count for themselves: ask pg_stat_user_indexes there, too." : "")}",
        OwnIndexes.Drop(new(row.GetString(0), row.GetString(1)), row.GetBoolean(4)));

    /// <inheritdoc/>
    public override HealthGap? Gap(HealthScope scope) => new($"""
        WITH {Unread(scope)}
        SELECT pg_catalog.count(*), min(shown), extract(epoch FROM pg_catalog.clock_timestamp() - min(since))::float8, {(long)scope.Unused.TotalSeconds}::float8, pg_catalog.current_setting('track_counts') = 'on'
        FROM unread WHERE NOT coalesce({IsLong(scope)}, false) HAVING pg_catalog.count(*) > 0
        """, ReadGap);

    static Diagnostic ReadGap(NpgsqlDataReader row, Identifier user)
    {
        var which = row.GetInt64(0) == 1 ? $"Whether {row.GetString(1)} is used is" : $"Whether {InWords.Count(row.GetInt64(0))} indexes are used, {row.GetString(1)} among them, is";
        var why = !row.GetBoolean(4) ? "track_counts is off"
            : row.IsDBNull(2) ? "the server does not say since when it counts" : $"the statistics go back {InWords.Lasting(row.GetDouble(2))} only";
        return Diagnostic.Warning("unused-not-known", $"{which} not known: no query has read any, but {why}.", help: $"Ask again once they go back {InWords.Lasting(row.GetDouble(3))} (--unused-days).");
    }

    static Sql IsLong(HealthScope scope) =>
        $"(pg_catalog.current_setting('track_counts') = 'on' AND since <= pg_catalog.clock_timestamp() - {(long)scope.Unused.TotalSeconds} * interval '1 second')";

    // A crash resets the server's own statistics together with every database's; whoever resets one of them alone does not mean the others.
    static Sql Unread(HealthScope scope) => $"""
        {OwnIndexes.Of(scope)}, counting AS MATERIALIZED (
            SELECT greatest(place.stats_reset, least((SELECT stats_reset FROM pg_catalog.pg_stat_bgwriter), (SELECT stats_reset FROM pg_catalog.pg_stat_archiver),
                (SELECT stats_reset FROM pg_catalog.pg_stat_wal))) AS since
            FROM pg_catalog.pg_stat_database place WHERE place.datname = pg_catalog.current_database()
        ), unread AS (
            SELECT own.*, greatest(counting.since, CASE WHEN pg_catalog.current_setting('track_commit_timestamp') = 'on' AND NOT pg_catalog.pg_is_in_recovery()
                    THEN (SELECT pg_catalog.pg_xact_commit_timestamp(made.xmin) FROM pg_catalog.pg_index made WHERE made.indexrelid = own.indexrelid) END) AS since,
                EXISTS (SELECT FROM pg_catalog.pg_stat_replication) OR EXISTS (SELECT FROM pg_catalog.pg_replication_slots WHERE slot_type = 'physical')
                    OR pg_catalog.pg_is_in_recovery() AS copied
            FROM own CROSS JOIN counting
            WHERE own.scans = 0 AND {HealthScope.BytesOf($"own.pages")} >= {FewestBytes} AND NOT own.indisunique AND NOT own.indisreplident AND NOT own.indisclustered AND NOT own.attached
                AND own.constraint_name IS NULL
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint refers WHERE refers.conrelid = own.indrelid AND refers.contype = 'f'
                    AND own.columns[1:pg_catalog.cardinality(refers.conkey)] @> refers.conkey)
        )
        """;
}
