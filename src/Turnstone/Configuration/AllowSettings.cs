namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>What a database must be before it counts as its environment's; what is empty is not asked.</summary>
public sealed record AllowSettings
{
    public ImmutableArray<string> Hosts { get; init; } = [];

    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>The cluster's own number, from <c>pg_control_system()</c>.</summary>
    public string? SystemIdentifier { get; init; }
}
