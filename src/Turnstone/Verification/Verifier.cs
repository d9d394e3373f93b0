namespace Turnstone.Verification;

using Turnstone.Plans;

/// <summary>Makes the evidence that a policy may ask for.</summary>
public static class Verifier
{
    /// <summary>A plan that nobody tried: enough where the policy asks for no proof, and never where it does.</summary>
    public static VerifiedPlan NotVerified(Plan plan) => new(plan, Verdict.NotVerified);

    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    internal static VerifiedPlan Seen(Plan plan, Evidence evidence, bool requiresUndo) => new(plan, evidence.Verdict(requiresUndo)) { Evidence = evidence };
}
