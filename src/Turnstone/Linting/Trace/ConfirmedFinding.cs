namespace Turnstone.Linting.Trace;

/// <summary>A finding, and what its statement was seen to do.</summary>
/// <param name="Statement">None where nobody saw it.</param>
public sealed record ConfirmedFinding(LintFinding Finding, Confirmation Confirmation, TracedStatement? Statement)
{
    /// <summary>Holds a finding against what was seen.</summary>
    public static ConfirmedFinding Of(LintFinding finding, LockTrace trace)
    {
        // A statement begins where it begins; the next one in the file ends it.
        var statement = trace.Statements.LastOrDefault(one => one.File == finding.Diagnostic.File && one.Line <= (finding.Diagnostic.Line ?? 0));
        return finding.Rule?.Claim is not { } claim || statement is null || statement.Verb == "DO"
            ? new(finding, Confirmation.NotSeen, null)
            : new(finding, Of(claim, statement), statement);
    }

    static Confirmation Of(LockClaim claim, TracedStatement statement)
    {
        var isLocked = statement.Locks.Any(taken => taken.Kind != RelationKind.Index && (claim.Table is null || taken.Relation == claim.Table) && taken.Mode >= claim.Mode);
        var isDone = (!claim.Rewrites || !statement.Rewritten.IsEmpty)
            // From a second connection nobody sees what is read.
            && (!claim.Scans || statement.IsSampled || !statement.Scanned.IsEmpty || !statement.Rewritten.IsEmpty);
        return isLocked && isDone ? Confirmation.Confirmed
            // Who looks from time to time may have looked away.
            : isDone && statement.IsSampled ? Confirmation.NotSeen
            : Confirmation.Refuted;
    }
}
