namespace Turnstone.Verification;

using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Signing;

/// <summary>Makes the evidence that a policy may ask for.</summary>
public static class Verifier
{
    /// <summary>A plan that nobody tried: enough where the policy asks for no proof, and never where it does.</summary>
    public static VerifiedPlan NotVerified(Plan plan) => new(plan, Verdict.NotVerified);

    /// <summary>A plan and what a signed evidence says of it: evidence of another plan, or of nothing, is refused.</summary>
    /// <param name="trusted">Whose signature was checked already.</param>
    /// <param name="file">Where it stands, as messages say it.</param>
    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    public static Checked<VerifiedPlan> Accept(Plan plan, TrustedEnvelope trusted, string file, bool requiresUndo)
    {
        var statement = InTotoStatement.Read(trusted, file);
        if (!statement.Passed)
        {
            return Checked.Failed<VerifiedPlan>(statement.Diagnostics);
        }
        var digest = PlanFile.Digest(plan);
        if (statement.Value.Subjects.All(subject => subject.Sha256 != digest))
        {
            return Checked.Failed<VerifiedPlan>(Diagnostic.Error("evidence-of-another-plan",
                $"This evidence is about {string.Join(", ", statement.Value.Subjects.Select(subject => $"{subject.Name} {subject.Sha256[..12]}…"))}, and the plan is {digest[..12]}….", file,
                $"Nothing was changed.\nTry this very plan: turnstone verify plan.json -o {file} --key NAME"));
        }
        var said = EvidenceDocument.Read(statement.Value, file);
        return said.Value is not { } evidence ? Checked.Failed<VerifiedPlan>(said.Diagnostics) : Checked.Of(
            new VerifiedPlan(plan, requiresUndo && evidence.Verdict == Verdict.Proved && evidence.Undos.Any(undo => Judge.Refutes(undo.Verdict, undo.SaysSo, requiresUndo)) ? Verdict.Refuted : evidence.Verdict, evidence.Ends));
    }

    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    internal static VerifiedPlan Seen(Plan plan, Evidence evidence, bool requiresUndo) => new(plan, evidence.Verdict(requiresUndo), evidence.Ends, evidence);
}
