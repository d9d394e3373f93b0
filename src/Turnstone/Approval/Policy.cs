namespace Turnstone.Approval;

using Turnstone.Configuration;

/// <summary>What has to be there before a plan may run.</summary>
/// <param name="Verified">Whether the plan has to be proved.</param>
/// <param name="Approvals">How many signatures it needs.</param>
/// <param name="After">The environment where it has to have run before.</param>
public sealed record Policy(bool Verified, int Approvals, string? After)
{
    /// <summary>Asks for nothing: a database that nobody governs.</summary>
    public static Policy None { get; } = new(false, 0, null);

    /// <summary>What the environment asks for.</summary>
    public static Policy Of(EnvironmentSettings? environment) => environment?.Require is { } require
        ? new(require.Verified || require.Undo, require.Approvals, require.After)
        : None;
}
