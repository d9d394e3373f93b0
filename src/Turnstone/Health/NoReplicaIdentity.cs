namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Tables whose changes are published, and that have nothing by which a subscriber finds a row: their UPDATE and DELETE fail.</summary>
/// <remarks>PostgreSQL manual 29.1.1, replica identity.</remarks>
sealed record NoReplicaIdentity : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope)
    {
        // Publishing whole schemas came with PostgreSQL 15.
        Sql schemas = scope.Version >= PgVersion.V15 ? $"""
            UNION
            SELECT relation.oid, made.pubname FROM published made JOIN pg_catalog.pg_publication_namespace member ON member.pnpubid = made.oid
            JOIN pg_catalog.pg_class relation ON relation.relnamespace = member.pnnspid AND relation.relkind IN ('r', 'p')
            """ : (Sql)$"";
        return $"""
            WITH RECURSIVE published AS (SELECT oid, pubname, puballtables FROM pg_catalog.pg_publication WHERE pubupdate OR pubdelete),
            named AS (
                SELECT member.prrelid AS oid, made.pubname FROM published made JOIN pg_catalog.pg_publication_rel member ON member.prpubid = made.oid
                UNION
                SELECT relation.oid, made.pubname FROM published made JOIN pg_catalog.pg_class relation ON made.puballtables AND relation.relkind = 'r'
                {schemas}
            ), copied AS (
                SELECT oid, pubname FROM named
                UNION
                SELECT link.inhrelid, copied.pubname FROM copied JOIN pg_catalog.pg_inherits link ON link.inhparent = copied.oid
                JOIN pg_catalog.pg_class child ON child.oid = link.inhrelid AND child.relispartition
            )
            SELECT namespace.nspname::text, relation.relname::text, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
                pg_catalog.string_agg(pg_catalog.quote_ident(copied.pubname), ', ' ORDER BY copied.pubname), {IsKeyed}, ({NoPrimaryKey.Unique($"")})
            FROM copied
            JOIN pg_catalog.pg_class relation ON relation.oid = copied.oid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind = 'r' AND relation.relpersistence = 'p' AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
                AND CASE relation.relreplident WHEN 'f' THEN false WHEN 'd' THEN NOT {IsKeyed}
                    WHEN 'i' THEN NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indrelid = relation.oid AND indisreplident AND indisvalid) ELSE true END
            GROUP BY namespace.nspname, relation.oid, relation.relname
            ORDER BY 1, 2 LIMIT {HealthScope.Most}
            """;
    }

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var table = new QualifiedName(row.GetString(0), row.GetString(1));
        var identity = row.GetBoolean(4) ? "DEFAULT" : row.IsDBNull(5) ? "FULL" : $"USING INDEX {new Identifier(row.GetString(5))}";
        return new("no-replica-identity", row.GetString(2), Severity.Error,
            $"{row.GetString(3)} publishes its changes, and it has no {(row.GetBoolean(4) ? "replica identity" : "primary key and no other replica identity")}: UPDATE and DELETE fail.",
            $"ALTER TABLE {table} REPLICA IDENTITY {identity};");
    }

    // A deferrable key is none.
    static Sql IsKeyed => $"EXISTS (SELECT FROM pg_catalog.pg_index WHERE indrelid = relation.oid AND indisprimary AND indimmediate AND indisvalid)";
}
