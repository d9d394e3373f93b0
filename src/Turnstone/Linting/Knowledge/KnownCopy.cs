namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;

/// <summary>Rows of one table that were put into another one, which keeps them.</summary>
/// <param name="Columns">Those that are kept, as the source calls them; none where it is all of them.</param>
/// <param name="OnlyWith">The column without whose value a row is left out; none where no row is.</param>
sealed record KnownCopy(KnownTable Keeper, KnownTable Source, ImmutableArray<string>? Columns, string? OnlyWith)
{
    /// <summary>Whether the keeper was made of nothing else.</summary>
    public bool IsAllOfKeeper { get; init; }

    /// <summary>Whether nothing of the whole table is missing.</summary>
    public bool IsWhole => OnlyWith is null && (Columns is not { } some || Source.IsWhole && Source.Columns.Keys.All(some.Contains));

    /// <summary>Whether no value of a column is missing.</summary>
    public bool Holds(string column) => (OnlyWith is null || OnlyWith == column) && (Columns is not { } some || some.Contains(column));
}
