namespace Turnstone.Catalog;

/// <summary>What is so of an object on one side, and otherwise on the other.</summary>
public readonly record struct PropertyChange(string Name, string? From, string? To, Concern Concern);
