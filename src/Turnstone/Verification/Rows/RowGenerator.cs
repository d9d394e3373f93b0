namespace Turnstone.Verification.Rows;

using Turnstone.Catalog;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Fills the tables of a throw-away database with rows that keep to all of its rules, and have what is likely to be lost: edges, nulls, whatever a type has at its ends.</summary>
/// <remarks>
/// It solves no condition: it has values tried, and the server decides. Triggers fire, since they belong to the schema; one that refuses counts like a constraint. They find
/// what they find by the session's <c>search_path</c>.
/// </remarks>
/// <param name="isPlain">Whether rows hold what anybody would write, and nothing at its ends.</param>
/// <param name="hints">What the text of a migration looks for; none where nobody asks.</param>
sealed class RowGenerator(Session session, CatalogScope scope, bool isPlain = false, RowHints? hints = null)
{
    /// <summary>Rows of a table are counted up to here.</summary>
    public const int Counted = 1000;

    const int MostTargets = 40, MostLate = 3;

    readonly Trial trial = new(session);
    readonly HashSet<uint> filled = [];
    readonly List<(RowTable Table, RowReference Reference)> late = [], deferred = [];
    readonly Dictionary<uint, List<Dictionary<string, string>>> wanted = [];

    /// <summary>The conditions of hints that no row meets, since a rule of the table keeps all of them out.</summary>
    public IReadOnlySet<string> Barred { get; private set; } = new HashSet<string>();

    /// <param name="only">The tables that are to get any; none for all of them.</param>
    /// <param name="rows">How many each table is to get.</param>
    /// <param name="seed">From 1 on; another makes other rows, beside those that are there.</param>
    public async Task<List<FilledTable>> FillAsync(int rows, int seed, IReadOnlySet<uint>? only, CancellationToken stop)
    {
        filled.Clear();
        late.Clear();
        deferred.Clear();
        wanted.Clear();
        await trial.BeginAsync(stop);
        try
        {
            var types = await new ValueTypeReader(session).ReadAsync(stop);
            var tables = (await new RowTableReader(session, scope).ReadAsync(types, only, stop)).FindAll(table => hints?.Copies.Any(copy => copy.Name == table.Name.Name) != true);
            var values = await new ColumnValues(trial, new(types, seed)).FindAsync(tables, stop);
            var done = await FillAsync(tables, values, rows, seed, stop);
            await PointLateAsync(stop);
            await trial.RunAsync([.. tables.Where(table => !isPlain && !table.IsRoot && done[table].Added > 0).SelectMany(table => Nulls(table, done[table].Added))], stop);
            await HintAsync(tables, values, rows, seed, stop);
            await new RowSequence.Reader(session, scope).MoveAsync(trial, only, stop);
            var refused = await SettleAsync(stop);
            var present = await CountAsync(tables, stop);
            await trial.EndAsync(stop);
            var homeless = Homeless(tables);
            return [.. tables.Select((table, place) => new FilledTable(table.Name, done[table].Added, present[place], done[table].Refusal ?? refused.GetValueOrDefault(table)) { IsHomeless = homeless.Contains(table.Oid) })];
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }
    }

    async Task HintAsync(List<RowTable> tables, Dictionary<RowTable, ValueList[]> values, int rows, int seed, CancellationToken stop)
    {
        if (hints is { Hints.IsEmpty: false })
        {
            var more = new HintRows(session, trial, [.. TableOrder.Of(tables)], values, rows, seed, isPlain, TargetsAsync);
            await more.FillAsync(hints, stop);
            Barred = more.Barred;
        }
    }

    async Task<Dictionary<RowTable, (int Added, string? Refusal)>> FillAsync(List<RowTable> tables, Dictionary<RowTable, ValueList[]> values, int rows, int seed, CancellationToken stop)
    {
        var (blame, known, done) = (new Blame(tables), tables.ToDictionary(table => table.Oid), new Dictionary<RowTable, (int, string?)>());
        foreach (var table in TableOrder.Of(tables))
        {
            foreach (var reference in table.References.Where(one => known.ContainsKey(one.Target) && !filled.Contains(one.Target)))
            {
                if (reference.IsRequired(table) && reference.IsDeferrable && !reference.IsWithin(table))
                {
                    Want(reference, known[reference.Target], values[known[reference.Target]], rows);
                    deferred.Add((table, reference));
                    await session.ExecuteAsync(stop, [$"SET CONSTRAINTS {reference.Name} DEFERRED"]);
                }
                else
                {
                    late.Add((table, reference));
                }
            }
            var drafts = Enumerable.Range(0, rows).Select(row => new RowDraft(table, values[table], row, rows, seed) { Wanted = WantedIn(table, row), IsPlain = isPlain }).ToList();
            done[table] = await new TableFilling(trial, table, drafts, cut => TargetsAsync(table, cut), blame).FillAsync(stop);
            filled.Add(table.Oid);
        }
        return done;
    }

    // Rows that are not there yet, and that the foreign key does not look for before the end.
    void Want(RowReference reference, RowTable target, ValueList[] values, int rows)
    {
        var lists = reference.TargetColumns.Select(name => values[target.Columns.IndexOf(target.Columns.First(column => column.Name == name))].Plain).ToList();
        if (!lists.Any(list => list.IsEmpty))
        {
            wanted[target.Oid] = [.. Enumerable.Range(0, rows).Select(row => reference.TargetColumns.Index().ToDictionary(key => key.Item.Name, key => lists[key.Index][row % lists[key.Index].Length]))];
        }
    }

