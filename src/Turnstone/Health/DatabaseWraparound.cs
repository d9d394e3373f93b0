namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Databases whose oldest transaction or multixact is twice as old as autovacuum lets it become: something keeps it from freezing them.</summary>
/// <remarks>One such database stops the whole server's writes: PostgreSQL manual 25.1.5, preventing transaction ID wraparound failures.</remarks>
sealed record DatabaseWraparound : HealthCheck
{
    /// <inheritdoc/>
    public override bool IsClusterWide => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT place.datname::text, near.of, near.age, near.bound, place.datname = pg_catalog.current_database()
        FROM pg_catalog.pg_database place
        CROSS JOIN LATERAL (
            SELECT 'transaction' AS of, pg_catalog.age(place.datfrozenxid)::bigint AS age, pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint AS bound
            UNION ALL
            SELECT 'multixact', pg_catalog.mxid_age(place.datminmxid)::bigint, pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint
        ) near
        WHERE place.datconnlimit <> -2 AND near.age >= least(near.bound * 2, {WraparoundNear.Dangerous})
        ORDER BY near.age::float8 / near.bound DESC, 1 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (name, of, age, bound) = (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3));
        return new("wraparound-near", $"database {new Identifier(name)}", age >= WraparoundNear.Dangerous ? Severity.Error : Severity.Warning,
            $"Its oldest {of} is {InWords.Count(age)} old, and autovacuum freezes from {InWords.Count(bound)} on: something keeps it from that, an old transaction, a prepared one or a replication slot; past 2,147,483,647 the server takes no more writes.",
            row.GetBoolean(4) ? "VACUUM (FREEZE);" : $"VACUUM (FREEZE); in database {new Identifier(name)}");
    }
}
