namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>A table as somebody sees it who makes rows for it.</summary>
/// <param name="IsRoot">Whether it is read with all that is below it: a partitioned table.</param>
sealed record RowTable(uint Oid, QualifiedName Name, bool IsRoot, bool IsPartition)
{
    /// <summary>Those that a row may give a value to.</summary>
    public ImmutableArray<RowColumn> Columns { get; init; } = [];

    /// <summary>Of a partitioned table, whether it has any that takes rows.</summary>
    public bool HasPartitions { get; init; }

    public ImmutableArray<RowReference> References { get; init; } = [];

    /// <summary>Checks, unique and excluding indexes, and what its partitions take.</summary>
    public ImmutableArray<RowRule> Rules { get; init; } = [];

    /// <summary>The places of columns that have these numbers; what no value is given to has none.</summary>
    public ImmutableArray<int> PlacesOf(IEnumerable<short> numbers) =>
        [.. numbers.Select(number => Columns.FirstOrDefault(column => column.Number == number)).OfType<RowColumn>().Select(column => Columns.IndexOf(column))];
}

/// <summary>A column that a row may give a value to.</summary>
/// <param name="TypeName">With its modifiers: <c>numeric(10,2)</c>.</param>
/// <param name="HasDefault">Or an identity that may be given.</param>
sealed record RowColumn(short Number, Identifier Name, ValueType Type, int Modifier, string TypeName, bool IsNotNull, bool HasDefault);

/// <summary>A foreign key.</summary>
/// <param name="Columns">By their numbers.</param>
/// <param name="IsFull">Whether either all of its columns are null or none.</param>
sealed record RowReference(QualifiedName Name, ImmutableArray<short> Columns, uint Target, QualifiedName TargetName, ImmutableArray<Identifier> TargetColumns, bool IsFull, bool IsDeferrable)
{
    public bool IsWithin(RowTable table) => Target == table.Oid;

    /// <summary>Whether no row goes without it.</summary>
    public bool IsRequired(RowTable table) => table.PlacesOf(Columns).All(place => table.Columns[place].IsNotNull);
}

/// <summary>What rows have to keep to, and the columns that have a part in it.</summary>
/// <param name="Name">None of what partitions take.</param>
/// <param name="Condition">An expression, or a part of one that has to hold by itself; none of an index.</param>
/// <param name="IsExcluding">Whether one row may keep any other out.</param>
sealed record RowRule(string? Name, ImmutableArray<short> Columns, string? Condition, bool IsExcluding = false)
{
    /// <summary>Of what partitions take, which of them does: a row goes into one of them.</summary>
    public int? Partition { get; init; }

    /// <summary>Whether it is about this column and no other.</summary>
    public bool IsAbout(RowColumn column) => Condition is not null && Columns.Length == 1 && Columns[0] == column.Number;
}
