namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Partitions whose <c>DETACH … CONCURRENTLY</c> was cut off: their rows are gone from the table already, and no other partition can leave.</summary>
sealed record PendingDetach : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT namespace.nspname::text, relation.relname::text, own.nspname::text, partition.relname::text,
            pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
            pg_catalog.quote_ident(own.nspname) || '.' || pg_catalog.quote_ident(partition.relname)
        FROM pg_catalog.pg_inherits link
        JOIN pg_catalog.pg_class partition ON partition.oid = link.inhrelid
        JOIN pg_catalog.pg_namespace own ON own.oid = partition.relnamespace
        JOIN pg_catalog.pg_class relation ON relation.oid = link.inhparent
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE link.inhdetachpending AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
                AND state = 'active' AND query ~* 'detach[[:space:]]+partition')
        ORDER BY 1, 2, 3, 4 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (parent, partition) = (new QualifiedName(row.GetString(0), row.GetString(1)), new QualifiedName(row.GetString(2), row.GetString(3)));
        return Problem.Repairable("pending-detach", row.GetString(5), Severity.Error,
            $"Its DETACH CONCURRENTLY from {row.GetString(4)} was cut off: its rows cannot be seen there, new ones of its range are refused, and no other partition can be detached.",
            new("ALTER TABLE", $"ALTER TABLE {parent} DETACH PARTITION {partition} FINALIZE", Transaction: true) { MayBlock = true });
    }
}
