namespace Turnstone.Health;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The project's valid indexes as a common table <c>own</c>, with what two of them are compared by.</summary>
/// <remarks>It takes no lock: expressions are compared as the catalog stores them, without their places in the text that they were written in.</remarks>
static class OwnIndexes
{
    /// <summary><c>own AS (…)</c>, to stand behind a WITH.</summary>
    public static Sql Of(HealthScope scope)
    {
        Sql nulls = scope.Version >= PgVersion.V15 ? (Sql)$"index.indnullsnotdistinct" : (Sql)$"false";
        return $"""
            own AS MATERIALIZED (
                SELECT index.indexrelid, index.indrelid, named.relkind, method.amname AS method, namespace.nspname::text AS schema, named.relname::text AS name,
                    pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(named.relname) AS shown,
                    relation.relname::text AS table_name, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname) AS table_shown,
                    index.indisunique, index.indisprimary, index.indimmediate, index.indisexclusion, index.indisreplident, index.indisclustered, {nulls} AS nulls,
                    named.relispartition AS attached, made.conname::text AS constraint_name,
                    index.indexrelid IN (SELECT conindid FROM pg_catalog.pg_constraint WHERE contype = 'f') AS referenced,
                    {Tree($"named.relpages")} AS pages, {Tree($"pg_catalog.pg_stat_get_numscans(named.oid)")} AS scans,
                    index.indnkeyatts::int AS keys, ARRAY(SELECT pg_catalog.unnest(index.indkey)) AS columns,
                    ARRAY(SELECT pg_catalog.concat_ws(' ', one.key, index.indclass[one.place - 1], index.indcollation[one.place - 1], index.indoption[one.place - 1])
                        FROM pg_catalog.unnest(index.indkey) WITH ORDINALITY one (key, place) WHERE one.place <= index.indnkeyatts ORDER BY one.place) AS key,
                    {Stored($"index.indexprs")} AS expressions, {Stored($"index.indpred")} AS predicate, coalesce(pg_catalog.array_to_string(named.reloptions, ' '), '') AS options
                FROM pg_catalog.pg_index index
                JOIN pg_catalog.pg_class named ON named.oid = index.indexrelid
                JOIN pg_catalog.pg_am method ON method.oid = named.relam
                JOIN pg_catalog.pg_class relation ON relation.oid = index.indrelid
                JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
                LEFT JOIN pg_catalog.pg_constraint made ON made.conindid = index.indexrelid AND made.conrelid = index.indrelid AND made.contype IN ('p', 'u', 'x')
                WHERE index.indisvalid AND index.indisready AND index.indislive AND relation.relkind IN ('r', 'p', 'm') AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            )
            """;
    }

    /// <summary>The statement that drops one; a constraint's goes with it, and a partitioned one cannot be dropped concurrently.</summary>
    public static string Drop(QualifiedName index, bool partitioned) => $"DROP INDEX {(partitioned ? "" : "CONCURRENTLY ")}{index};";

    // A partitioned index has no pages and no scans but those of its parts.
    static Sql Tree(Sql summed) => $"""
        CASE WHEN named.relkind = 'I' THEN (WITH RECURSIVE part AS (SELECT named.oid UNION ALL SELECT inhrelid FROM pg_catalog.pg_inherits JOIN part ON inhparent = part.oid)
            SELECT coalesce(pg_catalog.sum({summed}), 0) FROM part JOIN pg_catalog.pg_class named ON named.oid = part.oid) ELSE {summed} END::bigint
        """;

    static Sql Stored(Sql tree) => $"pg_catalog.regexp_replace({tree}::text, ':location -?[0-9]+', '', 'g')";
}
