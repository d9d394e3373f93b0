namespace Turnstone.Signing;

using System.Security.Cryptography;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>The private half of a key, ECDSA on P-256 with SHA-256. It is printed nowhere; as text it is the id of its public half.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>How a signature is written: as DER, not as its two numbers side by side (IEEE P1363, what .NET takes by itself).</summary>
    /// <remarks>DER is what OpenSSL and Go write, and so what cosign and every other tool of sigstore's checks: whoever does not believe us can ask them.</remarks>
    internal const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    // What OWASP asks of PBKDF2 with SHA-256.
    const int Iterations = 600_000;

    static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations);

    readonly ECDsa key;

    SigningKey(ECDsa key)
    {
        this.key = key;
        Public = VerifyingKey.Of(key);
    }

    public VerifyingKey Public { get; }

    /// <summary>A key that nobody had before.</summary>
    public static SigningKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a PEM text that holds one private key: PKCS#8, encrypted or not, or SEC 1.</summary>
    /// <param name="source">How messages call it: they never hold any of the text.</param>
    /// <param name="passphrase">For one that is encrypted.</param>
    public static Checked<SigningKey> Read(Secret pem, string source, Secret? passphrase)
    {
        var text = pem.Reveal();
        var labels = PemText.Labels(text);
        return labels.Where(label => label.EndsWith(PemText.PrivateKey, StringComparison.Ordinal)).ToArray() switch
        {
            [] when text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal) => Unreadable(
                $"{source} is encrypted in OpenSSL's old way", "Write it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -in <key> -out <new key>"),
            [] => Unreadable($"{source} {PemText.Holds(labels)}, where a private key is wanted", "Make one: turnstone keys new <name>"),
            [PemText.EncryptedPrivateKey] => passphrase is null
                ? Unreadable($"{source} is encrypted, and no passphrase was given", "Say where it is: env:TURNSTONE_PASSPHRASE, or file: with its path.")
                : Import(key => key.ImportFromEncryptedPem(text, passphrase.Reveal()), source, "or its passphrase is another", []),
            [PemText.PrivateKey or PemText.EllipticPrivateKey] => Import(key => key.ImportFromPem(text), source, "or a damaged one", passphrase is null ? [] : [NotEncrypted(source)]),
            [var other] => Unreadable($"{source} holds '{other}', which is no ECDSA key", "Make one: turnstone keys new <name>"),
            var many => Unreadable($"{source} holds {many.Length} private keys, where one is wanted", "Put each into a file of its own."),
        };
    }

    /// <summary>Its signature over these bytes, as DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => key.SignData(message, HashAlgorithmName.SHA256, Format);

    /// <summary>PKCS#8 as PEM; with a passphrase encrypted by AES-256 (PBES2, PBKDF2 with SHA-256), which OpenSSL reads too.</summary>
    public Secret ToPem(Secret? passphrase) => new((passphrase is null
        ? key.ExportPkcs8PrivateKeyPem()
        : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase.Reveal(), Encryption)) + "\n");

    public void Dispose() => key.Dispose();

    public override string ToString() => Public.Id;

    static Checked<SigningKey> Import(Action<ECDsa> import, string source, string otherwise, Diagnostic[] said)
    {
        var key = ECDsa.Create();
        try
        {
            import(key);
            if (VerifyingKey.IsP256(key))
            {
                return Checked.Of(new SigningKey(key), said);
            }
        }
        catch (Exception foreign) when (foreign is CryptographicException or ArgumentException)
        {
            // Told below: what it says of the bytes helps nobody.
        }
        key.Dispose();
        return Unreadable($"{source} holds no ECDSA key on the curve P-256, {otherwise}", "Make one: turnstone keys new <name>");
    }

    static Diagnostic NotEncrypted(string source) =>
        Diagnostic.Warning("key-not-encrypted", $"{source} is not encrypted: the passphrase was not needed.", help: "Whoever can read the file can sign.");

    static Checked<SigningKey> Unreadable(string message, string help) => Checked.Failed<SigningKey>(Diagnostic.Error("key-unreadable", message, help: help));
}
