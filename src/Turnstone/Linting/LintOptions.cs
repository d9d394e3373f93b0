namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>What a project says of its lint: the server it is for, what counts how much, thresholds.</summary>
public sealed record LintOptions
{
    /// <summary>The oldest server that the migrations are for.</summary>
    public PgVersion Version { get; init; } = PgVersion.V14;

    /// <summary>The schemas that a name without one is looked for in; empty is the server's own.</summary>
    public ImmutableArray<string> SearchPath { get; init; } = [];

    /// <summary>What <c>${name}</c> stands for.</summary>
    public Placeholders Placeholders { get; init; } = new(ImmutableSortedDictionary<string, Placeholder>.Empty);

    /// <summary>The most rows of a table that is small: what is only a danger for how long it takes is none there.</summary>
    public int SmallTable { get; init; } = 10_000;

    /// <summary>What is said of single rules, by name.</summary>
    public ImmutableSortedDictionary<string, RuleOptions> Rules { get; init; } = ImmutableSortedDictionary.Create<string, RuleOptions>(StringComparer.Ordinal);

    /// <summary>Who decides on data that is kept by law or by contract, by the tables and columns that it is in.</summary>
    public ImmutableSortedDictionary<string, string> Retained { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The names of rules that another verb goes by: what is to be ignored of them is that one's affair.</summary>
    internal ImmutableHashSet<string> OthersRules { get; init; } = [];

    /// <summary>Whether a rule has nothing to say: it is off, or a house's that nobody named.</summary>
    public bool IsSilent(LintRule rule) => Of(rule).IsOff || rule.IsHouseRule && !Rules.ContainsKey(rule.Name);

    /// <summary>What is said of one; its defaults where nothing is.</summary>
    public RuleOptions Of(LintRule rule) => Rules.GetValueOrDefault(rule.Name) ?? RuleOptions.None;
}
