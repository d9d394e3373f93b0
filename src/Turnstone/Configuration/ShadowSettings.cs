namespace Turnstone.Configuration;

/// <summary>Where shadow databases come from and what is put into them.</summary>
public sealed record ShadowSettings
{
    /// <summary>A server to make them on, or where to find its address (<c>env:SHADOW_URL</c>).</summary>
    public string? Url { get; init; }

    public string? CloneOf { get; init; }

    public string? Data { get; init; }

    public string? Roles { get; init; }

    /// <summary>Without the address, which may hold a password where it came from a variable.</summary>
    public override string ToString() => $"clone {CloneOf}, data {Data}, roles {Roles}";
}
