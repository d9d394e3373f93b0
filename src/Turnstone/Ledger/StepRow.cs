namespace Turnstone.Ledger;

using System.Text.Json.Serialization;
using Turnstone.Plans;

/// <summary>What the ledger writes about one step.</summary>
sealed record StepRow
{
    public required string Kind { get; init; }
    public required string Version { get; init; }
    public required int Step { get; init; }
    public required int Of { get; init; }
    public required string Description { get; init; }
    public required string File { get; init; }
    public required int Line { get; init; }
    public required string Checksum { get; init; }
    public required string Content { get; init; }

    /// <summary>SHA-256 of the text as it is kept, with its secrets masked; none where only digest and length are.</summary>
    public string? Kept { get; init; }
    public required string Digest { get; init; }
    public string? Author { get; init; }
    public string? Ticket { get; init; }
    public string? Context { get; init; }
    public bool? Transaction { get; init; }
    public long? ExecutionMs { get; init; }
    public long? LockWaitMs { get; init; }
    public long? Rows { get; init; }
    public int? Attempts { get; init; }
    public string? Sqlstate { get; init; }
    public string? Error { get; init; }
    public string? Reason { get; init; }

    public static StepRow For(string kind, PlannedMigration migration, Step step) => new()
    {
        Kind = kind,
        Version = migration.Version,
        Step = step.Ordinal,
        Of = migration.Of,
        Description = migration.Description,
        File = migration.File,
        Line = step.Line,
        Checksum = migration.Checksum,
        Content = migration.Content,
        Kept = migration.Text is { } text ? Plans.Digest.Of(text) : null,
        Digest = step.Digest,
        Author = migration.Author,
        Ticket = migration.Ticket,
        Context = migration.Context,
        Transaction = step is SqlStep { Transaction: var transaction } ? transaction : null,
    };

    public static StepRow Resolving(string kind, RecordedMigration migration, RecordedStep step, string reason) => new()
    {
        Kind = kind,
        Version = migration.Version,
        Step = step.Ordinal,
        Of = migration.Of,
        Description = migration.Description,
        File = migration.File,
        Line = 1,
        Checksum = migration.Checksum,
        Content = migration.Content ?? "",
        Digest = step.Digest,
        ExecutionMs = 0,
        Reason = reason,
    };
}

/// <summary>What the ledger writes when a run begins.</summary>
sealed record RunOpenedRow(
    string Kind, string Verb, string User, string Host, string DatabaseUser, string ToolVersion, string ServerVersion, string Plan, string? Environment,
    string? AppVersion, string? GitCommit, string? CiBuild, string? ImageDigest, string? PreviousRun, string? PreviousHead);

/// <summary>What the ledger writes when a run ends.</summary>
sealed record RunClosedRow(string Kind, string Status, int Applied, string? Error);

/// <summary>How the ledger's payloads are written: generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepRow))]
[JsonSerializable(typeof(RunOpenedRow))]
[JsonSerializable(typeof(RunClosedRow))]
sealed partial class RowJson : JsonSerializerContext;
