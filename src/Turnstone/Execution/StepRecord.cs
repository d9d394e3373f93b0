namespace Turnstone.Execution;

using Turnstone.Migrations;

/// <summary>What a run did with one step.</summary>
/// <param name="State"><c>done</c> or <c>failed</c>; a step that was never begun has no record.</param>
public sealed record StepRecord(
    MigrationKind Kind, string? Version, int Ordinal, string File, int Line, string State, long ExecutionMs, long LockWaitMs, long Rows, int Attempts);
