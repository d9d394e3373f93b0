namespace Turnstone.Configuration;

/// <summary>Where shadow databases come from and what is put into them.</summary>
public sealed record ShadowSettings
{
    /// <summary>A server to make them on, or where to find its address (<c>env:SHADOW_URL</c>).</summary>
    public string? Url { get; init; }

    /// <summary>A restored copy of production, or where to find its address: copies of it are tried on, it itself is not touched.</summary>
    public string? CloneOf { get; init; }

    public string? Data { get; init; }

    /// <summary>A file of CREATE ROLE and GRANT statements, relative to the project.</summary>
    public string? Roles { get; init; }

    /// <summary>Without the addresses, which may hold a password where they came from a variable.</summary>
    public override string ToString() => $"data {Data}, roles {Roles}";
}
