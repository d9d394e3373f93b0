namespace Turnstone.Linting.Trace;

using Turnstone.Diagnostics;

/// <summary>A finding, and what its statement was seen to do.</summary>
/// <param name="Statement">None where nobody saw it.</param>
public sealed record ConfirmedFinding(LintFinding Finding, Confirmation Confirmation, TracedStatement? Statement)
{
    /// <summary>The finding as it is to be told: at the depth to which it was looked at, and only as a note where the server says otherwise.</summary>
    public Diagnostic Diagnostic => Confirmation switch
    {
        Confirmation.Confirmed => Finding.Diagnostic with { Depth = "trace" },
        Confirmation.Refuted => Finding.Diagnostic with { Severity = Severity.Info, Depth = "trace", Message = $"{Finding.Diagnostic.Message} (Tried on a server, it did less.)" },
        _ => Finding.Diagnostic,
    };

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
        // A claim about another table than the statement's own names its example's.
        var isLocked = statement.Locks.Count(taken => taken.Kind != RelationKind.Index && taken.Mode >= claim.Mode) >= (claim.Table is null ? 1 : 2)
            || statement.Locks.Any(taken => taken.Relation == claim.Table && taken.Mode >= claim.Mode);
        var isDone = (!claim.Rewrites || !statement.Rewritten.IsEmpty)
            // From a second connection nobody sees what is read.
            && (!claim.Scans || statement.IsSampled || !statement.Scanned.IsEmpty || !statement.Rewritten.IsEmpty);
        return isLocked && isDone ? Confirmation.Confirmed
            // Who looks from time to time may have looked away.
            : isDone && statement.IsSampled ? Confirmation.NotSeen
            : Confirmation.Refuted;
    }
}
