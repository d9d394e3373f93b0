namespace Turnstone.Ledger;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>What the ledger writes about one step, or about a migration without running it.</summary>
sealed record StepRow
{
    public required string Kind { get; init; }

    /// <summary>One of <see cref="RowType"/>.</summary>
    public string? Type { get; init; }

    public string? Version { get; init; }
    public required int Step { get; init; }
    public required int Of { get; init; }
    public required string Description { get; init; }
    public required string File { get; init; }
    public required int Line { get; init; }
    public required string Checksum { get; init; }
    public string? Content { get; init; }

    /// <summary>SHA-256 of the text as it is kept, with its secrets masked; none where only digest and length are.</summary>
    public string? Kept { get; init; }

    /// <summary>What takes the migration back, as it is when this is written.</summary>
    public RecordedText? Undo { get; init; }

    /// <summary>What counts as applied with it.</summary>
    public ImmutableArray<CoveredVersion>? Covers { get; init; }
    public string? Digest { get; init; }

    /// <summary>The hook that the step stands in.</summary>
    public RecordedText? Hook { get; init; }
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

    /// <summary>What was there before the step was sent: whoever comes back needs it to tell whether it happened.</summary>
    public string? Evidence { get; init; }

    /// <summary>It was found done: an earlier going at it did it and could not say so any more.</summary>
    public bool? Found { get; init; }

    public static StepRow For(string kind, PlannedMigration migration, Step step) => new()
    {
        Kind = kind,
        Type = RowType.Of(migration.Kind),
        Version = migration.Version,
        Step = step.Ordinal,
        Of = migration.Of,
        Description = migration.Description,
        File = migration.File,
        Line = step.Line,
        Checksum = migration.Checksum,
        Content = migration.Content,
        Kept = migration.Kept.Digest,
        Undo = Named(migration.Undo),
        Hook = Named(migration.Hooks?.FirstOrDefault(hook => hook.File == step.File)),
        // With the first step of a run: whoever marks a later one as done does not know them.
        Covers = step.Ordinal == migration.Steps[0].Ordinal ? migration.Covers : null,
        Digest = step.Digest,
        Author = migration.Author,
        Ticket = migration.Ticket,
        Context = migration.Context,
        Transaction = step is SqlStep { Transaction: var transaction } ? transaction : null,
    };

    static RecordedText? Named(PlannedFile? file) => file is null ? null : new(file.File, file.Checksum, file.Content, file.Kept.Digest);

    /// <param name="file">Of the repeatable.</param>
    public static StepRow Withdrawing(string file) => new()
    {
        Kind = EntryKind.Withdrawn,
        Type = RowType.Repeatable,
        Step = 1,
        Of = 1,
        Description = FileName.Read(Path.GetFileName(file)).Name?.Description ?? "",
        File = file,
        Line = 1,
        Checksum = "",
        ExecutionMs = 0,
    };

    public static StepRow Resolving(RecordedMigration migration, RecordedStep step, StepFinding finding)
    {
        var about = migration.Undoing ?? migration;
        return new()
        {
            Kind = finding.Done ? EntryKind.StepMarkedDone : EntryKind.StepRedo,
            Type = RowType.Of(about.Kind),
            Version = migration.Version,
            Step = step.Ordinal,
            Of = about.Of,
            Description = about.Description,
            File = about.File,
            Line = 1,
            Checksum = about.Checksum,
            Content = about.Content,
            Digest = step.Digest,
            ExecutionMs = 0,
            Reason = finding.Reason,
        };
    }
}

/// <summary>What the ledger writes when a run begins.</summary>
sealed record RunOpenedRow(
    string Kind, string Verb, string User, string Host, string DatabaseUser, string ToolVersion, string ServerVersion, string Plan, string? Environment,
    string? AppVersion, string? GitCommit, string? CiBuild, string? ImageDigest, string? SystemIdentifier, int Timeline, string? PreviousRun, string? PreviousHead);

/// <summary>What the ledger writes when a run ends.</summary>
/// <param name="Fingerprint">Of the schema as the run left it.</param>
/// <param name="Objects">SHA-256 of the text that the ledger keeps of the fingerprints of each object.</param>
/// <param name="Reason">Why somebody takes the schema as it is.</param>
sealed record RunClosedRow(string Kind, string Status, int Applied, string? Error, string? Fingerprint = null, string? Objects = null, string? Reason = null);

/// <summary>What the ledger writes when somebody says which environment the database is.</summary>
/// <param name="Before">The environment that it was claimed as until then.</param>
sealed record ClaimedRow(
    string Kind, string Environment, ImmutableArray<string> Hosts, ImmutableArray<string> Databases, string? SystemIdentifier, string? Before, string? Reason);

/// <summary>How the ledger's payloads are written: generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepRow))]
[JsonSerializable(typeof(RunOpenedRow))]
[JsonSerializable(typeof(RunClosedRow))]
[JsonSerializable(typeof(ClaimedRow))]
[JsonSerializable(typeof(RecordedRow))]
sealed partial class RowJson : JsonSerializerContext;
