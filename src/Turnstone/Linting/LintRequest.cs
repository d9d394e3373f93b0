namespace Turnstone.Linting;

using Turnstone.Migrations;

/// <summary>Which files are looked at, and what is known of the database that they are for.</summary>
/// <param name="Options">What the project says of its lint.</param>
public sealed record LintRequest(LintOptions Options)
{
    /// <summary>Which files are looked at; the others are known.</summary>
    public Func<Migration, bool> IsAsked { get; init; } = _ => true;

    /// <summary>Files that somebody named, as they are shown: one that is none of the project's is looked at behind all of them.</summary>
    public IReadOnlyCollection<string> Named { get; init; } = [];

    /// <summary>Whether those that are looked at are applied together, so that what one makes is new to the next.</summary>
    public bool IsPending { get; init; }

    public LintGround Ground { get; init; } = LintGround.None;

    /// <summary>Which files the ground's schema holds already, so that what they make is not known twice.</summary>
    public Func<Migration, bool> IsApplied { get; init; } = _ => false;

    /// <summary>What was found before and is not told again; none where everything is.</summary>
    public LintBaseline? Baseline { get; init; }
}
