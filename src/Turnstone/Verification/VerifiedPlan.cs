namespace Turnstone.Verification;

using Turnstone.Plans;

/// <summary>A plan and what a verifier found out about it. Only <see cref="Verifier"/> makes one.</summary>
public sealed record VerifiedPlan
{
    internal VerifiedPlan(Plan plan, Verdict verdict)
    {
        Plan = plan;
        Verdict = verdict;
    }

    public Plan Plan { get; }

    public Verdict Verdict { get; }

    /// <summary>What was seen; none where nobody tried it.</summary>
    public Evidence? Evidence { get; init; }
}
