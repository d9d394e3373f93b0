namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>A hint, beside the tables of a database: whose its columns are.</summary>
sealed class HintColumns
{
    readonly RowHint hint;

    readonly ImmutableArray<(Identifier One, Identifier Other)> names;

    /// <param name="names">What columns are called before and behind a migration.</param>
    public HintColumns(RowHint hint, IReadOnlyList<RowTable> tables, ImmutableArray<(Identifier One, Identifier Other)> names)
    {
        (this.hint, this.names) = (hint, names);
        Tables = [.. hint.Tables.Select(table => tables.FirstOrDefault(one => one.Name.Name == table.Name.Name && (table.Name.Schema is not { } schema || schema == one.Name.Schema)) ?? Alike(tables))];
        foreach (var condition in hint.Conditions)
        {
            Place(condition);
        }
    }

    /// <summary>None where there is none of that name, or it gets no rows.</summary>
    public ImmutableArray<RowTable?> Tables { get; }

    /// <summary>What is about the columns of one table.</summary>
    public List<PlacedCondition> Conditions { get; } = [];

    /// <summary>The columns of two tables that have to be equal.</summary>
    public List<((int Table, Identifier Column) One, (int Table, Identifier Column) Other)> Pairs { get; } = [];

    public Identifier AliasOf(int table) => hint.Tables[table].Alias;

    void Place(HintCondition condition)
    {
        var found = condition.Columns.Select(column => (Table: TableOf(column), Column: column[^1])).ToList();
        if (condition.IsPair && found is [{ Table: >= 0 } one, { Table: >= 0 } other] && one.Table != other.Table)
        {
            Pairs.Add((one, other));
            return;
        }
        var known = found.Where(one => one.Table >= 0).Select(one => (one.Table, Place: PlaceOf(one.Table, one.Column))).Where(one => one.Place >= 0).Distinct().ToList();
        if (known.Select(column => column.Table).Distinct().Count() == 1 && (known.Count == found.Count || !condition.IsPair))
        {
            Conditions.Add(new(condition.Text, known[0].Table, [.. known.Select(column => column.Place)], !condition.IsValue && known.Count == found.Count));
        }
    }

    // A view, or what is called otherwise here: the table that has all of these columns.
    RowTable? Alike(IReadOnlyList<RowTable> tables) => hint.Tables.Length > 1 || hint.Conditions.IsEmpty ? null :
        tables.FirstOrDefault(table => hint.Conditions.All(condition => condition.Columns.All(column => PlaceOf(table, column[^1]) >= 0)));

    /// <summary>Of what the server gives itself there is none.</summary>
    public int PlaceOf(int table, Identifier column) => Tables[table] is { } there ? PlaceOf(there, column) : -1;

    int PlaceOf(RowTable table, Identifier column)
    {
        var other = names.FirstOrDefault(pair => pair.One == column || pair.Other == column);
        var places = table.Columns.Index().ToList();
        return places.Where(one => one.Item.Name == column).Concat(places.Where(one => one.Item.Name == other.One || one.Item.Name == other.Other)).Select(one => one.Index).FirstOrDefault(-1);
    }

    /// <summary>What the hint calls a column.</summary>
    public Identifier NameOf(int table, int place) => hint.Conditions.SelectMany(condition => condition.Columns).Select(column => column[^1]).FirstOrDefault(name => PlaceOf(table, name) == place);

    // A query within another one stands behind it, and its columns go first.
    int TableOf(ImmutableArray<Identifier> column)
    {
        var table = Tables.Length - 1;
        while (table >= 0 && (Tables[table] is null || (column.Length > 1 ? column[^2] != AliasOf(table) : PlaceOf(table, column[0]) < 0)))
        {
            table--;
        }
        return table;
    }
}

/// <summary>A condition on some columns of one table.</summary>
/// <param name="Table">By its place among the hint's.</param>
/// <param name="IsTested">Whether the server can say what meets it.</param>
sealed record PlacedCondition(string Text, int Table, ImmutableArray<int> Places, bool IsTested);
