namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Signing;

/// <summary><c>turnstone keys new</c></summary>
sealed class KeysNewCommand : CliCommand
{
    readonly Argument<string> name = new("name") { Description = "What it is called", DefaultValueFactory = _ => "default" };
    readonly Option<string?> output = new("--out") { Description = "The folder that it is written to, in place of the user's own" };
    readonly PassphraseOption passphrase = new();

    public KeysNewCommand() : base("new", "Make a key: the private half for whoever signs, the public half for turnstone.yaml", "turnstone keys new ci --passphrase env:KEY_PASSPHRASE")
    {
        Add(name);
        Add(output);
        passphrase.AddTo(this);
    }

    public override string PartOf => "keys";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Settings() is not { } settings)
        {
            return report.End();
        }
        var secret = await passphrase.ReadAsync(invocation, settings.Root);
        if (report.HasErrors)
        {
            return report.End();
        }
        var folder = invocation.Arguments.GetValue(output) is { } path
            ? new KeyFolder(Path.GetFullPath(path, invocation.Terminal.Folder))
            : KeyFolder.Default(invocation.Terminal.Environment);
        if (invocation.Take(await folder.MakeAsync(invocation.Arguments.GetValue(name)!, secret, invocation.Stop)) is not { PrivateFile: { } file } key)
        {
            return report.End();
        }
        if (await InGitAsync(file, invocation.Stop) is { } warning)
        {
            report.Add([warning]);
        }
        var entry = KeyDocument.Entry(key, settings.Root);
        report.Line($"Key '{key.Name}', ECDSA on P-256.");
        report.Line($"id       {key.Key.Id}");
        report.Line($"private  {file}{(secret is null ? " (not encrypted: whoever can read it can sign)" : " (encrypted)")}");
        report.Line($"public   {key.PublicFile}");
        if (KeyDocument.PathIn(settings.Root, key) is not null)
        {
            report.Line(key.Key.Pem.TrimEnd());
        }
        report.Line("Its signatures count where turnstone.yaml lists it:");
        report.Line();
        report.Line(entry);
        return report.End(json =>
        {
            KeyDocument.Write(json, key);
            json.WriteBoolean("encrypted", secret is not null);
            json.WriteString("verifiers", entry);
        });
    }

    // What was checked in once stays in the history.
    static async Task<Diagnostic?> InGitAsync(string file, CancellationToken stop)
    {
        var folder = Path.GetDirectoryName(file)!;
        var (top, _) = await Git.RunAsync(folder, ["rev-parse", "--show-toplevel"], stop);
        var isIgnored = (await Git.RunAsync(folder, ["check-ignore", "--quiet", file], stop)).Output is not null;
        return top is null || isIgnored ? null : Diagnostic.Warning("key-in-git",
            $"{file} lies in a working copy, and Git does not ignore it: once it is checked in, everybody who can read the repository can sign.",
            help: $"echo '*.key.pem' >> '{Path.Combine(top.Trim(), ".gitignore")}'");
    }
}
