namespace Turnstone.Catalog.Statistics;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What is asked for a database's figures. The server writes each row as a JSON object, in the order of names.</summary>
static class StatisticsQueries
{
    // Settings that a migration meets. Any other may hold what is nobody's business: a host, a path, an application's secret.
    static readonly ImmutableArray<string> Settings =
    [
        "autovacuum", "autovacuum_max_workers", "check_function_bodies", "checkpoint_timeout", "client_encoding", "data_checksums", "DateStyle", "deadlock_timeout", "default_statistics_target",
        "default_table_access_method", "default_toast_compression", "default_transaction_isolation", "default_transaction_read_only", "event_triggers", "hot_standby_feedback",
        "idle_in_transaction_session_timeout", "IntervalStyle", "lock_timeout", "maintenance_work_mem", "max_connections", "max_locks_per_transaction", "max_parallel_maintenance_workers",
        "max_prepared_transactions", "max_standby_streaming_delay", "max_wal_size", "password_encryption", "row_security", "search_path", "server_encoding", "session_replication_role",
        "shared_buffers", "standard_conforming_strings", "statement_timeout", "synchronous_commit", "temp_file_limit", "TimeZone", "track_counts", "transaction_timeout", "wal_level", "work_mem",
    ];

    /// <summary>The schema of <c>pg_stat_statements</c>, and whether its texts are shown.</summary>
    public static Sql Sight => $"""
        SELECT (SELECT namespace.nspname FROM pg_catalog.pg_extension extension JOIN pg_catalog.pg_namespace namespace ON namespace.oid = extension.extnamespace WHERE extension.extname = 'pg_stat_statements'),
            pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER')
        """;

    /// <summary>Tables of whose columns <c>pg_stats</c> keeps silent.</summary>
    public static Sql Unreadable(CatalogScope scope) => $"""
        SELECT pg_catalog.format('%I.%I', namespace.nspname, relation.relname)
        FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE relation.relkind IN ('r', 'p', 'm', 'f') AND relation.relpersistence <> 't' AND {scope.HasSchema}
            AND (NOT pg_catalog.has_table_privilege(relation.oid, 'SELECT') AND NOT pg_catalog.has_any_column_privilege(relation.oid, 'SELECT') OR pg_catalog.row_security_active(relation.oid))
        ORDER BY namespace.nspname, relation.relname
        """;

    public static Sql Facts => $"""
        SELECT pg_catalog.row_to_json(one)::text FROM (
            SELECT pg_catalog.current_setting('server_version_num')::integer / 10000 AS postgresql, pg_catalog.current_setting('server_version') AS server_version, base.datname AS database,
                {Time($"pg_catalog.clock_timestamp()")} AS read_at, current_user AS read_by, pg_catalog.pg_database_size(base.oid) AS bytes,
                pg_catalog.pg_encoding_to_char(base.encoding) AS encoding, base.datcollate AS collation, base.datctype AS ctype,
                pg_catalog.to_jsonb(base) ->> 'datlocprovider' AS locale_provider, coalesce(pg_catalog.to_jsonb(base) ->> 'datlocale', pg_catalog.to_jsonb(base) ->> 'daticulocale') AS locale,
                pg_catalog.to_jsonb(base) ->> 'daticurules' AS icu_rules, {Time($"pg_catalog.pg_stat_get_db_stat_reset_time(base.oid)")} AS counted_since
            FROM pg_catalog.pg_database base WHERE base.datname = pg_catalog.current_database()) one
        """;

    public static ImmutableArray<(string Name, Sql Query)> Lists(CatalogScope scope) =>
    [
        ("tables", Row(Tables(scope))), ("columns", Row(Columns(scope))), ("indexes", Row(Indexes(scope))), ("settings", Row(OfServer)), ("role_settings", Row(OfRoles)), ("roles", Row(Roles)),
        ("memberships", Row(Memberships(scope.Version))), ("extensions", Row(Extensions)),
    ];

