namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;

/// <summary>How large a table is and how much it is used, as the server estimates and counts it.</summary>
/// <param name="Rows">None where nobody ever counted: it was never analyzed.</param>
/// <param name="Bytes">Of the rows, without indexes and what is kept beside them.</param>
/// <param name="Reads">How often it was read, through an index or as a whole, since the server counts; none where it does not.</param>
/// <param name="Writes">How many rows were inserted, updated or deleted since then.</param>
public sealed record TableFigures(long? Rows, long Bytes, long? Reads, long? Writes)
{
    /// <summary>Of its columns, which part of the rows has no value: 0 to 1. A column that was never analyzed is not among them.</summary>
    public ImmutableDictionary<string, double> NullFractions { get; init; } = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Of its indexes, how often each was used since the server counts.</summary>
    public ImmutableDictionary<string, long> IndexScans { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);
}
