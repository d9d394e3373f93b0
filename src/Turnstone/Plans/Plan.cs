namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text.Json.Serialization;

/// <summary>What will be done to one database, exactly: the same files and the same history give the same bytes.</summary>
/// <param name="ServerVersion">The major version it was made for.</param>
/// <param name="SearchPath">Pinned before each migration; empty leaves the server's.</param>
/// <param name="LedgerHead">The head of the ledger's chain that it was made after; none before the first run.</param>
public sealed record Plan(
    string Project,
    string? Environment,
    int ServerVersion,
    ImmutableArray<string> SearchPath,
    string? LedgerHead,
    ImmutableArray<PlannedMigration> Migrations)
{
    /// <summary>Which members it may have, and what they mean.</summary>
    [JsonPropertyOrder(-1), JsonRequired]
    public int Format { get; init; } = PlanFile.Format;

    /// <summary>The hook that runs where a step failed.</summary>
    public PlannedMigration? AfterError { get; init; }

    /// <summary>The views that a step may drop and make again where they stand in its way.</summary>
    public ImmutableArray<ReplaceableView>? Views { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Migrations.IsEmpty;
}
