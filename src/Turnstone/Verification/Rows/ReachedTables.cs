namespace Turnstone.Verification.Rows;

using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>The tables of a database that need rows, so that it is seen what a migration does to them.</summary>
/// <remarks>A table that was reached once stays so, whatever it is called afterwards.</remarks>
sealed class ReachedTables(RowReach reach)
{
    readonly HashSet<uint> reached = [];

    // Names are taken from any schema: more is filled then, and never less.
    static Sql Named(RowReach reach) => $"""
        SELECT one.oid FROM pg_catalog.pg_class one JOIN pg_catalog.pg_namespace home ON home.oid = one.relnamespace
        WHERE (one.relname::text, home.nspname::text) IN (SELECT named.name, coalesce(named.schema, home.nspname::text) FROM (VALUES {Sql.Join(", ", reach.Relations.Distinct().Select(name => (Sql)$"({Literal.Of(name.Name.Name)}, {Literal.Of(name.Schema?.Name)})"))}) named (name, schema))
        """;

    // An index leads to its table, a sequence to its owner, a view to what it reads.
    static Sql Behind => $"""
        SELECT indexrelid, indrelid FROM pg_catalog.pg_index WHERE indexrelid >= 16384
        UNION ALL SELECT objid, refobjid FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND refclassid = classid AND deptype IN ('a', 'i') AND objid >= 16384
        UNION ALL SELECT rule.ev_class, known.refobjid FROM pg_catalog.pg_rewrite rule JOIN pg_catalog.pg_depend known ON known.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND known.objid = rule.oid
            AND known.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass WHERE rule.oid >= 16384
        UNION ALL SELECT stxrelid, stxrelid FROM pg_catalog.pg_statistic_ext
        """;

    static Sql Family => $"SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits WHERE inhparent >= 16384";

    static Sql References => $"""
        SELECT one.conrelid, one.confrelid, one.confdeltype::text IN ('c', 'n', 'd') OR one.confupdtype::text IN ('c', 'n', 'd') FROM pg_catalog.pg_constraint one WHERE one.contype = 'f'
        """;

    // What writes rows has them written elsewhere too; what is called may do anything.
    static Sql Opaque(RowReach reach) => $"""
        SELECT EXISTS (SELECT FROM pg_catalog.pg_proc one WHERE one.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace AND one.proname::text IN ({Sql.Join(", ", reach.Calls.Select(name => (Sql)$"{Literal.Of(name.Name)}").Append((Sql)$"''"))}))
        """;

    static Sql Firing => $"""
        SELECT tgrelid FROM pg_catalog.pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT ev_class FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384
        """;

    /// <summary>Those there are now; none where it may be any of them.</summary>
    public async Task<IReadOnlySet<uint>?> ReadAsync(Session session, CancellationToken stop)
    {
        if (reach.IsAll || (await session.QueryAsync(Opaque(reach), row => row.GetBoolean(0), stop))[0])
        {
            return null;
        }
        if (!reach.Relations.IsEmpty)
        {
            reached.UnionWith(await session.QueryAsync(Named(reach), row => row.GetFieldValue<uint>(0), stop));
        }
        Spread(await PairsAsync(session, Behind, stop));
        var family = await PairsAsync(session, Family, stop);
        List<(uint From, uint To)> families = [.. family, .. family.Select(pair => (pair.To, pair.From))];
        var references = await session.QueryAsync(References, row => (From: row.GetFieldValue<uint>(0), To: row.GetFieldValue<uint>(1), Follows: row.GetBoolean(2)), stop);
        // Rows that go or change along with those that they point to; then whoever points there at all, and whatever those need.
        Spread([.. families, .. references.Where(one => one.Follows).Select(one => (one.To, one.From))]);
        if (reach.Writes && (await session.QueryAsync(Firing, row => row.GetFieldValue<uint>(0), stop)).Exists(reached.Contains))
        {
            return null;
        }
        reached.UnionWith(references.Where(one => reached.Contains(one.To)).Select(one => one.From).ToList());
        Spread([.. families, .. references.Select(one => (one.From, one.To))]);
        return reached;
    }

    static Task<List<(uint From, uint To)>> PairsAsync(Session session, Sql query, CancellationToken stop) => session.QueryAsync(query, row => (row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1)), stop);

    void Spread(List<(uint From, uint To)> ways)
    {
        var next = ways.ToLookup(way => way.From, way => way.To);
        var waiting = new Stack<uint>(reached);
        while (waiting.TryPop(out var one))
        {
            foreach (var other in next[one].Where(reached.Add))
            {
                waiting.Push(other);
            }
        }
    }
}
