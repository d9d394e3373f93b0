namespace Turnstone.Catalog;

using System.Collections.Immutable;

/// <summary>An object that is not the same on both sides.</summary>
/// <param name="Properties">In what it is not, where both have it.</param>
public sealed record Difference(ObjectId Id, DifferenceKind Kind, ImmutableArray<PropertyChange> Properties, Concern Concern);
