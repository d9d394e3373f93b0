namespace Turnstone.Tests.Grammar;

/// <summary>A table as a statement names it.</summary>
/// <param name="Schema">Null where none is written.</param>
readonly record struct TableName(string? Schema, string Name) : IComparable<TableName>
{
    public int CompareTo(TableName other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
