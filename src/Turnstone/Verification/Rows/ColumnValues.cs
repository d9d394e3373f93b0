namespace Turnstone.Verification.Rows;

using Turnstone.Text;

/// <summary>Finds out which values each column takes, by asking the server: of its type first, then of the conditions that are about this column alone.</summary>
sealed class ColumnValues(Trial trial, TypeValues values)
{
    readonly Dictionary<string, ValueList> ofTypes = [];

    /// <summary>The values of each table's columns, by their places.</summary>
    public async Task<Dictionary<RowTable, ValueList[]>> FindAsync(IReadOnlyList<RowTable> tables, CancellationToken stop)
    {
        var columns = tables.SelectMany(table => table.Columns).ToList();
        var types = columns.DistinctBy(column => column.TypeName).ToList();
        var made = types.Select(column => values.Of(column.Type, column.Modifier)).ToList();
        var taken = await TakenAsync(types.Zip(made, (column, list) => (list, (Func<string, Sql>)(value => $"SELECT {Literal.Of(value)}::{new Verbatim(column.TypeName)}"))), stop);
        foreach (var (column, list) in types.Zip(taken))
        {
            ofTypes[column.TypeName] = list;
        }
        var restricted = tables.SelectMany(table => table.Columns.Where(column => Conditions(table, column).Any()).Select(column => (Table: table, Column: column))).ToList();
        var lists = restricted.Select(one => Suggested(one.Table, one.Column)).ToList();
        var fitting = await TakenAsync(restricted.Zip(lists, (one, list) => (list, Test(one.Table, one.Column))), stop);
        var found = restricted.Zip(fitting).ToDictionary(pair => pair.First, pair => pair.Second);
        return tables.ToDictionary(table => table, table => table.Columns.Select(column =>
            Bounded(table, column, found.TryGetValue((table, column), out var list) && list.All.Any() ? list : ofTypes[column.TypeName])).ToArray());
    }

    // What has no end keeps every other row out.
    static ValueList Bounded(RowTable table, RowColumn column, ValueList list) =>
        !list.Plain.IsEmpty && table.Rules.Any(rule => rule.IsExcluding && rule.Columns.Contains(column.Number)) ? list with { Edges = [.. list.Edges.Where(edge => edge == "empty")] } : list;

    static IEnumerable<string> Conditions(RowTable table, RowColumn column) =>
        table.Rules.Where(rule => rule.Condition is not null && rule.Columns.Contains(column.Number)).Select(rule => rule.Condition!);

    ValueList Suggested(RowTable table, RowColumn column)
    {
        var list = ofTypes[column.TypeName];
        var suggested = ConstantValues.Of(Conditions(table, column), column.Type.Category);
        // What is cast is cut off; what is put in is not.
        var most = Math.Max(column.Modifier, column.Type.InnerModifier) - 4;
        var fitting = column.Type.Category == 'S' && most > 0 ? suggested.Select(text => string.Concat(text.EnumerateRunes().Take(most))).Distinct() : suggested;
        return list with { Suggested = [.. fitting, .. list.Suggested] };
    }

    // Of what partitions take, one is enough.
    static Func<string, Sql> Test(RowTable table, RowColumn column)
    {
        var checks = table.Rules.Where(rule => rule.Partition is null && rule.IsAbout(column)).Select(rule => (Sql)$"({new Verbatim(rule.Condition!)}) IS NOT FALSE");
        var bounds = table.Rules.Where(rule => rule.Partition is not null).GroupBy(rule => rule.Partition).Select(bound => bound.Where(rule => rule.IsAbout(column)).Select(rule => (Sql)$"({new Verbatim(rule.Condition!)})").ToList()).ToList();
        var taken = bounds.Any(bound => bound.Count == 0) ? [] : bounds.Select(bound => (Sql)$"({Sql.Join(" AND ", bound)})").ToList();
        var condition = Sql.Join(" AND ", [.. checks, .. taken.Count == 0 ? (Sql[])[] : [$"({Sql.Join(" OR ", taken)})"]]);
        var where = condition.IsEmpty ? Sql.Empty : $" WHERE {condition}";
        return value => $"SELECT FROM (SELECT {Literal.Of(value)}::{new Verbatim(column.TypeName)} AS {column.Name}) AS {table.Name.Name}{where}";
    }

    async Task<List<ValueList>> TakenAsync(IEnumerable<(ValueList List, Func<string, Sql> Test)> questions, CancellationToken stop)
    {
        var asked = questions.ToList();
        var statements = asked.SelectMany(one => one.List.All.Select(value => one.Test(value))).ToList();
        var answers = (await trial.RunAsync(statements, stop)).Select(answer => answer.IsDone).GetEnumerator();
        using (answers)
        {
            return [.. asked.Select(one =>
            {
                var taken = one.List.All.Where(_ => answers.MoveNext() && answers.Current).ToHashSet(StringComparer.Ordinal);
                return one.List.Where(taken.Contains);
            })];
        }
    }
}
