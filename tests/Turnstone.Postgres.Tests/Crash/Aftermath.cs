namespace Turnstone.Postgres.Tests.Crash;

using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Text;

/// <summary>All that can be seen in a database, and in its server, after a run, apart from what differs between any two.</summary>
static class Aftermath
{
    const string Cluster = """
        SELECT 'database ' || datname FROM pg_database WHERE datname LIKE current_database() || '\_%'
        UNION ALL SELECT 'tablespace ' || spcname FROM pg_tablespace WHERE spcname LIKE current_database() || '\_%'
        UNION ALL SELECT 'role ' || rolname || ' ' || coalesce(array_to_string(rolconfig, ' '), '') FROM pg_roles WHERE rolname LIKE current_database() || '\_%'
        UNION ALL SELECT 'setting ' || name || ' = ' || coalesce(setting, '') FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'
        UNION ALL SELECT 'of the database: ' || array_to_string(setconfig, ' ') FROM pg_db_role_setting JOIN pg_database ON oid = setdatabase
            WHERE datname = current_database() AND setrole = 0
        UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()
        UNION ALL SELECT 'subscription ' || subname || ' ' || array_to_string(subpublications, ' ') FROM pg_subscription
            WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        ORDER BY 1
        """;

    // Named as PostgreSQL names what a REINDEX leaves: a sound index may be called so as well, and must not be. A hook in front of a migration
    // that had not begun runs again with it.
    const string Broken = """
        SELECT 'invalid index ' || indexrelid::regclass FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)
            AND NOT EXISTS (SELECT FROM pg_class WHERE pg_class.oid = indexrelid AND relkind = 'I')
        UNION ALL SELECT 'left over ' || relname FROM pg_class WHERE relname ~ '_cc(new|old)[0-9]*$'
        UNION ALL SELECT 'detach pending ' || inhrelid::regclass FROM pg_inherits WHERE inhdetachpending
        UNION ALL SELECT 'twice in the ledger: ' || concat_ws(' ', type, version, description, 'step', step) FROM turnstone.entry
            WHERE kind IN ('step_done', 'step_marked_done') AND type IS DISTINCT FROM 'hook' AND NOT payload::jsonb ? 'hook' GROUP BY type, version, description, step HAVING count(*) > 1
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase database)
    {
        var seen = string.Join('\n', [
            await Psql.DumpAsync(database.Uri), .. (await database.QueryAsync(await RowsAsync(database))).Select(row => row[0]),
            .. (await database.QueryAsync(Cluster)).Select(row => row[0]),
        ]);
        return seen.Replace(database.Name, "cell", StringComparison.Ordinal).Split('\n');
    }

    // A sequence is never rolled back, and skips some values when its server crashed: the numbers it gave, those that point at them, and what a
    // row makes of its own (the-title-7) are others then. In a materialized view nothing but its name says that a column points at one. Times are
    // others anyway.
    static async Task<string> RowsAsync(TestDatabase database)
    {
        var tables = await database.QueryAsync("""
            SELECT format('%I.%I', nspname, relname), format('ARRAY[%s]::text[]', string_agg(quote_literal(attname), ', ') FILTER (WHERE
                atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype) OR pg_get_serial_sequence(format('%I.%I', nspname, relname), attname) IS NOT NULL
                OR relkind = 'm' AND attname LIKE '%\_id'
                OR EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid AND contype = 'f' AND attnum = ANY (conkey)))),
                coalesce(min(format('t.%I', attname)) FILTER (WHERE pg_get_serial_sequence(format('%I.%I', nspname, relname), attname) IS NOT NULL), 'NULL')
            FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
            WHERE relkind IN ('r', 'p', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema', 'turnstone') GROUP BY 1, nspname, relname ORDER BY 1
            """);
        return string.Join(" UNION ALL ", tables.Select(row => $"""
            SELECT {Literal.Of(row[0]!)} || ': ' || count(*) || ' rows ' || coalesce(md5(string_agg(line, E'\n' ORDER BY line)), '') FROM (
                SELECT replace((to_jsonb(t) - {row[1]})::text, coalesce('-' || {row[2]} || '"', ''), '-"') AS line FROM {row[0]} t) AS lines
            """)) + " ORDER BY 1";
    }

    /// <summary>What no run may leave, whatever happened to it.</summary>
    public static async Task<IReadOnlyList<string?>> BrokenAsync(TestDatabase database) => [.. (await database.QueryAsync(Broken)).Select(row => row[0])];

    /// <summary>Takes away what would keep the database from being dropped, or would be seen in the next one.</summary>
    public static async Task ClearAsync(TestDatabase database)
    {
        foreach (var statement in (await database.QueryAsync("""
            SELECT statement FROM (
                SELECT 1, format('ALTER SUBSCRIPTION %I DISABLE', subname) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                UNION ALL SELECT 2, format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', subname) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                UNION ALL SELECT 3, format('DROP SUBSCRIPTION %I', subname) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                UNION ALL SELECT 4, format('ROLLBACK PREPARED %L', gid) FROM pg_prepared_xacts WHERE database = current_database()
                UNION ALL SELECT 5, format('DROP DATABASE IF EXISTS %I WITH (FORCE)', datname) FROM pg_database WHERE datname LIKE current_database() || '\_%'
                UNION ALL SELECT 6, format('DROP TABLESPACE %I', spcname) FROM pg_tablespace WHERE spcname LIKE current_database() || '\_%'
                UNION ALL SELECT 7, 'ALTER SYSTEM RESET ALL'
                UNION ALL SELECT 8, format('DROP OWNED BY %I', rolname) FROM pg_roles WHERE rolname LIKE current_database() || '\_%'
                UNION ALL SELECT 9, format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname LIKE current_database() || '\_%'
            ) AS clearing (place, statement) ORDER BY place
            """)).Select(row => row[0]!))
        {
            await database.ExecuteAsync(statement);
        }
    }
}
