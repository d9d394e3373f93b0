namespace Turnstone.Health;

using System.Globalization;
using Npgsql;
using Turnstone.Text;

/// <summary>Who copies this server's changes, and how far behind they are.</summary>
sealed record Replicas : PreflightCheck
{
    const string Name = "replicas";

    // Behind that, readers of a replica see a schema that the application no longer has.
    const double LongBehind = 10;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT application_name, pg_catalog.host(client_addr), state, extract(epoch FROM replay_lag)::float8,
            CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), replay_lsn)::bigint END
        FROM pg_catalog.pg_stat_replication ORDER BY application_name, pid LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Finding Read(NpgsqlDataReader row)
    {
        var who = $"{(row.IsDBNull(0) || row.GetString(0).Length == 0 ? "a replica" : row.GetString(0))}{(row.IsDBNull(1) ? "" : $" from {row.GetString(1)}")}";
        if (row.IsDBNull(2))
        {
            return new($"{who}, whose state this role may not see", Warns: true);
        }
        var behind = row.IsDBNull(3) ? 0 : row.GetDouble(3);
        var bytes = row.IsDBNull(4) ? 0 : Math.Max(0, row.GetInt64(4));
        return new(string.Create(CultureInfo.InvariantCulture, $"{who} is {row.GetString(2)}, {behind:0.#} s and {bytes:#,0} bytes behind"),
            behind > LongBehind || row.GetString(2) != "streaming");
    }

    /// <inheritdoc/>
    public override Precondition Judge(IReadOnlyList<Finding> found) => found switch
    {
        { Count: 0 } => Precondition.Ok(Name, "None is connected."),
        _ when found.Any(one => one.Warns) => Precondition.Warning(Name, $"{Joined(found)}.", "Wait until they have caught up; GRANT pg_read_all_stats shows what is hidden."),
        _ => Precondition.Ok(Name, $"{Joined(found)}."),
    };
}
