namespace Turnstone.Signing;

/// <summary>A key in a folder, by its public half.</summary>
/// <param name="PublicFile">Absolute.</param>
/// <param name="PrivateFile">Absolute; none where only the public half is kept.</param>
public sealed record KeptKey(string Name, VerifyingKey Key, string PublicFile, string? PrivateFile);
