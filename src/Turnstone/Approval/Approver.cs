namespace Turnstone.Approval;

using Turnstone.Diagnostics;
using Turnstone.Verification;

/// <summary>Holds a plan against the policy of the database that it is for.</summary>
public sealed class Approver(Policy policy)
{
    /// <summary>The approved plan; or, as errors, everything that the policy asks for and that is not there.</summary>
    public Checked<ApprovedPlan> Approve(VerifiedPlan verified) => Checked.Of(new ApprovedPlan(verified, policy), Missing(verified));

    IEnumerable<Diagnostic> Missing(VerifiedPlan verified)
    {
        if (policy.Verified && verified.Verdict != Verdict.Proved)
        {
            yield return Diagnostic.Error("policy-verified", "This environment takes only plans that verify has proved.",
                help: "Nothing was changed.\nverify is not built yet: until then nothing can be applied where 'require: { verified: true }' stands.");
        }
        if (policy.Approvals > 0)
        {
            yield return Diagnostic.Error("policy-approvals", $"This environment asks for {policy.Approvals} approval(s), and there is none.",
                help: "Nothing was changed.\napprove is not built yet: until then nothing can be applied where 'require: { approvals: … }' stands.");
        }
        if (policy.After is { } before)
        {
            yield return Diagnostic.Error("policy-after", $"This environment takes only what '{before}' has run, and nothing shows that it has.",
                help: "Nothing was changed.\nThat comparison is not built yet: until then nothing can be applied where 'require: { after: … }' stands.");
        }
    }
}
