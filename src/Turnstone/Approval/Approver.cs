namespace Turnstone.Approval;

using Turnstone.Diagnostics;
using Turnstone.Verification;

/// <summary>Holds a plan against the policy of the database that it is for.</summary>
public sealed class Approver(Policy policy)
{
    /// <summary>The approved plan; or, as errors, everything that the policy asks for and that is not there.</summary>
    public Checked<ApprovedPlan> Approve(VerifiedPlan verified) => Checked.Of(new ApprovedPlan(verified, policy), Missing(verified));

    const int MostVersions = 5;

    const string Prove = "To have it proved: turnstone plan -o plan.json; turnstone verify plan.json -o evidence.dsse.json --key NAME; turnstone apply plan.json --evidence evidence.dsse.json";

    IEnumerable<Diagnostic> Missing(VerifiedPlan verified)
    {
        if (verified.Verdict != Verdict.Proved && verified.Plan.Migrations.FirstOrDefault(one => one.Late is { IsEmpty: false }) is { } late)
        {
            yield return Diagnostic.Error("out-of-order", $"{late.Name} comes before versions that are applied already, and nothing has proved that the order does not matter: {string.Join(", ", late.Late!.Value.Take(MostVersions).Select(version => $"V{version}"))} may have to do with the same objects.",
                late.File, $"Nothing was changed.\n{Prove}\nOr give it a newer version (rename the file), or set 'out_of_order: allow' in turnstone.yaml.");
        }
        if (policy.Verified && verified.Verdict != Verdict.Proved)
        {
            yield return Diagnostic.Error("policy-verified", $"This environment takes only plans that verify has proved, and this one is {(verified.Verdict == Verdict.Refuted ? "refuted" : "not verified")}.",
                help: $"Nothing was changed.\n{Prove}");
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
