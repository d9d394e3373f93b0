namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Plans;

/// <summary>A plan and what a verifier found out about it. Only <see cref="Verifier"/> makes one.</summary>
public sealed record VerifiedPlan
{
    internal VerifiedPlan(Plan plan, Verdict verdict, ImmutableSortedDictionary<string, string?>? ends = null, Evidence? evidence = null)
    {
        Plan = plan;
        Verdict = verdict;
        Ends = ends;
        Evidence = evidence;
    }

    public Plan Plan { get; }

    public Verdict Verdict { get; }

    /// <summary>The objects that it changes, by name, each with its digest as it has to be in the end, none for one that has to be gone; none where nobody tried it.</summary>
    public ImmutableSortedDictionary<string, string?>? Ends { get; }

    /// <summary>What was seen; none where it was not here, or nobody tried it.</summary>
    public Evidence? Evidence { get; }
}
