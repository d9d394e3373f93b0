namespace Turnstone.Plans.Recoveries;

using Turnstone.Text;

/// <summary>Finds the invalid ones among indexes: what they are, what clears them, who is still at work on them.</summary>
static class InvalidIndexes
{
    /// <summary>Who builds an index holds the lock on its table from the first to the last of its transactions, and nobody else can; whoever holds it
    /// and is seen to build something, builds this one. What exactly it builds, another role may not see.</summary>
    public static Sql Builder { get; } = $"""
        SELECT builder.pid FROM pg_catalog.pg_stat_progress_create_index builder JOIN pg_catalog.pg_locks held ON held.pid = builder.pid
        WHERE {HoldsTheLock} AND held.relation = index.indrelid
        """;

    /// <summary>Who drops an index holds the lock on it from the first to the last of its transactions.</summary>
    public static Sql Dropper { get; } = $"SELECT held.pid FROM pg_catalog.pg_locks held WHERE {HoldsTheLock} AND held.relation = index.indexrelid";

    static Sql HoldsTheLock => $"""
        held.locktype = 'relation' AND held.granted AND held.mode = 'ShareUpdateExclusiveLock' AND held.pid <> pg_catalog.pg_backend_pid()
            AND held.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        """;

    /// <remarks>Those of TOAST tables only a superuser reaches; whoever else rebuilt them cannot clear them, and goes on without.</remarks>
    /// <param name="which">A condition on <c>index</c>, a row of <c>pg_index</c>, and <c>class</c>, its row of <c>pg_class</c>.</param>
    /// <param name="worker"><see cref="Builder"/> or <see cref="Dropper"/>.</param>
    public static Sql Question(Sql which, Sql worker) => $"""
        SELECT pg_catalog.format('the invalid index %I.%I', schema.nspname, class.relname),
            pg_catalog.format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', schema.nspname, class.relname),
            ({worker} LIMIT 1)
        FROM pg_catalog.pg_index index JOIN pg_catalog.pg_class class ON class.oid = index.indexrelid
        JOIN pg_catalog.pg_namespace schema ON schema.oid = class.relnamespace
        WHERE NOT index.indisvalid AND class.relkind = 'i' AND pg_catalog.has_schema_privilege(schema.oid, 'USAGE') AND {which}
        ORDER BY 1
        """;
}