    /// <summary>How much was called since when, and what.</summary>
    public static Sql[] Calls(PlainName schema) =>
    [
        Row($"""
            SELECT coalesce(pg_catalog.sum(counted.calls), 0)::bigint AS calls, {Time($"info.stats_reset")} AS since,
                pg_catalog.round((coalesce(pg_catalog.sum(counted.calls), 0) / greatest(extract(epoch FROM pg_catalog.clock_timestamp() - info.stats_reset)::numeric, 1)), 3) AS calls_per_second
            FROM {schema}.pg_stat_statements_info info
            LEFT JOIN {schema}.pg_stat_statements counted ON counted.dbid = {Here}
            GROUP BY info.stats_reset
            """),
        Row($"""
            SELECT counted.queryid::text AS query_id, pg_catalog.sum(counted.calls)::bigint AS calls, pg_catalog.sum(counted.rows)::bigint AS rows,
                pg_catalog.round(pg_catalog.sum(counted.total_exec_time)::numeric, 3) AS execution_ms, pg_catalog.min(counted.query) AS query
            FROM {schema}.pg_stat_statements counted WHERE counted.dbid = {Here} AND counted.queryid IS NOT NULL
            GROUP BY counted.queryid ORDER BY pg_catalog.sum(counted.calls) DESC, counted.queryid LIMIT 500
            """),
    ];

    static Sql Here => $"(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

    static Sql Row(Sql query) => $"SELECT pg_catalog.row_to_json(one)::text FROM ({query}) one";

    static Sql Time(Sql time) => $"pg_catalog.to_char({time} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

    // Of a table that was never looked at the server says -1.
    static Sql Tables(CatalogScope scope) => $"""
        SELECT namespace.nspname AS schema, relation.relname AS name, CASE relation.relkind WHEN 'm' THEN 'materialized view' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
            CASE WHEN relation.reltuples >= 0 THEN relation.reltuples::bigint END AS rows, pg_catalog.pg_relation_size(relation.oid) AS heap_bytes, pg_catalog.pg_indexes_size(relation.oid) AS index_bytes,
            CASE WHEN relation.reltoastrelid <> 0 THEN pg_catalog.pg_total_relation_size(relation.reltoastrelid) ELSE 0 END AS toast_bytes,
            used.n_dead_tup AS dead_rows, used.n_mod_since_analyze AS changed_since_analyze, {Time($"greatest(used.last_analyze, used.last_autoanalyze)")} AS last_analyze,
            {Time($"greatest(used.last_vacuum, used.last_autovacuum)")} AS last_vacuum, used.seq_scan AS sequential_scans, used.idx_scan AS index_scans,
            used.n_tup_ins AS inserted, used.n_tup_upd AS updated, used.n_tup_del AS deleted
        FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        LEFT JOIN pg_catalog.pg_stat_all_tables used ON used.relid = relation.oid
        WHERE relation.relkind IN ('r', 'p', 'm', 'f') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
        ORDER BY namespace.nspname, relation.relname
        """;

    // Neither the commonest values nor the bounds of the histogram: those are data.
    static Sql Columns(CatalogScope scope) => $"""
        SELECT namespace.nspname AS schema, relation.relname AS table, known.attname AS name, known.null_frac AS null_fraction, known.n_distinct AS distinct_values, known.avg_width AS bytes
        FROM pg_catalog.pg_stats known
        JOIN pg_catalog.pg_namespace namespace ON namespace.nspname = known.schemaname
        JOIN pg_catalog.pg_class relation ON relation.relnamespace = namespace.oid AND relation.relname = known.tablename
        JOIN pg_catalog.pg_attribute part ON part.attrelid = relation.oid AND part.attname = known.attname
        WHERE {scope.HasSchema} AND relation.relkind IN ('r', 'p', 'm', 'f') AND {scope.IsOwnRelation}
            AND known.inherited = (relation.relkind = 'p')
        ORDER BY namespace.nspname, relation.relname, part.attnum
        """;

