namespace Turnstone.Tests.Signing;

using System.Security.Cryptography;
using System.Text;
using Turnstone.Signing;
using Turnstone.Tests.Configuration;
using Turnstone.Text;

/// <summary>Another implementation agrees: where OpenSSL is there, it checks what we sign, and we what it signs.</summary>
public sealed class OpenSslTests : IDisposable
{
    readonly ProjectFolder folder = new();

    string PathOf(string name) => Path.Combine(folder.Path, name);

    Task<byte[]> RunAsync(string line) => OpenSsl.RunAsync(folder.Path, line.Split(' '));

    [Fact]
    public async Task What_we_sign_OpenSSL_believes()
    {
        folder.With("ci.pub.pem", Signed.Ci.Public.Pem);
        await File.WriteAllBytesAsync(PathOf("signed"), Signed.Evidence.ToSign(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(PathOf("signature"), [.. Signed.Evidence.Signatures[0].Bytes], TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(await RunAsync("dgst -sha256 -verify ci.pub.pem -signature signature signed")).Trim().ShouldBe("Verified OK");
    }

    [Theory]
    [InlineData("ecparam -name prime256v1 -genkey -out key.pem", null)]
    [InlineData("ecparam -name prime256v1 -genkey -noout -out key.pem", null)]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem", null)]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:s3cret -out key.pem", "s3cret")]
    public async Task What_OpenSSL_signs_we_believe(string make, string? passphrase)
    {
        await RunAsync(make);
        using var key = SigningKey.Read(new(await File.ReadAllTextAsync(PathOf("key.pem"), TestContext.Current.CancellationToken)), "key.pem", passphrase is null ? null : new Secret(passphrase)).Value!;
        var envelope = Envelope.Of(Signed.Statement);
        await File.WriteAllBytesAsync(PathOf("to-sign"), envelope.ToSign(), TestContext.Current.CancellationToken);
        var password = passphrase is null ? "" : $" -passin pass:{passphrase}";
        var signature = await RunAsync($"dgst -sha256 -sign key.pem{password} to-sign");
        var publicKey = await RunAsync($"pkey -in key.pem{password} -pubout -outform DER");

        key.Public.Id.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(publicKey)), "the id is what anybody can compute");
        new KeyRing([new("theirs", key.Public)]).Verify(envelope with { Signatures = [new(null, [.. signature])] }, Signed.File).Passed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_we_encrypted_OpenSSL_opens()
    {
        folder.With("key.pem", Signed.Ci.ToPem(new("s3cret")).Reveal());

        VerifyingKey.Read(Encoding.UTF8.GetString(await RunAsync("pkey -in key.pem -passin pass:s3cret -pubout")), "theirs").Value.ShouldBe(Signed.Ci.Public);
        var parts = Encoding.UTF8.GetString(await RunAsync("asn1parse -in key.pem"));
        ((string[])[":PBES2", ":PBKDF2", ":hmacWithSHA256", ":aes-256-cbc", $":{600_000:X6}"]).Where(part => !parts.Contains(part, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_public_key_whose_point_is_compressed_is_refused_in_words()
    {
        folder.With("key.pem", Signed.Ci.ToPem(null).Reveal());

        var pem = await RunAsync("ec -in key.pem -pubout -conv_form compressed");
        VerifyingKey.Read(Encoding.UTF8.GetString(pem), "theirs").Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("key-unreadable");
    }

    public void Dispose() => folder.Dispose();
}
