namespace Turnstone.Signing;

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

/// <summary>Bytes with signatures over exactly these bytes and their type: DSSE, version 1.</summary>
/// <remarks>That it has signatures says nothing: <see cref="KeyRing.Verify"/> says whose they are. Until then nobody should look into the payload.</remarks>
/// <param name="PayloadType">What the payload is: <see cref="InTotoStatement.PayloadType"/> for everything of ours.</param>
public sealed record Envelope(string PayloadType, ImmutableArray<byte> Payload, ImmutableArray<EnvelopeSignature> Signatures)
{
    /// <summary>One that nobody has signed yet.</summary>
    public static Envelope Of(InTotoStatement statement) => new(InTotoStatement.PayloadType, [.. statement.Write()], []);

    /// <summary>The same with this key's signature behind those that it has.</summary>
    public Envelope SignedBy(SigningKey key) => this with { Signatures = Signatures.Add(new(key.Public.Id, [.. key.Sign(ToSign())])) };

    /// <summary>What is signed: the pre-authentication encoding of DSSE, in which type and payload cannot run into each other.</summary>
    /// <remarks>https://github.com/secure-systems-lab/dsse/blob/master/protocol.md</remarks>
    public byte[] ToSign() => ToSignAs(PayloadType);

    /// <summary>What would have been signed if the payload were of another type.</summary>
    internal byte[] ToSignAs(string payloadType)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        return [.. Ascii($"DSSEv1 {type.Length} "), .. type, .. Ascii($" {Payload.Length} "), .. Payload];
    }

    static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));
}
