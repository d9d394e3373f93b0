namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;

/// <summary>Values of one type, as texts that its input function takes, or may.</summary>
/// <param name="Edges">Those at which something breaks.</param>
/// <param name="Plain">As anybody would write, the likeliest first; many enough for a unique column.</param>
sealed record ValueList(ImmutableArray<string> Edges, ImmutableArray<string> Plain)
{
    public static ValueList Empty { get; } = new([], []);

    /// <summary>What the constants of conditions suggest; they come first.</summary>
    public ImmutableArray<string> Suggested { get; init; } = [];

    public IEnumerable<string> All => [.. Suggested, .. Edges, .. Plain];

    /// <summary>Those among them.</summary>
    public ValueList Where(Func<string, bool> isTaken) =>
        new([.. Edges.Where(isTaken)], [.. Plain.Where(isTaken)]) { Suggested = [.. Suggested.Where(isTaken)] };
}
