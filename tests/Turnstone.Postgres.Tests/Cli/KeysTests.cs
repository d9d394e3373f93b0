namespace Turnstone.Postgres.Tests.Cli;

using System.Diagnostics;
using System.Text.Json;
using Turnstone.Signing;

/// <summary><c>keys</c> as scripts see it: exit codes, JSON, what is shown and what never.</summary>
public sealed class KeysTests
{
    const string Passphrase = "cAn4ry-S3cr3t";

    static readonly InTotoStatement Statement = new([new("plan.json", new string('a', 64))], "https://example.com/evidence/v1", null);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static JsonElement Json(CliRun run) => JsonDocument.Parse(run.Output).RootElement;

    static async Task GitInitAsync(string folder)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "-q", folder]))!;
        await git.WaitForExitAsync(Stop);
    }

    static void Write(TestProject project, Envelope envelope) => File.WriteAllBytes(Path.Combine(project.Folder, "evidence.dsse.json"), EnvelopeFile.Write(envelope));

    [Fact]
    public async Task A_key_that_was_made_is_listed_shown_and_counts_where_the_line_is_pasted()
    {
        using var project = new TestProject();
        var made = Json(await project.RunAsync("keys new ci --json"));
        var folder = Path.Combine(project.Configuration, "turnstone", "keys");
        (made.GetProperty("private_file").GetString(), made.GetProperty("encrypted").GetBoolean()).ShouldBe((Path.Combine(folder, "ci.key.pem"), false));
        var pem = made.GetProperty("public_key").GetString()!;

        var listed = Json(await project.RunAsync("keys list --json")).GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("id").GetString().ShouldBe(made.GetProperty("id").GetString());
        (await project.RunAsync("keys show ci")).Output.ShouldBe(pem);
        (await project.RunAsync("keys list --in nowhere")).Output.ShouldContain("There is no key in ");

        using var key = SigningKey.Read(new(await File.ReadAllTextAsync(Path.Combine(folder, "ci.key.pem"), Stop)), "ci", null).Value!;
        Write(project, Envelope.Of(Statement).SignedBy(key));
        project.Write("turnstone.yaml", made.GetProperty("verifiers").GetString()!);
        (await project.RunAsync("keys verify evidence.dsse.json")).ExitCode.ShouldBe(0);
        (await project.RunAsync("keys new team --out keys")).Output.ShouldContain("verifiers: [keys/team.pub.pem]");
    }

    [Fact]
    public async Task The_exit_code_says_who_is_to_blame()
    {
        using var key = SigningKey.Make();
        using var stranger = SigningKey.Make();
        using var project = new TestProject().Write("turnstone.yaml", "verifiers: [keys/ci.pub.pem]\n").Write("keys/ci.pub.pem", key.Public.Pem);
        var good = Envelope.Of(Statement).SignedBy(key);
        async Task<(int, string?)> VerifyAsync(Envelope envelope)
        {
            Write(project, envelope);
            var run = await project.RunAsync("keys verify evidence.dsse.json --json");
            return (run.ExitCode, Json(run).GetProperty("diagnostics").EnumerateArray().Select(one => one.GetProperty("rule").GetString()).SingleOrDefault());
        }

        (await VerifyAsync(good)).ShouldBe((0, null));
        (await VerifyAsync(good with { Payload = good.Payload.SetItem(0, (byte)' ') })).ShouldBe((7, "signature-broken"));
        (await VerifyAsync(good with { PayloadType = "application/x" })).ShouldBe((7, "signature-broken"));
        (await VerifyAsync(Envelope.Of(Statement).SignedBy(stranger))).ShouldBe((1, "signature-unknown"));
        (await VerifyAsync(new Envelope("application/x", [1], []).SignedBy(key))).ShouldBe((2, "statement-unreadable"));
        (await VerifyAsync(good with { Signatures = [] })).ShouldBe((2, "envelope-unreadable"));

        (await project.RunAsync("keys verify gone.dsse.json")).ExitCode.ShouldBe(2);
        project.Write("turnstone.yaml", "verifiers: [keys/gone.pem]\n");
        (await project.RunAsync("keys verify evidence.dsse.json")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_private_key_that_Git_would_take_in_is_warned_of()
    {
        using var project = new TestProject();
        await GitInitAsync(project.Folder);
        var warned = await project.RunAsync("keys new ci --out keys");
        (warned.ExitCode, warned.Error.Contains("warning[key-in-git]", StringComparison.Ordinal)).ShouldBe((0, true));

        File.WriteAllText(Path.Combine(project.Folder, ".gitignore"), "*.key.pem\n");
        (await project.RunAsync("keys new ops --out keys")).Error.ShouldBe("");
    }

    [Fact]
    public async Task Neither_passphrase_nor_private_key_is_ever_said()
    {
        using var project = new TestProject().With("KEY_PASSPHRASE", Passphrase);
        var said = "";
        foreach (var command in (string[])
            ["keys new ci --passphrase env:KEY_PASSPHRASE", $"keys new open -v", $"keys new ops --passphrase {Passphrase}", "keys new ops --passphrase env:NOWHERE", "keys list", "keys show ci", "keys show open --json", "keys list --json -v"])
        {
            said += (await project.RunAsync(command)).Everything;
        }
        said.ShouldNotContain(Passphrase);
        var folder = Path.Combine(project.Configuration, "turnstone", "keys");
        Directory.GetFiles(folder, "*.key.pem").Length.ShouldBe(2);
        foreach (var line in Directory.GetFiles(folder, "*.key.pem").SelectMany(File.ReadAllLines).Where(line => line.Length > 30 && !line.StartsWith('-')))
        {
            said.ShouldNotContain(line);
        }
    }
}
