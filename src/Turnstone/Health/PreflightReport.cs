namespace Turnstone.Health;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>Everything that was looked at before a run, and what a run would end with.</summary>
/// <param name="Diagnostics">What was said beside it: of the files, say, with their places.</param>
public sealed record PreflightReport(ImmutableArray<Precondition> Checks, ImmutableArray<Diagnostic> Diagnostics)
{
    // A broken ledger cannot be trusted, what does not fit has to be made to, and only then is it worth trying again.
    static readonly ImmutableArray<FailureKind> Worst =
        [FailureKind.Broken, FailureKind.Refused, FailureKind.Drift, FailureKind.StepFailed, FailureKind.HalfWay, FailureKind.Unavailable, FailureKind.PolicyNotMet];

    /// <summary>None where a run could begin.</summary>
    public FailureKind? Failure
    {
        get
        {
            var failed = Checks.Select(check => check.Failure).ToHashSet();
            return Worst.Select(kind => (FailureKind?)kind).FirstOrDefault(failed.Contains);
        }
    }
}
