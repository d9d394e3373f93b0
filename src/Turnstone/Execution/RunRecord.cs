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
}
