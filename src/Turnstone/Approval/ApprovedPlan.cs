namespace Turnstone.Approval;

using Turnstone.Plans;
using Turnstone.Verification;

/// <summary>A plan that may run: the policy asked for nothing more than there was. Only <see cref="Approver"/> makes one.</summary>
public sealed record ApprovedPlan
{
    internal ApprovedPlan(VerifiedPlan verified, Policy policy)
    {
        Verified = verified;
        Policy = policy;
    }

    public VerifiedPlan Verified { get; }

    public Policy Policy { get; }

    public Plan Plan => Verified.Plan;
}
