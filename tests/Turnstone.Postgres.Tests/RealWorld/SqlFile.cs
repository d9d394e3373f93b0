namespace Turnstone.Postgres.Tests.RealWorld;

/// <summary>A migration made of somebody else's file: what it is called and what it holds.</summary>
public sealed record SqlFile(string Name, string Text);
