namespace Turnstone.Linting.Trace;

/// <summary>What a server made of a finding: the linter's third depth.</summary>
public enum Confirmation
{
    /// <summary>The rule makes no claim of locks, or the statement did not run where it could be looked at.</summary>
    NotSeen,

    /// <summary>The lock was taken, and what is said to happen under it happened.</summary>
    Confirmed,

    /// <summary>The statement ran and did less.</summary>
    Refuted,
}
