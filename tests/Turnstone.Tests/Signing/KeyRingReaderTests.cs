namespace Turnstone.Tests.Signing;

using Turnstone.Configuration.Secrets;
using Turnstone.Signing;
using Turnstone.Tests.Configuration;

public sealed class KeyRingReaderTests
{
    static readonly Dictionary<string, string> Environment = new() { ["CI_KEY"] = Signed.Ci.Public.Pem };

    static async Task<Turnstone.Diagnostics.Checked<KeyRing>> ReadAsync(ProjectFolder folder) =>
        await new KeyRingReader(new SecretSources(Environment)).ReadAsync(folder.Read(Environment).Value!, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_key_is_a_path_a_text_or_a_reference()
    {
        using var other = SigningKey.Make();
        using var folder = ProjectFolder.Of($"""
            verifiers:
              - keys/stranger.pub.pem
              - env:CI_KEY
              - |
                {other.Public.Pem.Replace("\n", "\n    ", StringComparison.Ordinal)}
              - file:keys/stranger.pub.pem

            """).With("keys/stranger.pub.pem", Signed.Stranger.Public.Pem);
        folder.Allow("keys/stranger.pub.pem", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var ring = await ReadAsync(folder);

        ring.Lines().ShouldBeEmpty("everybody may read a public key");
        ring.Value!.Keys.ShouldBe([new("keys/stranger.pub.pem", Signed.Stranger.Public), new("env:CI_KEY", Signed.Ci.Public), new("verifiers[2]", other.Public)]);
    }

    [Fact]
    public async Task Everything_that_is_no_key_is_told_where_it_stands()
    {
        using var folder = ProjectFolder.Of("project: shop\nverifiers: [gone.pem, env:NO_KEY, text.pem]\n").With("text.pem", "hello");
        var said = (await ReadAsync(folder)).Lines();

        said.Length.ShouldBe(3);
        said.ShouldAllBe(line => line.StartsWith("turnstone.yaml:2:", StringComparison.Ordinal));
        said[0].ShouldContain($"Error: verifiers: gone.pem is not there: no file {Path.Combine(folder.Path, "gone.pem")}");
        said[1].ShouldContain("Error: verifiers: env:NO_KEY is not set | Set the variable NO_KEY.");
        said[2].ShouldContain("Error: verifiers: text.pem holds no PEM, where 'PUBLIC KEY' is wanted");
    }

    [Fact]
    public async Task A_private_key_in_the_file_of_settings_is_refused_and_shown_nowhere()
    {
        var pem = Signed.Ci.ToPem(null).Reveal();
        using var folder = ProjectFolder.Of($"verifiers:\n  - |\n    {pem.Replace("\n", "\n    ", StringComparison.Ordinal)}\n");

        (await ReadAsync(folder)).Lines().ShouldHaveSingleItem().ShouldContain("verifiers[0] holds a private key");
        folder.Read().Value!.Values.Single(value => value.Key == "verifiers").Value.ShouldBe("[-----BEGIN PRIVATE KEY-----******-----END PRIVATE KEY-----]");
    }
}
