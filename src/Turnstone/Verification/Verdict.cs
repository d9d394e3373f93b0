namespace Turnstone.Verification;

/// <summary>What verification found out about a plan.</summary>
public enum Verdict
{
    NotVerified,
    Proved,
    Refuted,
}
