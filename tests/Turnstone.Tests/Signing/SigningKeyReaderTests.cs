namespace Turnstone.Tests.Signing;

using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Signing;
using Turnstone.Tests.Configuration;
using Turnstone.Text;

public sealed class SigningKeyReaderTests : IDisposable
{
    readonly ProjectFolder folder = new();

    KeyFolder Keys => new(Path.Combine(folder.Path, "own"));

    Task<Checked<SigningKey>> ReadAsync(string written, Secret? passphrase = null) =>
        new SigningKeyReader(new SecretSources(new Dictionary<string, string> { ["CI_KEY"] = Signed.Ci.ToPem(null).Reveal() }), Keys)
            .ReadAsync(written, passphrase, folder.Path, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_key_is_found_by_its_name_its_path_and_a_reference()
    {
        var kept = (await Keys.MakeAsync("ada", new Secret("s3cret"), TestContext.Current.CancellationToken)).Value!;
        folder.With("ci.pem", Signed.Ci.ToPem(null).Reveal());
        folder.Allow("ci.pem", UnixFileMode.UserRead);

        using var named = (await ReadAsync("ada", new Secret("s3cret"))).Value!;
        named.Public.ShouldBe(kept.Key);
        foreach (var written in (string[])["ci.pem", "file:ci.pem", "env:CI_KEY"])
        {
            var read = await ReadAsync(written);
            read.Lines().ShouldBeEmpty();
            read.Value!.Public.ShouldBe(Signed.Ci.Public);
            read.Value.Dispose();
        }
    }

    [Fact]
    public async Task What_is_no_key_is_said_by_the_name_that_was_given()
    {
        folder.With("ci.pub.pem", Signed.Ci.Public.Pem);

        (await ReadAsync("ada")).Lines().ShouldBe([$"Error: There is no private key 'ada' in {Keys.Path}, and no file {Path.Combine(folder.Path, "ada")}. | Those that are there: turnstone keys list"]);
        (await ReadAsync("env:NOWHERE")).Lines().ShouldBe(["Error: env:NOWHERE is not set | Set the variable NOWHERE."]);
        (await ReadAsync("ci.pub.pem")).Diagnostics[^1].Message.ShouldBe("ci.pub.pem holds 'PUBLIC KEY', where a private key is wanted");
    }

    [Fact]
    public async Task A_private_key_that_others_can_read_is_warned_of()
    {
        folder.With("ci.pem", Signed.Ci.ToPem(null).Reveal());
        folder.Allow("ci.pem", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var read = await ReadAsync("ci.pem");
        read.Value!.Dispose();

        read.Lines().Length.ShouldBe(OperatingSystem.IsWindows() ? 0 : 1);
    }

    public void Dispose() => folder.Dispose();
}
