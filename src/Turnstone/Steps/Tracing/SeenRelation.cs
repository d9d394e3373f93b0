namespace Turnstone.Steps.Tracing;

using Npgsql;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A relation at one moment: the strongest lock that the run's backend holds or waits for, and what was done to it so far.</summary>
/// <param name="Mode">None where it holds none.</param>
/// <param name="File">The number of the file with its rows.</param>
/// <param name="Scans">How often the open transaction read all of it.</param>
/// <param name="Changes">How many rows the open transaction inserted, changed or deleted.</param>
/// <param name="Indexes">The files of its indexes.</param>
sealed record SeenRelation(long Oid, string Schema, string Name, RelationKind Kind, LockMode? Mode, long File, long Scans, long Changes, IReadOnlyList<string> Indexes)
{
    // What is counted of a transaction is there before it is told of, and only its own backend sees it.
    static readonly Sql Columns = $"""
        c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, held.mode, c.relfilenode::bigint, coalesce(pg_catalog.pg_stat_get_xact_numscans(c.oid), 0),
        pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid),
        (SELECT pg_catalog.string_agg(i.relfilenode::text, ',') FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid AND i.relkind = 'i')
        """;

    // The strongest lock on each, by its place among the modes; what is waited for is taken in the end.
    static Sql Held(Sql backend) => $"""
        SELECT relation::bigint AS relation, max(pg_catalog.array_position(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
            'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], mode)) AS mode
        FROM pg_catalog.pg_locks WHERE pid = {backend} AND relation >= 16384
            AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        GROUP BY pg_locks.relation
        """;

    /// <summary>Every relation of users.</summary>
    public static Sql All => $"""
        SELECT {Columns} FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN (SELECT NULL::int AS mode) AS held
        WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I') AND n.nspname !~ '^pg_(toast|temp_)'
        """;

    /// <summary>Those that a backend has locked; what it dropped is not among them any more.</summary>
    public static Sql Locked(Sql backend) => $"""
        SELECT {Columns} FROM ({Held(backend)}) AS held JOIN pg_catalog.pg_class c ON c.oid::bigint = held.relation JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """;

    /// <summary>The numbers of those that a backend has locked, with the lock, dropped ones too.</summary>
    public static Sql Numbers(Sql backend) => Held(backend);

    public static SeenRelation Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), KindOf(row.GetString(3)),
        row.IsDBNull(4) ? null : (LockMode)row.GetInt32(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.IsDBNull(8) ? [] : row.GetString(8).Split(','));

    public static (long Oid, LockMode Mode) ReadNumber(NpgsqlDataReader row) => (row.GetInt64(0), (LockMode)row.GetInt32(1));

    /// <summary>As SQL has it.</summary>
    public string Shown => $"{new PlainName(Schema)}.{new PlainName(Name)}";

    static RelationKind KindOf(string kind) => kind switch
    {
        "v" => RelationKind.View,
        "m" => RelationKind.MaterializedView,
        "S" => RelationKind.Sequence,
        "i" or "I" => RelationKind.Index,
        _ => RelationKind.Table,
    };
}
