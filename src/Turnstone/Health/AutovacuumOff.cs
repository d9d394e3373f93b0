namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Tables, or a whole server, that nothing vacuums: their dead rows stay, and one day a vacuum to prevent wraparound comes over all of them.</summary>
sealed record AutovacuumOff : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT setting.name, NULL::text, NULL::text FROM pg_catalog.pg_settings setting WHERE setting.name IN ('autovacuum', 'track_counts') AND setting.setting = 'off'
        UNION ALL
        (SELECT pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname), namespace.nspname::text, relation.relname::text
        FROM pg_catalog.pg_class relation
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE relation.reloptions IS NOT NULL AND {scope.OwnSchema} AND {HealthScope.OwnRelation} AND EXISTS (SELECT FROM pg_catalog.pg_options_to_table(relation.reloptions)
            WHERE option_name = 'autovacuum_enabled' AND pg_catalog.lower(option_value) IN ('off', 'false', 'no', '0', 'f', 'n'))
        ORDER BY 1)
        LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => row.IsDBNull(1)
        ? new("autovacuum-off", row.GetString(0), Severity.Warning, $"{row.GetString(0)} is off for the whole server: nothing removes dead rows or keeps statistics.",
            $"ALTER SYSTEM SET {row.GetString(0)} = on; SELECT pg_reload_conf();")
        : new("autovacuum-off", row.GetString(0), Severity.Warning, "Autovacuum is off for this table: its dead rows stay, and its statistics grow old.",
            $"ALTER TABLE {new QualifiedName(row.GetString(1), row.GetString(2))} RESET (autovacuum_enabled);");
}
