namespace Turnstone.Signing;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>The keys whose signatures count.</summary>
public sealed record KeyRing(ImmutableArray<TrustedKey> Keys)
{
    /// <summary>The rule of what <see cref="Verify"/> says where something was changed; whatever else it says is that nobody known signed.</summary>
    public const string BrokenSignature = "signature-broken";

    /// <summary>The envelope with those who signed it; or why it is not to be believed.</summary>
    /// <remarks>What a signature says of its key is tried first and decides nothing: nobody signed that. One that says to be by a known key and is
    /// nobody's makes the whole envelope unbelievable, also beside good ones, so that no file passes that somebody has worked on.</remarks>
    /// <param name="file">How messages call it.</param>
    public Checked<TrustedEnvelope> Verify(Envelope envelope, string file)
    {
        var message = envelope.ToSign();
        var signers = new List<TrustedKey>();
        var said = new List<Diagnostic>();
        foreach (var signature in envelope.Signatures)
        {
            if (SignerOf(signature, message) is { } signer)
            {
                signers.Add(signer);
            }
            else if (Keys.FirstOrDefault(known => known.Key.Id == signature.KeyId) is { } named)
            {
                said.Add(Broken(envelope, signature, named, file));
            }
        }
        if (signers.Count == 0 && said.Count == 0)
        {
            said.Add(Unknown(envelope, file));
        }
        return Checked.Of(new TrustedEnvelope(envelope, [.. signers.Distinct()]), said);
    }

    TrustedKey? SignerOf(EnvelopeSignature signature, byte[] message) => Keys.OrderByDescending(known => known.Key.Id == signature.KeyId)
        .FirstOrDefault(known => known.Key.Verifies(message, signature.Bytes.AsSpan()));

    static Diagnostic Broken(Envelope envelope, EnvelopeSignature signature, TrustedKey named, string file) => Diagnostic.Error(BrokenSignature,
        named.Key.Verifies(envelope.ToSignAs(InTotoStatement.PayloadType), signature.Bytes.AsSpan())
            ? $"'{envelope.PayloadType}' is not what {named.Name} signed: the type was '{InTotoStatement.PayloadType}'."
            : $"{named.Name} did not sign this: the payload was changed, or the signature was, or it belongs to another payload.",
        file, "Do not use it. Take it anew from where it was made, and find out who changed it.");

    Diagnostic Unknown(Envelope envelope, string file)
    {
        var ids = envelope.Signatures.Select(signature => signature.KeyId).OfType<string>().Distinct().ToList();
        return Diagnostic.Error("signature-unknown",
            $"No key that counts here signed this{(ids.Count == 0 ? "; it does not say whose the signatures are" : $"; it is said to be signed by {string.Join(" and ", ids)}")}.", file,
            Keys.IsEmpty
                ? "turnstone.yaml lists no key. Where you trust whoever signed: put the public half under verifiers:"
                : $"Those that count: {string.Join(", ", Keys.Select(known => known.Name))}. Where you trust whoever signed: put the public half under verifiers:");
    }
}
