namespace Turnstone.Health;

using System.Globalization;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Tables that a vacuum to prevent wraparound will soon come over, or should have: it does not give way to an <c>ALTER TABLE</c>.</summary>
sealed record WraparoundNear : HealthCheck
{
    // Beyond it the server begins to warn, and in the end takes no more writes.
    const long Dangerous = 1_500_000_000;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT namespace.nspname::text, relation.relname::text, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
            pg_catalog.age(relation.relfrozenxid)::bigint, bound.age
        FROM pg_catalog.pg_class relation
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        CROSS JOIN LATERAL (SELECT least(pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint,
            (SELECT option_value::bigint FROM pg_catalog.pg_options_to_table(relation.reloptions) WHERE option_name = 'autovacuum_freeze_max_age')) AS age) bound
        WHERE relation.relkind IN ('r', 'm') AND relation.relfrozenxid <> '0' AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            AND pg_catalog.age(relation.relfrozenxid) >= bound.age / 10 * 9
        ORDER BY 4 DESC LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (age, bound) = (row.GetInt64(3), row.GetInt64(4));
        return new("wraparound-near", row.GetString(2), age >= Dangerous ? Severity.Error : age >= bound ? Severity.Warning : Severity.Info,
            string.Create(CultureInfo.InvariantCulture, $"Its oldest row is {age:#,0} transactions old, and from {bound:#,0} on it is vacuumed to prevent wraparound: no ALTER TABLE gets past that."),
            $"VACUUM (FREEZE) {new QualifiedName(row.GetString(0), row.GetString(1))};");
    }
}
