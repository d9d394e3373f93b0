namespace Turnstone.Execution;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>What a run leaves behind: what it did, and why it ended.</summary>
/// <param name="RunId">None where nothing was to be done.</param>
/// <param name="Applied">Migrations that are complete because of this run.</param>
/// <param name="Failure">None where everything was done.</param>
public sealed record RunRecord(
    Guid? RunId, int Applied, ImmutableArray<StepRecord> Steps, FailureKind? Failure, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>A run that was not begun.</summary>
    public static RunRecord None(FailureKind? failure, params IEnumerable<Diagnostic> diagnostics) =>
        new(null, 0, [], failure, [.. diagnostics]);

    /// <summary>The two as one, of which the later begins the record's name and the first that failed says why.</summary>
    internal RunRecord With(RunRecord later) => new(
        later.RunId ?? RunId, Applied + later.Applied, [.. Steps, .. later.Steps], Failure ?? later.Failure, [.. Diagnostics, .. later.Diagnostics]);
}
