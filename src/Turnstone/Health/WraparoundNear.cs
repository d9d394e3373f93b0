namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Tables that a vacuum to prevent wraparound will soon come over, or should have: it does not give way to an <c>ALTER TABLE</c>.</summary>
sealed record WraparoundNear : HealthCheck
{
    // Beyond it the server begins to warn, and in the end takes no more writes.
    internal const long Dangerous = 1_500_000_000;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT namespace.nspname::text, relation.relname::text, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
            near.of, near.age, near.bound
        FROM pg_catalog.pg_class relation
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        CROSS JOIN LATERAL (
            SELECT 'transactions' AS of, pg_catalog.age(relation.relfrozenxid)::bigint AS age, {Bound(Literal.Of("autovacuum_freeze_max_age"))} AS bound
            UNION ALL
            SELECT 'multixacts', pg_catalog.mxid_age(relation.relminmxid)::bigint, {Bound(Literal.Of("autovacuum_multixact_freeze_max_age"))}
        ) near
        WHERE relation.relkind IN ('r', 'm') AND relation.relfrozenxid <> '0' AND relation.relminmxid <> '0' AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            AND near.age >= near.bound / 10 * 9
        ORDER BY near.age::float8 / near.bound DESC LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (age, bound) = (row.GetInt64(4), row.GetInt64(5));
        return new("wraparound-near", row.GetString(2), age >= Dangerous ? Severity.Error : age >= bound ? Severity.Warning : Severity.Info,
            $"Its oldest row is {InWords.Count(age)} {row.GetString(3)} old, and from {InWords.Count(bound)} on it is vacuumed to prevent wraparound: no ALTER TABLE gets past that.",
            $"VACUUM (FREEZE) {new QualifiedName(row.GetString(0), row.GetString(1))};");
    }

    // The table's own setting can only lower the server's.
    static Sql Bound(Literal setting) => $"""
        least(pg_catalog.current_setting({setting})::bigint,
            (SELECT option_value::bigint FROM pg_catalog.pg_options_to_table(relation.reloptions) WHERE option_name = {setting}))
        """;
}
