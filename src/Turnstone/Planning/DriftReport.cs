namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Catalog;

/// <summary>What a database is beside what it should be.</summary>
/// <param name="Differences">From what it should be to what it is.</param>
/// <param name="LastTouch">Who changed an object last, as far as the history knows.</param>
public sealed record DriftReport(Schema Actual, Schema Expected, ImmutableArray<Difference> Differences, LastTouch LastTouch);
