namespace Turnstone.Verification.Rows;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Finds values that meet the conditions on a table's columns, by asking the server.</summary>
/// <param name="nameOf">What the conditions call the column at a place.</param>
/// <param name="isPlain">Whether nothing may stand at the ends of its type.</param>
sealed class HintValues(Trial trial, RowTable table, Identifier alias, ValueList[] values, Func<int, Identifier> nameOf, bool isPlain)
{
    // How many values of a column are tried, alone and together with others; and how many of those that meet it are taken.
    const int MostAlone = 60, MostTogether = 150, MostTaken = 3, MostValues = 6;

    /// <summary>Values for each column that a condition is about, some for each row; none where nothing meets one of them.</summary>
    public async Task<List<Dictionary<int, string?>>> FindAsync(IReadOnlyList<PlacedCondition> conditions, CancellationToken stop)
    {
        var found = new List<List<Dictionary<int, string?>>>();
        foreach (var group in Groups(conditions))
        {
            found.Add(await MeetAsync(group, stop));
        }
        return found.Exists(one => one.Count == 0) ? [] : [.. Enumerable.Range(0, found.Select(one => one.Count).DefaultIfEmpty(0).Max()).Select(row => found.SelectMany(one => one[row % one.Count]).ToDictionary())];
    }

    // What shares a column has to be met together.
    static List<List<PlacedCondition>> Groups(IReadOnlyList<PlacedCondition> conditions)
    {
        var groups = new List<List<PlacedCondition>>();
        foreach (var condition in conditions)
        {
            var mine = groups.FindAll(group => group.Exists(one => one.Places.Any(condition.Places.Contains)));
            groups.RemoveAll(mine.Contains);
            groups.Add([.. mine.SelectMany(group => group), condition]);
        }
        return groups;
    }

    async Task<List<Dictionary<int, string?>>> MeetAsync(List<PlacedCondition> group, CancellationToken stop)
    {
        var places = group.SelectMany(one => one.Places).Distinct().ToList();
        var lists = new List<List<string?>>();
        foreach (var place in places)
        {
            lists.Add(await TakenAsync(place, group, stop));
        }
        var rows = Together(lists).Select(row => places.Zip(row).ToDictionary(one => one.First, one => one.Second)).ToList();
        var tested = group.Where(one => one.IsTested).Select(one => (Sql)$"({new Verbatim(one.Text)})").ToList();
        if (tested.Count == 0)
        {
            return [.. rows.Take(MostValues)];
        }
        var answers = await trial.RunAsync([.. rows.Select(row => (Sql)$"""
            SELECT FROM (SELECT {Sql.Join(", ", row.Select(one => (Sql)$"{Literal.Of(one.Value)}::{new Verbatim(table.Columns[one.Key].TypeName)} AS {nameOf(one.Key)}"))}) AS {alias} WHERE {Sql.Join(" AND ", tested)}
            """)], stop);
        return [.. rows.Zip(answers).Where(one => one.Second.IsDone).Select(one => one.First).Take(MostTaken)];
    }

    // What the constants beside it suggest, and then what there is of its type.
    async Task<List<string?>> TakenAsync(int place, List<PlacedCondition> group, CancellationToken stop)
    {
        var column = table.Columns[place];
        var suggested = ConstantValues.Of(group.Where(one => one.Places.Contains(place)).Select(one => one.Text), column.Type.Category).Take(MostAlone).ToList();
        var answers = await trial.RunAsync([.. suggested.Select(value => (Sql)$"SELECT {Literal.Of(value)}::{new Verbatim(column.TypeName)}")], stop);
        var taken = suggested.Zip(answers).Where(one => one.Second.IsDone).Select(one => (string?)one.First);
        var edges = isPlain ? [] : values[place].Edges;
        return group.Exists(one => one.IsTested)
            ? [.. taken.Concat(Simplest(column.Type.Category)).Concat(values[place].Suggested.Take(10)).Concat(edges).Concat(values[place].Plain.Take(4)).Append(null).Distinct()]
            : [.. taken.Concat(group.Exists(one => one.Text.Length == 0) ? edges : [])];
    }

    static string[] Simplest(char category) => category switch { 'N' => ["0", "1"], 'S' => [""], _ => [] };

    // Every value of one column with every one of the others, the first ones of each where that would be too many.
    static IEnumerable<IEnumerable<string?>> Together(List<List<string?>> lists)
    {
        var each = lists.Count == 1 ? int.MaxValue : Math.Max(2, (int)Math.Pow(MostTogether, 1.0 / lists.Count));
        IEnumerable<IEnumerable<string?>> rows = [[]];
        foreach (var list in lists)
        {
            var some = list.Count <= each ? list : [.. list.Take(each - 1), list[^1]];
            rows = rows.SelectMany(row => some.Select(value => row.Append(value)));
        }
        return rows.Take(MostTogether);
    }
}
