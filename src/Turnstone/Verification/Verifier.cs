namespace Turnstone.Verification;

using Turnstone.Plans;

/// <summary>Makes the evidence that a policy may ask for.</summary>
public static class Verifier
{
    /// <summary>A plan that nobody tried: enough where the policy asks for no proof, and never where it does.</summary>
    public static VerifiedPlan NotVerified(Plan plan) => new(plan, Verdict.NotVerified);
}
