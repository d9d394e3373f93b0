namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>All rows of one table.</summary>
/// <param name="Key">The columns by which a row is told from every other: the primary key's, else a unique key's that cannot be null; none where there is no such key.</param>
sealed record TableRows(QualifiedName Table, ImmutableArray<string> Columns, ImmutableArray<string> Key, IReadOnlyList<CellValue[]> Rows)
{
    /// <summary>The columns that hold an enumeration's labels, each with its type's number; those of no other column matter.</summary>
    public IReadOnlyDictionary<int, uint> Enumerations { get; init; } = new Dictionary<int, uint>();

    /// <summary>The same with labels as they are called later.</summary>
    /// <param name="names">Of each type, its labels that are called otherwise, by what they were called.</param>
    public TableRows Renamed(IReadOnlyDictionary<uint, Dictionary<UInt128, CellValue>> names)
    {
        var changed = Enumerations.Where(one => names.ContainsKey(one.Value)).ToList();
        return changed.Count == 0 ? this : this with { Rows = [.. Rows.Select(row => (CellValue[])[.. row.Select((value, place) => Enumerations.TryGetValue(place, out var type) && names.TryGetValue(type, out var others) && others.TryGetValue(value.Hash, out var other) ? other : value)])] };
    }

    /// <summary>The rows that are not there earlier: by their key, else by all that they say.</summary>
    public TableRows Since(TableRows earlier)
    {
        // What is called otherwise now stands where it stood.
        var pairs = (Key.Length > 0 ? Key : Columns).Select(column => Columns.IndexOf(column)).Select(place => (Here: place, There: earlier.Columns.IndexOf(Columns[place]) is >= 0 and var there ? there : Key.Length > 0 ? place : -1))
            .Where(pair => pair.There >= 0 && pair.There < earlier.Columns.Length).ToList();
        var (places, known) = (pairs.Select(pair => pair.Here).ToList(), new RowsByKey(earlier.Rows, [.. pairs.Select(pair => pair.There)]));
        return this with { Rows = [.. Rows.Where(row => known.Take(CellValue.HashOf(row, places)) is null)] };
    }
}
