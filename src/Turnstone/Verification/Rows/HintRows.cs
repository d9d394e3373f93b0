namespace Turnstone.Verification.Rows;

using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Puts rows in that a migration's own text looks for, beside those that are there; what the server does not take is left out.</summary>
/// <param name="order">The tables, those that others point to first.</param>
/// <param name="rows">How many rows each table was given before.</param>
/// <param name="targets">Reads, for each foreign key of a table, the rows that it may point to.</param>
sealed class HintRows(Session session, Trial trial, IReadOnlyList<RowTable> order, IReadOnlyDictionary<RowTable, ValueList[]> values, int rows, int seed, bool isPlain, Func<RowTable, CancellationToken, Task<List<List<string[]>>>> targets)
{
    const int MostRounds = 8;

    const string CheckViolation = "23514", NotNullViolation = "23502";

    // So many plain values there are beside those of the rows before.
    static int MostOfTable => TypeValues.Many - 8;

    readonly Dictionary<RowTable, int> made = [];
    readonly Blame blame = new(order);

    /// <summary>The conditions that no row meets, since a rule of the table keeps all of them out.</summary>
    public HashSet<string> Barred { get; } = [];

    public async Task FillAsync(RowHints hints, CancellationToken stop)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hint in hints.Hints)
        {
            var isBarred = await FillAsync(new(hint, order, hints.Names), hints, stop);
            (isBarred ? Barred : open).Add(hint.Source);
        }
        Barred.ExceptWith(open);
    }

    // Whether a rule keeps every row of it out.
    async Task<bool> FillAsync(HintColumns hint, RowHints hints, CancellationToken stop)
    {
        var done = new HashSet<int>();
        var isBarred = false;
        foreach (var place in Enumerable.Range(0, hint.Tables.Length).Where(place => hint.Tables[place] is not null).OrderBy(place => order.Index().First(one => one.Item == hint.Tables[place]).Index).ThenByDescending(place => place))
        {
            var table = hint.Tables[place]!;
            var alias = hint.AliasOf(place);
            var conditions = hint.Conditions.Where(condition => condition.Table == place).ToList();
            var found = await new HintValues(trial, table, alias, values[table], column => hint.NameOf(place, column), isPlain).FindAsync(conditions, stop);
            var given = await PointedAsync(hint, place, done, stop);
            if (conditions.Count == 0 && given.Count > 0)
            {
                found = [[]];
            }
            foreach (var (target, key) in found.SelectMany(row => Targets(table, row)))
            {
                await PutAsync(target, [key], stop);
            }
            isBarred |= await PutAsync(table, [.. found.Select(row => Both(row, given)).Where(row => !IsInserted(table, row, hints))], stop);
            done.Add(place);
        }
        return isBarred;
    }

    // What it has to point to has to be there.
    IEnumerable<(RowTable Target, Dictionary<int, string?> Key)> Targets(RowTable table, Dictionary<int, string?> row) =>
        from reference in table.References
        let places = table.PlacesOf(reference.Columns)
        where !reference.IsWithin(table) && places.Length == reference.Columns.Length && places.All(place => row.GetValueOrDefault(place) is not null)
        let target = order.FirstOrDefault(one => one.Oid == reference.Target)
        let theirs = target is null ? [] : reference.TargetColumns.Select(name => target.Columns.Index().Where(one => one.Item.Name == name).Select(one => one.Index).FirstOrDefault(-1)).ToList()
        where target is not null && !theirs.Contains(-1)
        select (target, theirs.Zip(places).ToDictionary(pair => pair.First, pair => row[pair.Second]));

    static Dictionary<int, string?> Both(Dictionary<int, string?> row, Dictionary<int, string?> given) => row.Concat(given.Where(one => !row.ContainsKey(one.Key))).ToDictionary();

    // What has to be equal to a column of a row that is there already.
    async Task<Dictionary<int, string?>> PointedAsync(HintColumns hint, int place, HashSet<int> done, CancellationToken stop)
    {
        var given = new Dictionary<int, string?>();
        foreach (var (mine, theirs) in hint.Pairs.Concat(hint.Pairs.Select(pair => (One: pair.Other, Other: pair.One))).Where(pair => pair.One.Table == place && hint.PlaceOf(place, pair.One.Column) >= 0 && done.Contains(pair.Other.Table)))
        {
            var table = hint.Tables[theirs.Table]!;
            var column = theirs.Column;
            var conditions = hint.Conditions.Where(condition => condition.Table == theirs.Table && condition.IsTested).Select(condition => (Sql)$"({new Verbatim(condition.Text)})").Prepend((Sql)$"{column} IS NOT NULL");
            Sql query = $"SELECT {column}::text FROM {table.Name} AS {hint.AliasOf(theirs.Table)} WHERE {Sql.Join(" AND ", conditions)} LIMIT 1";
            if ((await trial.RunAsync([query], stop))[0].IsDone && await session.QueryAsync(query, row => row.GetString(0), stop) is [var value, ..])
            {
                given[hint.PlaceOf(place, mine.Column)] = value;
            }
        }
        return given;
    }

    // Where it is there already the migration would be refused, and has nothing to take back.
    static bool IsInserted(RowTable table, Dictionary<int, string?> row, RowHints hints) =>
        hints.Inserted.Where(inserted => inserted.Table.Name == table.Name.Name).Any(inserted => table.Rules.Where(rule => rule is { Condition: null, IsExcluding: false })
            .Any(rule => table.PlacesOf(rule.Columns) is { IsEmpty: false } places && places.All(place => row.GetValueOrDefault(place) is { } value && value == ValueOf(inserted, table, place))));

    static string? ValueOf(InsertedRow inserted, RowTable table, int place)
    {
        var at = inserted.Columns.IsEmpty ? place : inserted.Columns.IndexOf(table.Columns[place].Name);
        return at >= 0 && at < inserted.Values.Length ? inserted.Values[at] : null;
    }

    // Whether a rule keeps all of them out, whatever their other columns hold.
    async Task<bool> PutAsync(RowTable table, List<Dictionary<int, string?>> wanted, CancellationToken stop)
    {
        var first = rows + made.GetValueOrDefault(table);
        var drafts = wanted.Take(rows + MostOfTable - first).Select((row, number) => new RowDraft(table, values[table], first + number, rows + MostOfTable, seed) { Wanted = row, IsPlain = true }).ToList();
        made[table] = made.GetValueOrDefault(table) + drafts.Count;
        var barred = new HashSet<RowDraft>();
        var read = drafts.Count == 0 ? [] : await targets(table, stop);
        for (var round = 0; round < MostRounds && drafts.FindAll(draft => !draft.IsDone && !barred.Contains(draft)) is { Count: > 0 } pending; round++)
        {
            var answers = await trial.RunAsync([.. pending.Select(draft => draft.Insert(draft.Choose(read)))], stop);
            foreach (var (draft, answer) in pending.Zip(answers))
            {
                draft.IsDone = answer.IsDone;
                var places = answer.IsDone ? [] : blame.PlacesOf(table, answer);
                if (answer.State is CheckViolation or NotNullViolation && places.Count > 0 && places.All(draft.Wanted.ContainsKey))
                {
                    barred.Add(draft);
                }
                else if (!answer.IsDone)
                {
                    draft.Refuse(places);
                }
            }
        }
        return drafts.Count > 0 && barred.Count == drafts.Count;
    }
}
