namespace Turnstone.Signing;

/// <summary>A key whose signatures count, and how the project calls it: its path, its reference, or its place in the list.</summary>
public sealed record TrustedKey(string Name, VerifyingKey Key);
