namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What became of the rows that were there: which values are lost or others now. What came new is named, and is no loss.</summary>
/// <param name="Tables">Those that are not as they were.</param>
/// <param name="NewTables">Those that only the second snapshot has.</param>
sealed record RowDifference(ImmutableArray<TableDifference> Tables, ImmutableArray<QualifiedName> NewTables)
{
    /// <summary>Sequences that give numbers again, as they stood and as they stand.</summary>
    public ImmutableArray<(RowSequence Before, RowSequence After)> Sequences { get; init; } = [];

    /// <summary>Materialized views that were filled and are not any more.</summary>
    public ImmutableArray<QualifiedName> EmptyViews { get; init; } = [];

    /// <summary>Whether every value that was there is there as it was.</summary>
    public bool LosesNothing => Tables.All(table => table.LosesNothing) && Sequences.IsEmpty && EmptyViews.IsEmpty;

    public static RowDifference Between(RowSnapshot before, RowSnapshot after, Masking masking)
    {
        before = before.CalledAsIn(after);
        var later = after.Tables.ToDictionary(table => table.Table);
        var sequences = after.Sequences.ToDictionary(one => one.Name);
        var earlier = before.Tables.Select(table => table.Table).ToHashSet();
        return new(
            [.. before.Tables.Select(table => new TableComparison(table, later.GetValueOrDefault(table.Table) ?? Renamed(table), masking).Compare()).OfType<TableDifference>()],
            [.. after.Tables.Select(table => table.Table).Where(table => !earlier.Contains(table))])
        {
            Sequences = [.. before.Sequences.Where(was => sequences.GetValueOrDefault(was.Name)?.IsBehind(was) == true).Select(was => (was, sequences[was.Name]))],
            EmptyViews = [.. before.Views.Where(view => view.Value && after.Views.TryGetValue(view.Key, out var isFilled) && !isFilled).Select(view => view.Key)],
        };

        // What is called otherwise now is the new one that has all of its rows.
        TableRows? Renamed(TableRows table) => table.Rows.Count == 0 ? null : after.Tables.FirstOrDefault(other =>
            !earlier.Contains(other.Table) && new TableComparison(table, other, masking).Compare() is null or { LosesNothing: true });
    }
}

/// <summary>What became of the rows of one table.</summary>
/// <param name="IsGone">Whether there is no such table any more.</param>
/// <param name="RowsGone">Rows that are no more; of a table without a key also those that cannot be recognised.</param>
/// <param name="RowsNew">Rows that were not there.</param>
/// <param name="Columns">Those of which a value is lost or changed, or that are gone.</param>
/// <param name="NewColumns">Those that only the second snapshot has.</param>
sealed record TableDifference(QualifiedName Table, bool IsGone, long RowsGone, long RowsNew, ImmutableArray<ColumnDifference> Columns, ImmutableArray<string> NewColumns)
{
    public bool LosesNothing => !IsGone && RowsGone == 0 && Columns.IsEmpty;

    /// <summary>One row that is gone.</summary>
    public string? GoneRow { get; init; }
}

/// <summary>What became of the values of one column.</summary>
/// <param name="IsGone">Whether there is no such column any more, or no such table.</param>
/// <param name="Lost">Values that are gone with their row or their column, or are null now.</param>
/// <param name="Changed">Values that are others now, in a row that is there.</param>
sealed record ColumnDifference(string Column, bool IsGone, long Lost, long Changed)
{
    /// <summary>A value that is lost, masked and shortened.</summary>
    public string? LostValue { get; init; }

    /// <summary>A value that is another now, and what it is, masked and shortened.</summary>
    public (string Before, string After)? ChangedValue { get; init; }

    /// <summary>The row of the changed value, else of the lost one, by its key; none where it has no key.</summary>
    public string? Row { get; init; }
}
