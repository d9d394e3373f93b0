namespace Turnstone.Steps;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The views of repeatables that a step cannot get past: dropped before its statements and made again behind them, in one transaction.</summary>
/// <remarks>PostgreSQL neither drops nor retypes a column that a view reads, and replaces no view by one with other columns. A view holds no
/// rows: what it loses with a DROP, its owner, grants, comments and triggers, is written down before and made again with it.</remarks>
sealed class ViewsInTheWay(Session session, IReadOnlyList<ViewsInTheWay.Found> views)
{
    static readonly ImmutableArray<string> Refusals =
    [
        PostgresErrorCodes.DependentObjectsStillExist, PostgresErrorCodes.FeatureNotSupported, PostgresErrorCodes.InvalidTableDefinition,
    ];

    string searchPath = "";

    /// <summary>Their names, those first that others read.</summary>
    public IEnumerable<string> Names => views.Select(view => view.Name.ToString());

    /// <summary>How many there are.</summary>
    public int Count => views.Count;

    /// <summary>Those that were not made again, because their text needs what the step took away.</summary>
    public List<ReplaceableView> LeftOut { get; } = [];

    /// <summary>The one that could not be made again, although the step may not do without it.</summary>
    public ReplaceableView? Refused { get; private set; }

    /// <summary>Whether it is worth looking: other errors are not about a view.</summary>
    public static bool MayBe(string? sqlState) => sqlState is not null && Refusals.Contains(sqlState);

    /// <summary>Finds what reads the objects that a refused statement names; none where something else reads them too, which nobody but its
    /// owner can make again.</summary>
    public static async Task<ViewsInTheWay?> FindAsync(
        Session session, string statement, ImmutableArray<ReplaceableView> replaceable, CancellationToken stop)
    {
        var words = Words(statement).Select(word => Literal.Of(word)).ToList();
        if (words is [] || replaceable.IsEmpty)
        {
            return null;
        }
        var named = words.Skip(1).Aggregate<Literal, Sql>($"{words[0]}", (left, right) => $"{left}, {right}");
        var found = await session.QueryAsync($"""
            WITH RECURSIVE named AS (
                SELECT 'pg_catalog.pg_class'::regclass AS catalog, oid, relname::text AS name FROM pg_catalog.pg_class WHERE relname IN ({named})
                UNION ALL SELECT 'pg_catalog.pg_proc'::regclass, oid, proname::text FROM pg_catalog.pg_proc WHERE proname IN ({named})
                UNION ALL SELECT 'pg_catalog.pg_type'::regclass, oid, typname::text FROM pg_catalog.pg_type WHERE typname IN ({named})
            ), reading AS (
                SELECT oid, 0 AS depth FROM pg_catalog.pg_class WHERE relkind = 'v' AND relname IN ({named})
                UNION ALL SELECT rule.ev_class, 1 FROM named
                    JOIN pg_catalog.pg_depend ON refclassid = named.catalog AND refobjid = named.oid AND classid = 'pg_catalog.pg_rewrite'::regclass
                    JOIN pg_catalog.pg_rewrite rule ON rule.oid = objid AND rule.ev_class <> named.oid
                UNION SELECT rule.ev_class, reading.depth + 1 FROM reading
                    JOIN pg_catalog.pg_depend ON refclassid = 'pg_catalog.pg_class'::regclass AND refobjid = reading.oid AND classid = 'pg_catalog.pg_rewrite'::regclass
                    JOIN pg_catalog.pg_rewrite rule ON rule.oid = objid AND rule.ev_class <> reading.oid
                WHERE reading.depth < 100
            )
            SELECT nspname::text, relname::text, relkind::text, nspname = ANY (pg_catalog.current_schemas(false)) FROM reading JOIN pg_catalog.pg_class USING (oid)
                JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relnamespace
            WHERE nspname NOT IN ('pg_catalog', 'information_schema')
            GROUP BY reading.oid, nspname, relname, relkind ORDER BY max(depth), nspname, relname
            """, row => Found.Of(new(row.GetString(0), row.GetString(1)), isView: row.GetString(2) == "v", isInPath: row.GetBoolean(3), replaceable), stop);
        return found is [] || found.Contains(null) ? null : new(session, [.. found.OfType<Found>()]);
    }

