namespace Turnstone.Configuration;

/// <summary>What an environment asks of a plan before it runs there.</summary>
public sealed record RequireSettings
{
    public bool Verified { get; init; }

    public int Approvals { get; init; }

    /// <summary>The environment where the same plan has to have run before.</summary>
    public string? After { get; init; }

    /// <summary>Whether every migration needs an undo that was proved.</summary>
    public bool Undo { get; init; }
}
