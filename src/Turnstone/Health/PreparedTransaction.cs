namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Transactions that were prepared and never ended: they keep their locks without a session, and through a restart.</summary>
sealed record PreparedTransaction : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT gid, owner::text, extract(epoch FROM pg_catalog.clock_timestamp() - prepared)::float8
        FROM pg_catalog.pg_prepared_xacts
        WHERE database = pg_catalog.current_database() AND prepared <= {scope.LongAgo}
        ORDER BY prepared LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var gid = Literal.Of(row.GetString(0));
        return new("prepared-transaction", row.GetString(0), Severity.Warning,
            $"Prepared by {row.GetString(1)} {InWords.Lasting(row.GetDouble(2))} ago and not ended: it keeps its locks, and vacuum from removing rows.",
            $"COMMIT PREPARED {gid}; or ROLLBACK PREPARED {gid};");
    }
}
