namespace Turnstone.Execution;

using Turnstone.Migrations;
using Turnstone.Steps;

/// <summary>What a run did with one step.</summary>
/// <param name="State"><c>done</c> or <c>failed</c>; a step that was never begun has no record.</param>
public sealed record StepRecord(
    MigrationKind Kind, string? Version, int Ordinal, string File, int Line, string State, long ExecutionMs, long LockWaitMs, long Rows, int Attempts)
{
    /// <summary>Its statements, in order; none where several steps travelled together, or it failed.</summary>
    public IReadOnlyList<StatementResult> Statements { get; init; } = [];
}
