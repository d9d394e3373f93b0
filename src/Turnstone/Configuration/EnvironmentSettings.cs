namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>One database that the project is delivered to, and what is asked before it is changed.</summary>
public sealed record EnvironmentSettings
{
    public required string Name { get; init; }

    /// <summary>Its address, or where to find it (<c>env:STAGING_URL</c>).</summary>
    public string? Url { get; init; }

    /// <summary>The address past a pooler; it wins over <see cref="Url"/>.</summary>
    public string? DirectUrl { get; init; }

    /// <summary>The contexts whose files belong here.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    public AllowSettings? Allow { get; init; }

    public RequireSettings? Require { get; init; }

    /// <summary>The project's settings with this environment's own over them.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>Whether the database itself says that it is this environment.</summary>
    public bool Claimed { get; init; }

    public bool Governed => Require is not null || Claimed;

    /// <summary>The name alone: an address that came from a variable may hold a password.</summary>
    public override string ToString() => Name;
}
