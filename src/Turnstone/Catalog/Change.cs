namespace Turnstone.Catalog;

/// <summary>From what is there to what is wanted.</summary>
public sealed record Change(Schema From, Schema To);
