namespace Turnstone.Signing;

using System.Collections.Immutable;

/// <summary>An envelope that keys which count have signed. Only <see cref="KeyRing"/> makes one.</summary>
public sealed record TrustedEnvelope
{
    internal TrustedEnvelope(Envelope envelope, ImmutableArray<TrustedKey> signers)
    {
        Envelope = envelope;
        Signers = signers;
    }

    public Envelope Envelope { get; }

    /// <summary>Who signed it, each once, in the order of the signatures.</summary>
    public ImmutableArray<TrustedKey> Signers { get; }
}
