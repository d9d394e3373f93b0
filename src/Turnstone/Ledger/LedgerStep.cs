namespace Turnstone.Ledger;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Plans;

/// <summary>What a row of the ledger says about a migration, as far as a run needs it.</summary>
/// <param name="Type">What kind of file it is; none of a versioned one.</param>
sealed record LedgerStep(
    long Id, Guid Run, string Kind, string? Type, string? Version, int Step, int Of, string Description, string Checksum, string Digest,
    long ExecutionMs, DateTimeOffset At)
{
    public string File { get; init; } = "";
    public string? Content { get; init; }
    public string? Error { get; init; }
    public string? Evidence { get; init; }
    public RecordedText? Undo { get; init; }
    public RecordedText? Hook { get; init; }
    public ImmutableArray<CoveredVersion> Covers { get; init; } = [];

    /// <summary>Adds what stands in the payload alone.</summary>
    /// <exception cref="JsonException">It is not what this release writes.</exception>
    public LedgerStep With(string payload)
    {
        var row = JsonSerializer.Deserialize(payload, RowJson.Default.RecordedRow);
        return row is null ? this : this with
        {
            File = row.File ?? "",
            Content = row.Content,
            Error = row.Error,
            Evidence = row.Evidence,
            Undo = row.Undo,
            Hook = row.Hook,
            Covers = row.Covers ?? [],
        };
    }
}

/// <summary>The parts of a payload that have no column of their own.</summary>
sealed record RecordedRow(string? File, string? Content, string? Error, string? Evidence, RecordedText? Undo, RecordedText? Hook, ImmutableArray<CoveredVersion>? Covers);
