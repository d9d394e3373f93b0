namespace Turnstone.Tests.Signing;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Signing;
using Turnstone.Tests.Configuration;
using Turnstone.Text;

public sealed class KeyTests
{
    static readonly Secret Passphrase = new("corréct horse");

    static string[] Said(string pem, Secret? passphrase = null) => [.. SigningKey.Read(new(pem), "ci.key.pem", passphrase).Lines().Select(line => line.Split(" | ")[0])];

    static string[] SaidOfPublic(string pem) => [.. VerifyingKey.Read(pem, "ci.pub.pem").Lines().Select(line => line.Split(" | ")[0])];

    [Fact]
    public void A_key_is_read_as_it_was_written()
    {
        foreach (var passphrase in (Secret?[])[null, Passphrase])
        {
            using var read = SigningKey.Read(Signed.Ci.ToPem(passphrase), "ci.key.pem", passphrase).Value!;
            read.Public.ShouldBe(Signed.Ci.Public);
            VerifyingKey.Read(read.Public.Pem, "ci.pub.pem").Value.ShouldBe(read.Public);
        }
    }

    [Fact]
    public void A_key_in_the_older_form_is_read_whatever_stands_around_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = $"made by hand\n-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{key.ExportECPrivateKeyPem()}\n";

        using var read = SigningKey.Read(new(pem), "ci.key.pem", null).Value!;
        read.Public.Id.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
    }

    [Fact]
    public void A_key_never_says_what_it_is()
    {
        var pem = Signed.Ci.ToPem(null);

        $"{pem} {Signed.Ci}".ShouldBe($"****** {Signed.Ci.Public.Id}");
        new Masking().Mask($"oops: {pem.Reveal()}").ShouldBe("oops: -----BEGIN PRIVATE KEY-----******-----END PRIVATE KEY-----\n");
    }

    [Fact]
    public void A_passphrase_that_is_missing_wrong_or_not_needed_is_said()
    {
        var encrypted = Signed.Ci.ToPem(Passphrase).Reveal();

        Said(encrypted).ShouldBe(["Error: ci.key.pem is encrypted, and no passphrase was given"]);
        Said(encrypted, new("wrong")).ShouldBe(["Error: ci.key.pem holds no ECDSA key on the curve P-256, or its passphrase is another"]);
        Said(Signed.Ci.ToPem(null).Reveal(), Passphrase).ShouldBe(["Warning: ci.key.pem is not encrypted: the passphrase was not needed."]);
    }

    [Fact]
    public void What_is_no_key_of_ours_is_said_exactly()
    {
        using var rsa = RSA.Create(2048);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var own = Signed.Ci.ToPem(null).Reveal();

        Said("").ShouldBe(["Error: ci.key.pem holds no PEM, where a private key is wanted"]);
        Said(Signed.Ci.Public.Pem).ShouldBe(["Error: ci.key.pem holds 'PUBLIC KEY', where a private key is wanted"]);
        Said(rsa.ExportRSAPrivateKeyPem()).ShouldBe(["Error: ci.key.pem holds 'RSA PRIVATE KEY', which is no ECDSA key"]);
        Said(rsa.ExportPkcs8PrivateKeyPem()).ShouldBe(["Error: ci.key.pem holds no ECDSA key on the curve P-256, or a damaged one"]);
        Said(large.ExportPkcs8PrivateKeyPem()).ShouldBe(["Error: ci.key.pem holds no ECDSA key on the curve P-256, or a damaged one"]);
        Said(own + own).ShouldBe(["Error: ci.key.pem holds 2 private keys, where one is wanted"]);
        Said(PemEncoding.WriteString("PRIVATE KEY", [1, 2, 3])).ShouldBe(["Error: ci.key.pem holds no ECDSA key on the curve P-256, or a damaged one"]);
        Said("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n").ShouldBe(["Error: ci.key.pem is encrypted in OpenSSL's old way"]);
    }

    [Fact]
    public void What_is_no_public_key_of_ours_is_said_exactly()
    {
        using var rsa = RSA.Create(2048);
        using var certified = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ci", certified, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        using var other = ECDsa.Create(ECCurve.CreateFromFriendlyName("nistP521"));

        SaidOfPublic("ssh-ed25519 AAAA").ShouldBe(["Error: ci.pub.pem holds no PEM, where 'PUBLIC KEY' is wanted"]);
        SaidOfPublic(certificate.ExportCertificatePem()).ShouldBe(["Error: ci.pub.pem holds 'CERTIFICATE', where 'PUBLIC KEY' is wanted"]);
        SaidOfPublic(Signed.Ci.ToPem(null).Reveal()).ShouldBe(["Error: ci.pub.pem holds a private key, where the public half of one is wanted"]);
        SaidOfPublic(Signed.Ci.Public.Pem + Signed.Stranger.Public.Pem).ShouldBe(["Error: ci.pub.pem holds 2 public keys, where one is wanted"]);
        SaidOfPublic(rsa.ExportSubjectPublicKeyInfoPem()).ShouldBe(["Error: ci.pub.pem holds no ECDSA key on the curve P-256, or a damaged one"]);
        SaidOfPublic(other.ExportSubjectPublicKeyInfoPem()).ShouldBe(["Error: ci.pub.pem holds no ECDSA key on the curve P-256, or a damaged one"]);
    }
}