    /// <summary>Writes down what is lost with them, and drops them. In the step's transaction, before its statements.</summary>
    /// <param name="file">The step's: a view that it makes itself is made at once, so that what else its statements say comes on top.</param>
    public async Task DropAsync(string file, CancellationToken stop)
    {
        searchPath = (await session.QueryAsync($"SELECT pg_catalog.current_setting('search_path'), pg_catalog.set_config('search_path', '', true)",
            row => row.GetString(0), stop))[0];
        foreach (var view in views)
        {
            view.Definition = (await session.QueryAsync(Definition(view.Name), row => row.GetString(0), stop)).FirstOrDefault();
            view.Belongings = await session.QueryAsync(Belongings(view.Name), row => row.GetString(0), stop);
        }
        var names = views.Skip(1).Aggregate<Found, Sql>($"{views[0].Name}", (left, right) => $"{left}, {right.Name}");
        await session.ExecuteAsync(stop, [$"DROP VIEW IF EXISTS {names}", SearchPath()]);
        foreach (var view in views.Where(view => view.Known.File == file))
        {
            if (await TryAsync(view.Known.Definitions, stop) is null)
            {
                await GiveBackAsync(view, stop);
                view.Definition = null;
            }
        }
    }

    /// <summary>Makes them again, as they were or else as their files say. In the step's transaction, behind its statements.</summary>
    /// <exception cref="PostgresException">One cannot be made again, and the step may not do without it: it is <see cref="Refused"/>.</exception>
    public async Task RecreateAsync(CancellationToken stop)
    {
        foreach (var view in views.Where(view => view.Definition is not null))
        {
            if (await ExistsAsync(view, stop))
            {
                continue;
            }
            if (await TryAsync([view.Definition!, .. view.Known.Definitions], stop) is not { } refused)
            {
                await GiveBackAsync(view, stop);
            }
            else if (view.Known.MayBeLeftOut)
            {
                LeftOut.Add(view.Known);
            }
            else
            {
                Refused = view.Known;
                throw refused;
            }
        }
    }

    // The first that is taken counts; none, where one was, else what is wrong with the last.
    async Task<PostgresException?> TryAsync(IEnumerable<string> definitions, CancellationToken stop)
    {
        PostgresException? refused = null;
        foreach (var definition in definitions)
        {
            refused = await TryAsync(definition, stop);
            if (refused is null)
            {
                return null;
            }
        }
        return refused;
    }

    async Task<PostgresException?> TryAsync(string statement, CancellationToken stop)
    {
        try
        {
            await session.ExecuteAsync(stop, [$"SAVEPOINT view", SearchPath(), $"{new Verbatim(statement)}", $"RELEASE SAVEPOINT view"]);
            return null;
        }
        catch (PostgresException refused) when (!session.IsLost)
        {
            await session.ExecuteAsync(stop, [$"ROLLBACK TO SAVEPOINT view", $"RELEASE SAVEPOINT view"]);
            return refused;
        }
    }

    // Rights that a new view has by default are not those that it had. What was about a column that is gone goes with it.
    async Task GiveBackAsync(Found view, CancellationToken stop)
    {
        var granted = await session.QueryAsync(Granted(view.Name), row => row.GetString(0), stop);
        foreach (var statement in granted.Concat(view.Belongings))
        {
            if (await TryAsync(statement, stop) is { } refused && refused.SqlState != PostgresErrorCodes.UndefinedColumn)
            {
                throw refused;
            }
        }
    }

    async Task<bool> ExistsAsync(Found view, CancellationToken stop) => (await session.QueryAsync(
        $"SELECT pg_catalog.to_regclass({Literal.Of(view.Name.ToString())}) IS NOT NULL", row => row.GetBoolean(0), stop))[0];

    Sql SearchPath() => $"SELECT pg_catalog.set_config('search_path', {Literal.Of(searchPath)}, true)";

