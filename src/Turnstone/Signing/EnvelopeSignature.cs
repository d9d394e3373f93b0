namespace Turnstone.Signing;

using System.Collections.Immutable;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">Whose it is said to be. Nobody signed that: it says which key to try first, and no more.</param>
/// <param name="Bytes">DER.</param>
public sealed record EnvelopeSignature(string? KeyId, ImmutableArray<byte> Bytes);
