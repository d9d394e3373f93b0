namespace Turnstone.Sessions;

using Turnstone.Text;

/// <summary>Finds out whether anything was ever made in a database, but by PostgreSQL itself and by extensions.</summary>
static class UserObjects
{
    /// <summary>The names of a few of them; none in an empty database.</summary>
    public static Task<List<string>> SomeAsync(Session session, CancellationToken stop) => session.QueryAsync(Some, row => row.GetString(0), stop);

    /// <summary>Asks for them.</summary>
    public static Sql Some => $"""
        WITH made AS (
            SELECT 'pg_class'::regclass AS catalog, oid, relnamespace AS namespace, relname::text AS name FROM pg_catalog.pg_class
                WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace, proname::text FROM pg_catalog.pg_proc
            UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace, typname::text FROM pg_catalog.pg_type WHERE typtype IN ('e', 'd')
        )
        SELECT namespace.nspname || '.' || made.name FROM made JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.namespace
        WHERE namespace.nspname NOT LIKE 'pg\_%' AND namespace.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = made.catalog AND objid = made.oid AND deptype = 'e')
        ORDER BY 1 LIMIT 3
        """;
}
