namespace Turnstone.Tests.Signing;

using Turnstone.Signing;
using Turnstone.Tests.Configuration;
using Turnstone.Text;

public sealed class KeyFolderTests : IDisposable
{
    readonly ProjectFolder folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    KeyFolder Keys => new(Path.Combine(folder.Path, "own", "keys"));

    [Fact]
    public async Task Only_its_owner_may_read_a_private_key()
    {
        var key = (await Keys.MakeAsync("ci", null, Stop)).Value!;

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(key.PrivateFile!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Keys.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        using var read = SigningKey.Read(new(await File.ReadAllTextAsync(key.PrivateFile!, Stop)), "ci", null).Value!;
        read.Public.ShouldBe(key.Key);
        (await File.ReadAllTextAsync(key.PublicFile, Stop)).ShouldBe(key.Key.Pem);
    }

    [Fact]
    public async Task With_a_passphrase_it_is_encrypted()
    {
        var key = (await Keys.MakeAsync("ci", new Secret("s3cret"), Stop)).Value!;
        var text = await File.ReadAllTextAsync(key.PrivateFile!, Stop);

        text.ShouldStartWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        using var read = SigningKey.Read(new(text), "ci", new("s3cret")).Value!;
        read.Public.ShouldBe(key.Key);
    }

    [Theory]
    [InlineData("ci.key.pem")]
    [InlineData("ci.pub.pem")]
    public async Task Nothing_is_written_over(string there)
    {
        folder.With($"own/keys/{there}", "mine");

        (await Keys.MakeAsync("ci", null, Stop)).Lines().ShouldHaveSingleItem().ShouldBe($"Error: There is a key 'ci': {Path.Combine(Keys.Path, there)}. | Nothing was written.\nTake another name: turnstone keys new ci-2");
        Directory.GetFiles(Keys.Path).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(Path.Combine(Keys.Path, there), Stop)).ShouldBe("mine");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../ci")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("we\"ird")]
    public async Task A_name_is_no_path(string name)
    {
        (await Keys.MakeAsync(name, null, Stop)).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("key-name");
        (await Keys.FindAsync(name, Stop)).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("key-unknown");
        Directory.Exists(Keys.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_key_is_listed_and_what_is_none_is_told()
    {
        (await Keys.ListAsync(Stop)).Value!.ShouldBeEmpty();
        var ops = (await Keys.MakeAsync("ops", null, Stop)).Value!;
        var ci = (await Keys.MakeAsync("ci", null, Stop)).Value!;
        File.Delete(ops.PrivateFile!);
        folder.With("own/keys/not.pub.pem", "hello").With("own/keys/other.txt", "");

        var listed = await Keys.ListAsync(Stop);
        listed.Value!.ShouldBe([ci, ops with { PrivateFile = null }]);
        listed.Lines().ShouldHaveSingleItem().ShouldStartWith($"Warning: {Path.Combine(Keys.Path, "not.pub.pem")} holds no PEM");
        (await Keys.FindAsync("ci", Stop)).Value.ShouldBe(ci);
        (await Keys.FindAsync("cii", Stop)).Lines().ShouldBe([$"Error: There is no key 'cii' in {Keys.Path}. | Did you mean ci?"]);
    }

    [Fact]
    public void The_users_own_lies_where_configuration_does()
    {
        KeyFolder.Default(new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = "/etc/me", ["HOME"] = "/home/me" }).Path.ShouldBe(Path.Combine("/etc/me", "turnstone", "keys"));
        if (!OperatingSystem.IsWindows())
        {
            KeyFolder.Default(new Dictionary<string, string> { ["HOME"] = "/home/me" }).Path.ShouldBe("/home/me/.config/turnstone/keys");
        }
    }

    public void Dispose() => folder.Dispose();
}
