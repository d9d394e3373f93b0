namespace Turnstone.Health;

using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Whether the server has room for the locks that the largest transaction of a plan takes.</summary>
/// <remarks>The room is <c>max_locks_per_transaction * (max_connections + max_prepared_transactions)</c>, and everybody shares it: PostgreSQL manual 19.12. Counted are
/// tables with their partitions and indexes and what their foreign keys refer to, TOAST tables where they are touched, what a step makes, and of what it drops everything
/// that hangs on it.
/// It is an estimate: a plan is only warned of.</remarks>
sealed class LockSpace(Session session, ImmutableArray<string> searchPath)
{
    public const string Name = "lock-space";

    // What a transaction takes beside its statements: its number, and the ledger with its indexes.
    const int Own = 20;

    public async Task<Precondition> ReadAsync(Plan plan, CancellationToken stop)
    {
        var steps = plan.Migrations.SelectMany(migration => migration.Steps.OfType<SqlStep>()
            .Select(step => (Name: $"{migration.Name}:{step.Ordinal}", Touched: TouchedObjects.Of(step, session.Server.Version)))).ToList();
        var named = steps.SelectMany((step, number) => Named(number, step.Touched)).ToList();
        var (room, held, backends, each) = (await session.QueryAsync(Room, Read, stop))[0];
        var counted = named.Count == 0 ? [] : (await session.QueryAsync(Question(named), row => (Step: row.GetInt32(0), Locks: row.GetInt64(1)), stop)).ToDictionary(row => row.Step, row => row.Locks);
        var (name, needed) = steps.Select((step, number) => (step.Name, Needed: step.Touched.Made + Own + counted.GetValueOrDefault(number))).OrderByDescending(step => step.Needed).FirstOrDefault();
        var partial = steps.Where(step => step.Touched.IsPartial).Select(step => step.Name).ToList();
        var unknown = partial.Count == 0 ? "" : $" What {string.Join(", ", partial.Take(3))}{(partial.Count > 3 ? " and others" : "")} runs beside that is not counted: no text of the plan says it.";
        return steps.Count == 0 ? Precondition.Ok(Name, "Nothing is pending.")
            : held + needed <= room ? Precondition.Ok(Name, Words($"{name} takes the most locks at once, about {needed:#,0}; the server has room for {room:#,0}.{unknown}"))
            : Precondition.Warning(Name,
                Words($"{name} takes about {needed:#,0} locks at once, and the server has room for {room:#,0}, of which {held:#,0} are taken: it would fail with 'out of shared memory' (SQLSTATE 53200).{unknown}"),
                Words($"Spread it over several migrations, or raise max_locks_per_transaction ({each}) to {(held + needed + backends - 1) / backends} or more and restart the server."));
    }

    static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // What is locked by the fast path has a place of its own.
    static readonly Sql Room = $"""
        SELECT backends.number * backends.each, (SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks WHERE NOT fastpath), backends.number, backends.each
        FROM (SELECT pg_catalog.current_setting('max_connections')::bigint + pg_catalog.current_setting('max_prepared_transactions')::bigint AS number,
            pg_catalog.current_setting('max_locks_per_transaction')::bigint AS each) backends
        """;

    static (long Room, long Held, long Backends, long Each) Read(NpgsqlDataReader row) => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));

    static IEnumerable<Sql> Named(int step, TouchedObjects touched) => touched.Objects.Select(one =>
        (Sql)$"({step}, {Literal.Of(one.Use.ToString())}, {Literal.Of(one.Name.Schema?.Name)}, {Literal.Of(one.Name.Name.Name)})");

    Sql Path => searchPath.IsEmpty
        ? (Sql)$"pg_catalog.current_schemas(false)"
        : $"ARRAY[{searchPath.Select(schema => (Sql)$"{Literal.Of(schema)}").Aggregate((left, right) => $"{left}, {right}")}]::name[]";

    // What only a column of hangs on something dropped is locked, and stays. https://www.postgresql.org/docs/current/catalog-pg-depend.html
    Sql Question(IEnumerable<Sql> named) => $"""
        WITH RECURSIVE named (step, use, schema, name) AS (VALUES {named.Aggregate((left, right) => $"{left},\n{right}")}),
        found AS MATERIALIZED (
            SELECT named.step, named.use, relation.oid FROM named
            JOIN pg_catalog.pg_class relation ON relation.relname = named.name AND named.use <> 'Schema'
            JOIN pg_catalog.pg_namespace place ON place.oid = relation.relnamespace AND (place.nspname = named.schema OR named.schema IS NULL AND place.nspname = ANY ({Path}))
        ), tree AS (
            SELECT step, use, oid FROM found WHERE use <> 'Dropped'
            UNION
            SELECT tree.step, tree.use, link.inhrelid FROM tree JOIN pg_catalog.pg_inherits link ON link.inhparent = tree.oid
        ), gone AS (
            SELECT step, 'pg_catalog.pg_class'::pg_catalog.regclass::oid AS classid, oid AS objid, true AS whole FROM found WHERE use = 'Dropped'
            UNION
            SELECT named.step, 'pg_catalog.pg_namespace'::pg_catalog.regclass, place.oid, true FROM named JOIN pg_catalog.pg_namespace place ON place.nspname = named.name WHERE named.use = 'Schema'
            UNION
            SELECT gone.step, hangs.classid, hangs.objid, hangs.objsubid = 0 FROM gone
            JOIN pg_catalog.pg_depend hangs ON hangs.refclassid = gone.classid AND hangs.refobjid = gone.objid AND gone.whole AND hangs.deptype <> 'e'
        ), locked AS (
            SELECT step, oid, 0 AS number FROM tree
            UNION SELECT tree.step, index.indexrelid, 0 FROM tree JOIN pg_catalog.pg_index index ON index.indrelid = tree.oid
            UNION SELECT tree.step, kept.oid, 0 FROM tree JOIN pg_catalog.pg_class relation ON relation.oid = tree.oid AND tree.use IN ('Emptied', 'Rewritten')
                CROSS JOIN LATERAL (SELECT relation.reltoastrelid AS oid WHERE relation.reltoastrelid <> 0
                    UNION ALL SELECT index.indexrelid FROM pg_catalog.pg_index index WHERE index.indrelid = relation.reltoastrelid) kept
            UNION SELECT tree.step, refers.confrelid, 0 FROM tree JOIN pg_catalog.pg_constraint refers ON refers.conrelid = tree.oid AND refers.contype = 'f'
            UNION SELECT tree.step, tree.oid, made.number FROM tree JOIN pg_catalog.pg_class relation ON relation.oid = tree.oid AND relation.relkind IN ('r', 'p', 'm')
                CROSS JOIN LATERAL pg_catalog.generate_series(1, CASE tree.use WHEN 'Indexed' THEN 1 WHEN 'Rewritten' THEN 3 ELSE 0 END) made (number)
        ), counted AS (
            SELECT step, pg_catalog.count(*) AS number FROM locked GROUP BY step
            UNION ALL
            SELECT step, pg_catalog.count(*) FROM (SELECT DISTINCT step, classid, objid FROM gone) dropped GROUP BY step
        )
        SELECT step, pg_catalog.sum(number)::bigint FROM counted GROUP BY step
        """;
}
