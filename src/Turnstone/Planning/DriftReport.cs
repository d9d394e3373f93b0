namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Catalog;

/// <summary>What a database is beside what it should be.</summary>
/// <param name="Expected">None where there was no server to make it on: then only what has another fingerprint than after the last run is known.</param>
/// <param name="Differences">From what it should be to what it is, but for what is ignored.</param>
/// <param name="Names">What is different, by name.</param>
public sealed record DriftReport(Schema Actual, Schema? Expected, ImmutableArray<Difference> Differences, ImmutableArray<string> Names)
{
    /// <summary>How many differences the project's settings leave out.</summary>
    public int Ignored { get; init; }

    /// <summary>Who changed an object last, as far as the history knows.</summary>
    public LastTouch? LastTouch { get; init; }

    /// <summary>What makes the database again what it should be.</summary>
    public ImmutableArray<ChangeStatement> Back => Expected is null or { IsRecorded: true } ? [] : SchemaChange.Of(Actual, Expected);

    /// <summary>What made it what it is.</summary>
    public ImmutableArray<ChangeStatement> Forth => Expected is null or { IsRecorded: true } ? [] : SchemaChange.Of(Expected, Actual);
}
