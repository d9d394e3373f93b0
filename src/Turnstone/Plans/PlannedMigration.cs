namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Turnstone.Migrations;

/// <summary>One migration of a plan: what the ledger will say about it, and its steps.</summary>
/// <param name="Version">None of a repeatable and of a hook.</param>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">The canonical text, where it is short enough to be kept; with its secrets masked.</param>
/// <param name="Steps">The steps still to be done; a migration that was cut off goes on in the middle.</param>
/// <param name="Of">How many steps the migration has in all.</param>
public sealed record PlannedMigration(
    MigrationKind Kind,
    string? Version,
    string Description,
    string File,
    string Checksum,
    string Content,
    long Length,
    string? Text,
    string? Author,
    string? Ticket,
    string? Context,
    int Of,
    ImmutableArray<Step> Steps)
{
    /// <summary>What takes it back.</summary>
    public PlannedFile? Undo { get; init; }

    /// <summary>The hooks that some of its steps come from.</summary>
    public ImmutableArray<PlannedFile>? Hooks { get; init; }

    /// <summary>The files of repeatables that count as not run once this one is through: they were written for what it takes back.</summary>
    public ImmutableArray<string>? Withdraws { get; init; }

    /// <summary>The versions that it comes before, that ran already, and that may have to do with the same objects: somebody has to prove that the order does not matter.</summary>
    public ImmutableArray<string>? Late { get; init; }

    /// <summary>What counts as applied with it: it is a baseline.</summary>
    public ImmutableArray<CoveredVersion>? Covers { get; init; }

    [JsonIgnore]
    public KeptText Kept => new(Content, Length, Text);

    /// <summary>As people say it: <c>V7</c>, <c>R__prices</c>, <c>undo of V7</c>, <c>repair of …</c>.</summary>
    [JsonIgnore]
    public string Name => Kind switch
    {
        MigrationKind.Versioned => $"V{Version}",
        MigrationKind.Undo => $"undo of V{Version}",
        MigrationKind.Baseline => $"B{Version}",
        MigrationKind.Repeatable => $"R__{Description.Replace(' ', '_')}",
        MigrationKind.Assert => File,
        _ => Description,
    };
}