    static HashSet<string> Words(string statement)
    {
        var words = new HashSet<string>();
        var reader = new TokenReader(statement);
        while (!reader.AtEnd)
        {
            if (reader.Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
            {
                words.Add(CreatedObject.Fold(reader.Text));
            }
            reader.Next();
        }
        return words;
    }

    static Sql Definition(QualifiedName name) => $"""
        SELECT pg_catalog.format('CREATE VIEW %I.%I%s AS %s', nspname, relname,
            (SELECT ' WITH (' || pg_catalog.string_agg(option, ', ') || ')' FROM pg_catalog.unnest(reloptions) option), pg_catalog.pg_get_viewdef(c.oid))
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace WHERE c.oid = pg_catalog.to_regclass({Literal.Of(name.ToString())})
        """;

    static Sql Belongings(QualifiedName name) => $"""
        WITH one AS (SELECT c.*, pg_catalog.format('%I.%I', nspname, relname) AS name FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace WHERE c.oid = pg_catalog.to_regclass({Literal.Of(name.ToString())}))
        SELECT statement FROM (
            SELECT 1, 'ALTER VIEW ' || name || ' OWNER TO ' || relowner::regrole FROM one
            UNION ALL SELECT 2, pg_catalog.format('GRANT %s ON %s TO %s%s', privilege_type, name, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
                    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM one, pg_catalog.aclexplode(relacl) WHERE grantee <> relowner
            UNION ALL SELECT 3, pg_catalog.format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, name, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
                    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM one JOIN pg_catalog.pg_attribute ON attrelid = one.oid, pg_catalog.aclexplode(attacl) WHERE grantee <> relowner
            UNION ALL SELECT 4, pg_catalog.format('COMMENT ON VIEW %s IS %L', name, description)
                FROM one JOIN pg_catalog.pg_description ON objoid = one.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0
            UNION ALL SELECT 5, pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', name, attname, description)
                FROM one JOIN pg_catalog.pg_attribute ON attrelid = one.oid
                JOIN pg_catalog.pg_description ON objoid = one.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = attnum
            UNION ALL SELECT 6, pg_catalog.format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', name, attname, pg_catalog.pg_get_expr(adbin, adrelid))
                FROM one JOIN pg_catalog.pg_attrdef ON adrelid = one.oid JOIN pg_catalog.pg_attribute ON attrelid = one.oid AND attnum = adnum
            UNION ALL SELECT 7, pg_catalog.pg_get_triggerdef(t.oid) FROM one JOIN pg_catalog.pg_trigger t ON tgrelid = one.oid WHERE NOT tgisinternal
            UNION ALL SELECT 8, pg_catalog.pg_get_ruledef(r.oid) FROM one JOIN pg_catalog.pg_rewrite r ON ev_class = one.oid WHERE rulename <> '_RETURN'
        ) AS kept (place, statement) ORDER BY place
        """;

    static Sql Granted(QualifiedName name) => $"""
        SELECT pg_catalog.format('REVOKE ALL ON %s FROM %s', oid::regclass, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
        FROM pg_catalog.pg_class, pg_catalog.aclexplode(relacl) WHERE oid = pg_catalog.to_regclass({Literal.Of(name.ToString())}) AND grantee <> relowner
        """;

    /// <summary>One of them, and what of it has to be made again.</summary>
    internal sealed record Found(QualifiedName Name, ReplaceableView Known)
    {
        public string? Definition { get; set; }

        public IReadOnlyList<string> Belongings { get; set; } = [];

        /// <param name="isView">Not a materialized one, nor a table with rules.</param>
        /// <param name="isInPath">Whether a file that names no schema may mean it.</param>
        /// <returns>None where it is nobody's to drop.</returns>
        public static Found? Of(QualifiedName name, bool isView, bool isInPath, ImmutableArray<ReplaceableView> replaceable) =>
            isView && replaceable.FirstOrDefault(one => one.Name == name.Name.Name && (one.Schema is null ? isInPath : one.Schema == name.Schema.Name)) is { } known
                ? new(name, known)
                : null;
    }
}
