namespace Turnstone.Tests.Signing;

using System.Text;
using System.Text.Json;
using Turnstone.Signing;

/// <summary>Keys and envelopes that tests sign with and change.</summary>
static class Signed
{
    public const string File = "evidence.dsse.json";

    public static readonly SigningKey Ci = SigningKey.Make();

    public static readonly SigningKey Stranger = SigningKey.Make();

    public static readonly InTotoStatement Statement = new(
        [new("plan.json", new string('a', 64))], "https://example.com/evidence/v1", JsonElement.Parse("""{"verdict":"proved","Zahl":1.50}"""));

    /// <summary>Only the CI's signatures count.</summary>
    public static KeyRing Ring { get; } = new([new("keys/ci.pub.pem", Ci.Public)]);

    public static Envelope Evidence { get; } = Envelope.Of(Statement).SignedBy(Ci);

    public static Envelope Holding(string payload, string type = InTotoStatement.PayloadType) => new(type, [.. Encoding.UTF8.GetBytes(payload)], []);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
