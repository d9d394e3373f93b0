namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>What a project says of its lint, each by the rule's name.</summary>
public sealed record LintSettings
{
    /// <summary>How much rules count that do not count as they usually do.</summary>
    public ImmutableSortedDictionary<string, LintLevel> Levels { get; init; } = Named<LintLevel>.None;

    /// <summary>The most, or the least, that rules take which count something.</summary>
    public ImmutableSortedDictionary<string, int> Limits { get; init; } = Named<int>.None;

    /// <summary>Names, types, patterns that rules are told.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Lists { get; init; } = Named<ImmutableArray<string>>.None;

    /// <summary>The most rows of a table that is small.</summary>
    public int SmallTable { get; init; } = 10_000;

    /// <summary>The file of what was found before anybody looked, which is not told again; relative to the root.</summary>
    public string? Baseline { get; init; }
}
