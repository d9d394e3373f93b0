namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Collations that sort otherwise than when they were made, by the operating system's or ICU's version: an index in the old order does not find all its rows.</summary>
/// <remarks>
/// <c>pg_collation.collversion</c>, and from PostgreSQL 15 on <c>pg_database.datcollversion</c>; 14 keeps no version of a database's own collation, so that nothing can be
/// said about it there. Looked at is what columns and indexes of the project sort by. https://www.postgresql.org/docs/current/sql-altercollation.html
/// </remarks>
sealed record CollationVersion : HealthCheck
{
    // More of them are rebuilt together.
    const int Named = 3;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope)
    {
        Sql database = scope.Version >= PgVersion.V15 ? $"""
            UNION ALL
            SELECT 100::oid, NULL, place.datname::text, pg_catalog.quote_ident(place.datname), place.datcollversion, pg_catalog.pg_database_collation_actual_version(place.oid)
            FROM pg_catalog.pg_database place WHERE place.datname = pg_catalog.current_database()
            """ : (Sql)$"";
        return $"""
            WITH sorted AS MATERIALIZED (
                SELECT DISTINCT attribute.attcollation AS oid, relation.oid AS relid, relation.relkind, relation.relpages, relation.relname::text AS name, namespace.nspname::text AS schema
                FROM pg_catalog.pg_attribute attribute
                JOIN pg_catalog.pg_class relation ON relation.oid = attribute.attrelid AND relation.relkind IN ('r', 'p', 'm', 'i')
                JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
                WHERE attribute.attcollation <> 0 AND NOT attribute.attisdropped AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            ), used AS MATERIALIZED (SELECT DISTINCT oid FROM sorted), versions AS MATERIALIZED (
                SELECT made.oid, place.nspname::text AS schema, made.collname::text AS name,
                    pg_catalog.quote_ident(place.nspname) || '.' || pg_catalog.quote_ident(made.collname) AS shown, made.collversion AS recorded, pg_catalog.pg_collation_actual_version(made.oid) AS actual
                FROM used JOIN pg_catalog.pg_collation made ON made.oid = used.oid AND made.collversion IS NOT NULL JOIN pg_catalog.pg_namespace place ON place.oid = made.collnamespace
                {database}
            )
            SELECT versions.schema, versions.name, versions.shown, versions.recorded, versions.actual, pg_catalog.current_database()::text,
                hit.number, {HealthScope.BytesOf($"hit.pages")}, CASE WHEN hit.number <= {Named} THEN hit.rebuilt END
            FROM versions
            CROSS JOIN LATERAL (SELECT pg_catalog.count(*) AS number, coalesce(pg_catalog.sum(sorted.relpages), 0) AS pages,
                    pg_catalog.string_agg('REINDEX INDEX CONCURRENTLY ' || {HealthScope.Quoted($"sorted.schema")} || '.' || {HealthScope.Quoted($"sorted.name")} || '; ', '' ORDER BY sorted.schema, sorted.name) AS rebuilt
                FROM sorted WHERE sorted.oid = versions.oid AND sorted.relkind = 'i') hit
            WHERE versions.recorded <> versions.actual
            ORDER BY versions.schema NULLS FIRST, 2 LIMIT {HealthScope.Most}
            """;
    }

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (number, database) = (row.GetInt64(6), new Identifier(row.GetString(5)));
        var refresh = row.IsDBNull(0) ? $"ALTER DATABASE {database} REFRESH COLLATION VERSION;" : $"ALTER COLLATION {new QualifiedName(row.GetString(0), row.GetString(1))} REFRESH VERSION;";
        var rebuild = number == 0 ? "" : row.IsDBNull(8) ? $"REINDEX DATABASE CONCURRENTLY {database}; " : row.GetString(8);
        var what = row.IsDBNull(0) ? "The database was made with version" : "It was made with version";
        return new("collation-version", row.IsDBNull(0) ? $"database {row.GetString(2)}" : row.GetString(2), number > 0 ? Severity.Error : Severity.Warning,
            $"{what} {row.GetString(3)} of its collation, and the system sorts by {row.GetString(4)}: " + (number > 0
                ? $"{InWords.Count(number)} {(number == 1 ? "index" : "indexes")} in that order ({InWords.Size(row.GetInt64(7))}) may miss rows and let duplicates in."
                : "no index of the project is in that order, only the version is to be taken on."),
            rebuild + refresh);
    }
}
