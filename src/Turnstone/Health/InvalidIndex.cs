namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Indexes that a cut-off build, reindexing or dropping left: no query reads them, and most cost every write all the same.</summary>
/// <remarks>One that is being built, reindexed or dropped at this moment is none. Whoever may not see what others run sees their locks: a
/// concurrent build holds one on its table, reindexing and dropping hold one on the index too.</remarks>
sealed record InvalidIndex : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH invalid AS MATERIALIZED (
            SELECT indexrelid, indrelid, indisready, indislive, indisunique, indisexclusion FROM pg_catalog.pg_index WHERE NOT indisvalid OR NOT indislive
        )
        SELECT own.nspname::text, index.relname::text, pg_catalog.quote_ident(own.nspname) || '.' || pg_catalog.quote_ident(index.relname),
            pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
            CASE WHEN index.relkind = 'I' THEN 'partitioned'
                WHEN NOT indislive THEN 'dropped'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_index other JOIN pg_catalog.pg_class named ON named.oid = other.indexrelid
                    WHERE other.indrelid = invalid.indrelid AND other.indexrelid <> invalid.indexrelid AND index.relname ~ '_cc(new|old)[0-9]*$'
                        AND pg_catalog.starts_with(named.relname::text, pg_catalog.regexp_replace(index.relname::text, '_cc(new|old)[0-9]*$', '')))
                    THEN CASE WHEN index.relname ~ '_ccold[0-9]*$' THEN 'old' ELSE 'new' END
                WHEN indisexclusion THEN 'exclusion'
                ELSE 'half' END,
            indisready, indisunique
        FROM invalid
        JOIN pg_catalog.pg_class index ON index.oid = invalid.indexrelid
        JOIN pg_catalog.pg_namespace own ON own.oid = index.relnamespace
        JOIN pg_catalog.pg_class relation ON relation.oid = coalesce((SELECT main.oid FROM pg_catalog.pg_class main WHERE main.reltoastrelid = invalid.indrelid), invalid.indrelid)
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE {scope.OwnSchema} AND {HealthScope.OwnRelation}
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index build WHERE build.datid = {HealthScope.OwnDatabase} AND
                (build.index_relid = invalid.indexrelid
                OR build.relid = invalid.indrelid AND (build.index_relid = 0 OR build.command LIKE 'REINDEX%')
                OR build.relid IS NULL AND EXISTS (SELECT FROM pg_catalog.pg_locks held WHERE held.pid = build.pid AND held.locktype = 'relation'
                    AND held.relation = invalid.indrelid AND held.mode = 'ShareUpdateExclusiveLock' AND held.granted)))
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks held WHERE held.locktype = 'relation' AND held.database = {HealthScope.OwnDatabase}
                AND held.relation = invalid.indexrelid AND held.mode = 'ShareUpdateExclusiveLock' AND held.granted)
        ORDER BY index.relname !~ '_cc(new|old)[0-9]*$', 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var index = new QualifiedName(row.GetString(0), row.GetString(1));
        var (about, table, left) = (row.GetString(2), row.GetString(3), row.GetString(4));
        var costs = (row.GetBoolean(5), row.GetBoolean(6)) switch
        {
            (false, _) => "no query reads it and no write maintains it",
            (true, false) => "no query reads it, and every write maintains it",
            (true, true) => "no query reads it, every write maintains it, and it refuses duplicates already",
        };
        Problem Told(string message, string? fix = null) => new("invalid-index", about, Severity.Warning, message, fix);
        Problem Repaired(string message, Repair repair) => Problem.Repairable("invalid-index", about, Severity.Warning, message, repair);
        var drop = new Repair("DROP INDEX", $"DROP INDEX CONCURRENTLY {index}", Transaction: false);
        return left switch
        {
            "partitioned" => Told($"An index of the partitioned table {table} that not every partition has its part of: it counts only once each is attached.",
                "ALTER INDEX … ATTACH PARTITION …; for each partition that lacks it"),
            "dropped" => Repaired($"A DROP INDEX CONCURRENTLY on {table} was cut off: {costs}.", drop),
            "new" => Repaired($"A REINDEX CONCURRENTLY on {table} was cut off and left its new copy: {costs}. The index itself is as it was.", drop),
            "old" => Repaired($"A REINDEX CONCURRENTLY on {table} was cut off at its very end and left the old copy: {costs}. The index itself is new.", drop),
            "exclusion" => Told($"The index of an exclusion constraint of {table} is half-made: {costs}. It cannot be built anew concurrently.", $"REINDEX INDEX {index};"),
            _ => Repaired($"Its build on {table} was cut off or failed: {costs}.", new("REINDEX", $"REINDEX INDEX CONCURRENTLY {index}", Transaction: false)),
        };
    }
}
