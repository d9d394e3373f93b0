namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>What <c>turnstone.yaml</c> says of one rule.</summary>
public sealed record RuleOptions
{
    public static RuleOptions None { get; } = new();

    /// <summary>How much it counts; none where the rule says so itself.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Whether it is silent.</summary>
    public bool IsOff { get; init; }

    /// <summary>The most, or the least, that the rule takes, where it counts something.</summary>
    public int? Limit { get; init; }

    /// <summary>What the rule is told besides: names, types, patterns.</summary>
    public ImmutableArray<string> List { get; init; } = [];
}
