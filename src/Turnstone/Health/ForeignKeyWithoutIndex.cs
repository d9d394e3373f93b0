namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Foreign keys whose own columns no index begins with: whoever deletes or renumbers a row that they refer to reads their whole table.</summary>
/// <remarks>PostgreSQL manual 5.5.5 advises such an index and makes none. From 10 MB on it is a warning: a smaller table is read in no time. One index may hold more
/// columns behind them, leave out rows without a value, and be of the kinds b-tree and hash.</remarks>
sealed record ForeignKeyWithoutIndex : HealthCheck
{
    const long Large = 10L << 20;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope)
    {
        Sql enforced = scope.Version >= PgVersion.V18 ? (Sql)$"AND refers.conenforced" : (Sql)$"";
        return $"""
            SELECT namespace.nspname::text, relation.relname::text, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname), refers.conname::text,
                pg_catalog.quote_ident(there.nspname) || '.' || pg_catalog.quote_ident(other.relname),
                (SELECT pg_catalog.string_agg({HealthScope.Quoted($"attribute.attname")}, ', ' ORDER BY one.place) FROM pg_catalog.unnest(refers.conkey) WITH ORDINALITY one (number, place)
                    JOIN pg_catalog.pg_attribute attribute ON attribute.attrelid = refers.conrelid AND attribute.attnum = one.number),
                relation.relkind = 'p', {HealthScope.BytesOf($"read.pages")}
            FROM pg_catalog.pg_constraint refers
            JOIN pg_catalog.pg_class relation ON relation.oid = refers.conrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_class other ON other.oid = refers.confrelid
            JOIN pg_catalog.pg_namespace there ON there.oid = other.relnamespace
            CROSS JOIN LATERAL (
                WITH RECURSIVE part AS (
                    SELECT relation.oid, relation.relkind, relation.relpages, refers.oid AS key, refers.conkey
                    UNION ALL
                    SELECT child.oid, child.relkind, child.relpages, own.oid, own.conkey FROM part
                    JOIN pg_catalog.pg_constraint own ON own.conparentid = part.key
                    JOIN pg_catalog.pg_inherits link ON link.inhrelid = own.conrelid AND link.inhparent = part.oid
                    JOIN pg_catalog.pg_class child ON child.oid = own.conrelid
                )
                SELECT coalesce(pg_catalog.sum(part.relpages), 0) AS pages, coalesce(pg_catalog.bool_and({IsIndexed}), true) AS indexed FROM part WHERE part.relkind = 'r'
            ) read
            WHERE refers.contype = 'f' AND refers.conparentid = 0 {enforced} AND NOT read.indexed AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            ORDER BY read.pages DESC, 1, 2, 4 LIMIT {HealthScope.Most}
            """;
    }

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (partitioned, bytes) = (row.GetBoolean(6), row.GetInt64(7));
        return new("foreign-key-without-index", row.GetString(2), bytes >= Large ? Severity.Warning : Severity.Info,
            $"No index finds its rows by {new Identifier(row.GetString(3))}: each DELETE from {row.GetString(4)}, and each change of a key there, reads all of its {InWords.Size(bytes)}."
            + (partitioned ? " It is partitioned: to hold no writer up, make the index of each partition CONCURRENTLY first." : ""),
            $"CREATE INDEX {(partitioned ? "" : "CONCURRENTLY ")}ON {new QualifiedName(row.GetString(0), row.GetString(1))} ({row.GetString(5)});");
    }

    // What the server asks for compares every column with a value, so that an index without NULLs will do: src/backend/utils/adt/ri_triggers.c
    static Sql IsIndexed => $"""
        EXISTS (SELECT FROM pg_catalog.pg_index index JOIN pg_catalog.pg_class named ON named.oid = index.indexrelid JOIN pg_catalog.pg_am method ON method.oid = named.relam
            WHERE index.indrelid = part.oid AND index.indisvalid AND index.indisready AND index.indislive AND method.amname IN ('btree', 'hash')
                AND index.indnkeyatts >= pg_catalog.cardinality(part.conkey)
                AND (ARRAY(SELECT pg_catalog.unnest(index.indkey)))[1:pg_catalog.cardinality(part.conkey)] @> part.conkey
                AND (index.indpred IS NULL OR index.indpred::text ~ '^.NULLTEST .*:nulltesttype 1 '))
        """;
}
