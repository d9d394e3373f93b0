namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Text;

public sealed class SecretSourcesTests : IDisposable
{
    readonly ProjectFolder folder = new();

    readonly Dictionary<string, string> environment = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["DSN"] = "postgres://u:p@h/d", ["EMPTY"] = "",
    };

    public void Dispose() => folder.Dispose();

    Task<Checked<Secret>> ReadAsync(string reference) =>
        new SecretSources(environment).ReadAsync(reference, folder.Path, TestContext.Current.CancellationToken);

    string Protected(string name, string text)
    {
        folder.With(name, text).Allow(name, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return name;
    }

    [Fact]
    public void Every_source_is_found_by_its_name() => SecretSource.All.Select(source => source.Name).ShouldBe(["exec", "env", "file"]);

    [Theory]
    [InlineData("env:DSN", true)]
    [InlineData("file:/run/secrets/dsn", true)]
    [InlineData("exec:op read dsn", true)]
    [InlineData("vault:secret/dsn", true)]
    [InlineData("postgres://app@db/shop", false)]
    [InlineData("jdbc:postgresql://db/shop", false)]
    [InlineData("host=env:x", false)]
    [InlineData("plain", false)]
    [InlineData(":", false)]
    [InlineData("", false)]
    public void A_reference_is_told_from_a_value(string text, bool isReference) => SecretSources.IsReference(text).ShouldBe(isReference);

    [Fact]
    public async Task A_variable_is_read()
    {
        var read = await ReadAsync("env:DSN");

        read.Value!.Reveal().ShouldBe("postgres://u:p@h/d");
        read.Value.ToString().ShouldBe("******");
    }

    [Fact]
    public async Task A_variable_that_is_missing_or_empty_is_named()
    {
        (await ReadAsync("env:NOPE")).Lines().ShouldBe(["Error: env:NOPE is not set | Set the variable NOPE."]);
        (await ReadAsync("env:EMPTY")).Lines().ShouldBe(["Error: env:EMPTY is empty"]);
    }

    [Theory]
    [InlineData("kn4ry\n")]
    [InlineData("kn4ry\r\n")]
    [InlineData("kn4ry")]
    public async Task A_file_is_read_without_its_last_line_end(string text)
    {
        var read = await ReadAsync("file:" + Protected("dsn", text));

        read.Lines().ShouldBeEmpty();
        read.Value!.Reveal().ShouldBe("kn4ry");
    }

    [Fact]
    public async Task A_file_that_everybody_can_read_is_warned_of()
    {
        folder.With("dsn", "kn4ry").Allow("dsn", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var path = Path.Combine(folder.Path, "dsn");

        var read = await ReadAsync($"file:{path}");

        read.Value!.Reveal().ShouldBe("kn4ry");
        read.Lines().ShouldBe([$"Warning: file:{path} can be read by every user of this machine | chmod 600 {path}"]);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_empty_is_named()
    {
        (await ReadAsync("file:nope")).Lines().ShouldBe([$"Error: file:nope is not there: no file {Path.Combine(folder.Path, "nope")}"]);
        (await ReadAsync("file:" + Protected("empty", "\n"))).Lines().ShouldBe(["Error: file:empty is empty"]);
    }

    [Fact]
    public async Task A_folder_is_no_file() =>
        (await ReadAsync("file:/")).Diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith("file:/ cannot be read: ");

    [Fact]
    public async Task A_command_runs_without_a_shell_and_its_output_is_the_value()
    {
        var read = await ReadAsync("""exec:printf '%s|' "two words" $DSN ; a""");

        read.Value!.Reveal().ShouldBe("two words|$DSN|;|a|");
    }

    [Fact]
    public async Task A_command_runs_in_the_projects_folder_with_the_given_variables()
    {
        (await ReadAsync("exec:pwd")).Value!.Reveal().ShouldBe(folder.Path);
        (await ReadAsync("exec:sh -c 'echo $DSN'")).Value!.Reveal().ShouldBe("postgres://u:p@h/d");
    }

    [Fact]
    public async Task A_command_that_fails_shows_what_it_complained_about_without_the_secret()
    {
        var read = await ReadAsync("exec:sh -c 'echo kn4ry-out; echo cannot use kn4ry-out or postgres://u:kn4ry@h >&2; exit 3'");

        read.Lines().ShouldBe([
            "Error: exec:sh -c 'echo kn4ry-out; echo cannot use kn4ry-out or postgres://u:******@h >&2; exit 3' failed with exit code 3: cannot use ****** or postgres://u:******@h",
        ]);
    }

    [Fact]
    public async Task A_command_that_is_missing_empty_or_misquoted_is_named()
    {
        (await ReadAsync("exec:turnstone-no-such-command")).Diagnostics.ShouldHaveSingleItem().Message
            .ShouldStartWith("exec:turnstone-no-such-command cannot be started: ");
        (await ReadAsync("exec:")).Lines().ShouldBe(["Error: exec: names no command, or leaves a quote open"]);
        (await ReadAsync("exec:echo 'x")).Lines().ShouldBe(["Error: exec:echo 'x names no command, or leaves a quote open"]);
        (await ReadAsync("exec:true")).Lines().ShouldBe(["Error: exec:true is empty"]);
    }

    [Fact]
    public async Task A_command_that_hangs_is_ended_at_its_deadline()
    {
        var request = new SecretRequest("exec:sleep 60", "sleep 60", folder.Path, environment);

        var read = await new CommandSource(TimeSpan.FromMilliseconds(200)).ReadAsync(request, TestContext.Current.CancellationToken);

        read.Lines().ShouldBe(["Error: exec:sleep 60 did not finish within 0.2 s"]);
    }

    [Fact]
    public async Task A_stop_ends_the_command_and_is_no_diagnostic()
    {
        using var stop = new CancellationTokenSource();
        var reading = new SecretSources(environment).ReadAsync("exec:sleep 60", folder.Path, stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData("vault:secret/dsn", "vault")]
    [InlineData("azure-key-vault:prod/dsn", "azure-key-vault")]
    [InlineData("aws-secrets-manager:dsn", "aws-secrets-manager")]
    [InlineData("gcp-secret-manager:dsn", "gcp-secret-manager")]
    public async Task A_source_that_is_not_built_is_refused_by_name(string reference, string name) => (await ReadAsync(reference)).Lines().ShouldBe(
        [$"Error: {name}: is not built yet | Use exec: with the vendor's command line, or file:."]);

    [Fact]
    public async Task Placeholders_get_their_secrets_and_keep_their_references()
    {
        folder.With("turnstone.yaml", "placeholders: { plain: x, dsn: env:DSN, gone: env:GONE }");
        var settings = folder.Read().Value!;

        (await new SecretSources(environment).ReadAsync(settings, TestContext.Current.CancellationToken)).Lines()
            .ShouldBe(["Error: placeholders.gone: env:GONE is not set | Set the variable GONE."]);

        environment["GONE"] = "here";
        var read = (await new SecretSources(environment).ReadAsync(settings, TestContext.Current.CancellationToken)).Value!;
        read.Placeholders["dsn"].Reference.ShouldBe("env:DSN");
        read.Placeholders["dsn"].Secret!.Reveal().ShouldBe("postgres://u:p@h/d");
        read.Placeholders["dsn"].ToString().ShouldBe("env:DSN");
        read.Placeholders["plain"].ShouldBe(new() { Text = "x" });
    }
}
