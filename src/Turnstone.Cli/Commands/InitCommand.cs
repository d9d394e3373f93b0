namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Text;
using Turnstone.Diagnostics;

/// <summary><c>turnstone init</c></summary>
sealed class InitCommand : CliCommand
{
    readonly Option<string?> project = new("--project") { Description = "The project's name, part of its ledger and lock (the folder's name)" };

    public InitCommand() : base("init", "A project: turnstone.yaml, a migrations folder, .gitignore, .gitattributes", "turnstone init --project shop") => Add(project);

    public override int Rank => 1;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var folder = invocation.Folder;
        var settings = Path.Combine(folder, "turnstone.yaml");
        if (File.Exists(settings))
        {
            return report.Fail(FailureKind.Refused,
                Diagnostic.Error("already-a-project", $"{settings} exists already.", help: "Nothing was changed.\nNext: turnstone new <description>"));
        }
        var name = invocation.Arguments.GetValue(project) ?? NameOf(folder);
        Directory.CreateDirectory(Path.Combine(folder, "migrations"));
        await File.WriteAllTextAsync(settings, Yaml(name), invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitignore"), ".turnstone/", invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitattributes"), "*.sql text eol=lf", invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitattributes"), "turnstone.sum text eol=lf", invocation.Stop);
        report.Line($"Project '{name}' in {folder}: turnstone.yaml, migrations/, .gitignore, .gitattributes");
        report.Line("Next: turnstone new <description>");
        return report.End(json =>
        {
            json.WriteString("project", name);
            json.WriteString("folder", folder);
        });
    }

    static string NameOf(string folder)
    {
        var name = new string([.. Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).ToLowerInvariant()
            .Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]).Trim('_');
        return name.Length > 0 ? name : "app";
    }

    static string Yaml(string name) => $$"""
        project: {{name}}
        migrations: migrations

        # environments:
        #   local:   { url: env:DATABASE_URL }
        #   staging: { url: env:STAGING_URL }
        #   prod:    { url: file:/run/secrets/dsn }

        """;

    static async Task AddLineAsync(string path, string line, CancellationToken stop)
    {
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path, stop) : "";
        if (text.Split('\n').Any(one => one.Trim() == line))
        {
            return;
        }
        var gap = text.Length > 0 && text[^1] != '\n' ? "\n" : "";
        await File.AppendAllTextAsync(path, $"{gap}{line}\n", new UTF8Encoding(false), stop);
    }
}
