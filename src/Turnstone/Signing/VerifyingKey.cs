namespace Turnstone.Signing;

using System.Security.Cryptography;
using Turnstone.Diagnostics;

/// <summary>The public half of a key: it tells whether that key signed something, and anybody may have it.</summary>
public sealed record VerifyingKey
{
    // prime256v1 in OpenSSL's words.
    const string P256 = "1.2.840.10045.3.1.7";

    const string HowToGetOne = "Its public half: openssl pkey -pubout -in <private key>, or: turnstone keys show <name>";

    VerifyingKey(byte[] publicKeyInfo)
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(publicKeyInfo));
        Pem = PemEncoding.WriteString(PemText.PublicKey, publicKeyInfo) + "\n";
    }

    /// <summary>SHA-256 of its SubjectPublicKeyInfo (DER), in hexadecimal: the same whatever its file looks like.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo, with a newline at the end.</summary>
    public string Pem { get; }

    /// <summary>Reads a PEM text that holds one public key, ECDSA on P-256.</summary>
    /// <param name="source">How messages call it.</param>
    public static Checked<VerifyingKey> Read(string text, string source)
    {
        var labels = PemText.Labels(text);
        return labels.Any(label => label.EndsWith(PemText.PrivateKey, StringComparison.Ordinal))
            ? Unreadable($"{source} holds a private key, where the public half of one is wanted", HowToGetOne)
            : labels.Count(label => label == PemText.PublicKey) switch
            {
                0 => Unreadable($"{source} {PemText.Holds(labels)}, where '{PemText.PublicKey}' is wanted", HowToGetOne),
                1 => Import(text, source),
                var many => Unreadable($"{source} holds {many} public keys, where one is wanted", "Put each into a file of its own."),
            };
    }

    /// <summary>Whether the signature (DER) is this key's over exactly these bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key.VerifyData(message, signature, HashAlgorithmName.SHA256, SigningKey.Format);
    }

    internal static VerifyingKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Whether it is a key that signatures are made with here, so that nobody has to say with which algorithm one was made.</summary>
    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid.Value: P256 };

    static Checked<VerifyingKey> Import(string text, string source)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return IsP256(key) ? Checked.Of(Of(key)) : OtherKind(source);
        }
        catch (Exception foreign) when (foreign is CryptographicException or ArgumentException)
        {
            return OtherKind(source);
        }
    }

    static Checked<VerifyingKey> OtherKind(string source) =>
        Unreadable($"{source} holds no ECDSA key on the curve P-256, or a damaged one", "Make one: turnstone keys new <name>");

    static Checked<VerifyingKey> Unreadable(string message, string help) => Checked.Failed<VerifyingKey>(Diagnostic.Error("key-unreadable", message, help: help));
}