    static Sql Indexes(CatalogScope scope) => $"""
        SELECT namespace.nspname AS schema, relation.relname AS table, made.relname AS name, pg_catalog.pg_relation_size(made.oid) AS bytes, used.idx_scan AS scans, used.idx_tup_read AS entries_read,
            of_index.indisunique AS unique, of_index.indisvalid AS valid
        FROM pg_catalog.pg_index of_index
        JOIN pg_catalog.pg_class made ON made.oid = of_index.indexrelid
        JOIN pg_catalog.pg_class relation ON relation.oid = of_index.indrelid
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        LEFT JOIN pg_catalog.pg_stat_all_indexes used ON used.indexrelid = made.oid
        WHERE relation.relkind IN ('r', 'p', 'm') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
        ORDER BY namespace.nspname, relation.relname, made.relname
        """;

    // What a session begins with: our own may have been told otherwise.
    static Sql OfServer => $"SELECT name, reset_val AS value, unit, source FROM pg_catalog.pg_settings WHERE name IN ({Known}) ORDER BY pg_catalog.lower(name)";

    static Sql OfRoles => $"""
        SELECT pg_catalog.pg_get_userbyid(nullif(kept.setrole, 0)) AS role, kept.setdatabase <> 0 AS only_here, pg_catalog.split_part(setting, '=', 1) AS name, pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1) AS value
        FROM pg_catalog.pg_db_role_setting kept, pg_catalog.unnest(kept.setconfig) setting
        WHERE kept.setdatabase IN (0, {Here}) AND pg_catalog.lower(pg_catalog.split_part(setting, '=', 1)) IN ({Sql.Join(", ", Settings.Select(name => (Sql)$"{Literal.Of(name.ToLowerInvariant())}"))}) ORDER BY 1, 2, 3
        """;

    static Sql Known => Sql.Join(", ", Settings.Select(name => (Sql)$"{Literal.Of(name)}"));

    // pg_roles shows a row of stars where a password is.
    static Sql Roles => $"""
        SELECT rolname AS name, rolsuper AS superuser, rolinherit AS inherit, rolcreaterole AS create_role, rolcreatedb AS create_database, rolcanlogin AS login, rolreplication AS replication,
            rolbypassrls AS bypass_row_security, rolconnlimit AS connection_limit
        FROM pg_catalog.pg_roles WHERE NOT pg_catalog.starts_with(rolname::text, 'pg_') ORDER BY rolname
        """;

    static Sql Memberships(PgVersion version) => $"""
        SELECT pg_catalog.pg_get_userbyid(one.roleid) AS role, pg_catalog.pg_get_userbyid(one.member) AS member, one.admin_option AS admin{Options(version)}
        FROM pg_catalog.pg_auth_members one WHERE NOT pg_catalog.starts_with(pg_catalog.pg_get_userbyid(one.member)::text, 'pg_') ORDER BY 1, 2, one.grantor
        """;

    static Sql Options(PgVersion version) => version < PgVersion.V16 ? Sql.Empty : $", one.inherit_option AS inherit, one.set_option AS set";

    static Sql Extensions => $"""
        SELECT known.name, known.installed_version AS installed, known.default_version AS available, namespace.nspname AS schema,
            pg_catalog.pg_get_userbyid(extension.extowner) AS owner, pg_catalog.pg_get_userbyid(namespace.nspowner) AS schema_owner
        FROM pg_catalog.pg_available_extensions known
        LEFT JOIN pg_catalog.pg_extension extension ON extension.extname = known.name
        LEFT JOIN pg_catalog.pg_namespace namespace ON namespace.oid = extension.extnamespace
        UNION ALL
        SELECT extension.extname, extension.extversion, NULL, namespace.nspname, pg_catalog.pg_get_userbyid(extension.extowner), pg_catalog.pg_get_userbyid(namespace.nspowner) FROM pg_catalog.pg_extension extension JOIN pg_catalog.pg_namespace namespace ON namespace.oid = extension.extnamespace
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions known WHERE known.name = extension.extname)
        ORDER BY 1
        """;
}
