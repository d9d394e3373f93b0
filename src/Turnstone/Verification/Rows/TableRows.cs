namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>All rows of one table.</summary>
/// <param name="Key">The columns by which a row is told from every other: the primary key's, else a unique key's that cannot be null; none where there is no such key.</param>
sealed record TableRows(QualifiedName Table, ImmutableArray<string> Columns, ImmutableArray<string> Key, IReadOnlyList<CellValue[]> Rows)
{
    /// <summary>The rows that are not there earlier: by their key, else by all that they say.</summary>
    public TableRows Since(TableRows earlier)
    {
        var places = (Key.Length > 0 ? Key : Columns).Select(column => Columns.IndexOf(column)).ToList();
        var known = new RowsByKey(earlier.Rows, places);
        return this with { Rows = [.. Rows.Where(row => known.Take(CellValue.HashOf(row, places)) is null)] };
    }
}