    Dictionary<int, string?> WantedIn(RowTable table, int row) => !wanted.TryGetValue(table.Oid, out var keys) ? [] :
        table.Columns.Index().Where(column => keys[row].ContainsKey(column.Item.Name.Name)).ToDictionary(column => column.Index, column => (string?)keys[row][column.Item.Name.Name]);

    async Task<List<List<string[]>>> TargetsAsync(RowTable table, CancellationToken stop)
    {
        var targets = new List<List<string[]>>();
        foreach (var reference in table.References)
        {
            targets.Add(wanted.TryGetValue(reference.Target, out var keys) && !filled.Contains(reference.Target)
                ? [.. keys.Select(key => reference.TargetColumns.Select(column => key[column.Name]).ToArray())]
                : await TargetsAsync(reference, stop));
        }
        return targets;
    }

    Task<List<string[]>> TargetsAsync(RowReference reference, CancellationToken stop) => session.QueryAsync($"""
        SELECT key::text FROM (
            SELECT ARRAY[{Sql.Join(", ", reference.TargetColumns.Select(column => (Sql)$"{column}::text"))}] AS key FROM {reference.TargetName}
            WHERE {Sql.Join(" AND ", reference.TargetColumns.Select(column => (Sql)$"{column} IS NOT NULL"))} LIMIT {Counted}
        ) AS found ORDER BY key::text COLLATE "C" LIMIT {MostTargets}
        """, row => ArrayText.Elements(row.GetString(0)).ToArray(), stop);

    // Where tables point to each other in a circle, or to themselves, some rows do in the end.
    async Task PointLateAsync(CancellationToken stop)
    {
        foreach (var (table, reference) in late.Where(one => !one.Table.IsRoot))
        {
            var targets = await TargetsAsync(reference, stop);
            var places = table.PlacesOf(reference.Columns);
            if (targets.Count == 0 || places.Length < reference.Columns.Length)
            {
                continue;
            }
            var unset = Sql.Join(" AND ", places.Select(place => (Sql)$"{table.Columns[place].Name} IS NULL"));
            var rows = await session.QueryAsync($"SELECT ctid::text FROM ONLY {table.Name} WHERE {unset} AND {IsOurs} ORDER BY ctid LIMIT {MostLate}", row => row.GetString(0), stop);
            await trial.RunAsync([.. rows.Select((row, number) => (Sql)$"""
                UPDATE ONLY {table.Name} SET {Sql.Join(", ", places.Select((place, key) => (Sql)$"{table.Columns[place].Name} = {Literal.Of(targets[number % targets.Count][key])}"))} WHERE ctid = {Literal.Of(row)}
                """)], stop);
        }
    }

    // Every column that may be null is so once, where the rows that the server took left none.
    static IEnumerable<Sql> Nulls(RowTable table, int added) => table.Columns.Index().Where(column => !column.Item.IsNotNull).Select(column => (Sql)$"""
        UPDATE ONLY {table.Name} SET {column.Item.Name} = NULL WHERE ctid = (SELECT ctid FROM ONLY {table.Name} WHERE {IsOurs} ORDER BY ctid LIMIT 1 OFFSET {column.Index % added})
            AND NOT EXISTS (SELECT FROM ONLY {table.Name} AS other WHERE other.{column.Item.Name} IS NULL)
        """);

    // Rows that were there before stay as they are: ours are younger than the transaction.
    static Sql IsOurs => $"pg_catalog.age(xmin) <= 0";

    // What points to nothing goes again.
    async Task<Dictionary<RowTable, string>> SettleAsync(CancellationToken stop)
    {
        var refused = new Dictionary<RowTable, string>();
        for (var round = 0; round <= deferred.Count; round++)
        {
            var answer = (await trial.RunAsync([$"SET CONSTRAINTS ALL IMMEDIATE"], stop))[0];
            if (answer.State.Length == 0)
            {
                break;
            }
            foreach (var (table, reference) in deferred)
            {
                var pairs = table.PlacesOf(reference.Columns).Select((place, key) => (Sql)$"there.{reference.TargetColumns[key]} = here.{table.Columns[place].Name}");
                await session.ExecuteAsync(stop, [$"DELETE FROM {table.Name} AS here WHERE NOT EXISTS (SELECT FROM {reference.TargetName} AS there WHERE {Sql.Join(" AND ", pairs)})"]);
                refused[table] = answer.Reason;
            }
        }
        return refused;
    }

    // A partitioned table without partitions, and what has to point to one.
    static HashSet<uint> Homeless(List<RowTable> tables)
    {
        var homeless = tables.Where(table => table is { IsRoot: true, HasPartitions: false }).Select(table => table.Oid).ToHashSet();
        while (tables.Find(table => !homeless.Contains(table.Oid) && table.References.Any(one => homeless.Contains(one.Target) && !one.IsWithin(table) && one.IsRequired(table))) is { } next)
        {
            homeless.Add(next.Oid);
        }
        return homeless;
    }

    async Task<List<long>> CountAsync(List<RowTable> tables, CancellationToken stop)
    {
        var counts = tables.Select((table, place) => (Sql)$"SELECT {place}, pg_catalog.count(*) FROM (SELECT FROM {(table.IsRoot ? Sql.Empty : $"ONLY ")}{table.Name} LIMIT {Counted}) AS present");
        return tables.Count == 0 ? [] : await session.QueryAsync($"SELECT count FROM ({Sql.Join(" UNION ALL ", counts)}) AS counts (place, count) ORDER BY place", row => row.GetInt64(0), stop);
    }
}
