namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Sql;
using Turnstone.Verification.Rows;

/// <summary>Data that an undo does not bring back, or brings back as others.</summary>
/// <param name="Table">As SQL has it.</param>
/// <param name="Column">None where whole rows are gone.</param>
/// <param name="Rows">In how many of them.</param>
/// <param name="Example">One value, masked and shortened; none where none was kept.</param>
public sealed record LostData(string Table, string? Column, long Rows, string? Example)
{
    /// <summary>Of what is no table, what became of it in words: <c>sequence public.s would give 1 next, and not 118</c>.</summary>
    public string? Words { get; init; }

    /// <summary>All that is not there as it was.</summary>
    internal static ImmutableArray<LostData> Of(RowDifference difference) =>
    [
        .. difference.Tables.Where(table => !table.LosesNothing).SelectMany(Of),
        .. difference.Sequences.Select(one => new LostData(one.After.Name.Shown(), null, 0, null) { Words = FormattableString.Invariant($"sequence {one.After.Name.Shown()} would give {one.After.Next} next, and not {one.Before.Next}") }),
        .. difference.EmptyViews.Select(view => new LostData(view.Shown(), null, 0, null) { Words = $"materialized view {view.Shown()} is not filled any more" }),
    ];

    // The values of a row that is gone are gone with it.
    static IEnumerable<LostData> Of(TableDifference table) =>
    [
        .. table.RowsGone > 0 ? [new LostData(table.Table.Shown(), null, table.RowsGone, table.GoneRow)] : (LostData[])[],
        .. table.Columns.Select(column => new LostData(table.Table.Shown(), $"{new PlainName(column.Column)}", column.Changed + Math.Max(0, column.Lost - table.RowsGone), Shown(column))).Where(one => one.Rows > 0),
    ];

    static string? Shown(ColumnDifference column) => column.ChangedValue is { } changed ? $"{changed.Before} is {changed.After} now" : column.LostValue;

    /// <inheritdoc/>
    public override string ToString() => Words ?? (Column is null ? $"{Table}: {Rows} {(Rows == 1 ? "row" : "rows")}" : $"{Table}.{Column}: {Rows} {(Rows == 1 ? "value" : "values")}");
}
