namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>The schemas that dump, drift, fingerprint and doctor look at.</summary>
public sealed record SchemaScope
{
    /// <summary>Only these; empty means all.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>All but these.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];
}
