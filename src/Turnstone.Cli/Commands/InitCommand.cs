namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Globalization;
using System.Text;
using Turnstone.Catalog;
using Turnstone.Cli.Rendering;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary><c>turnstone init</c></summary>
sealed class InitCommand : CliCommand
{
    readonly Option<string?> project = new("--project") { Description = "The project's name, part of its ledger and lock (the folder's name)" };
    readonly Option<string?> fromUrl = new("--from-url") { Description = "Begin with what this database is made of (env:DATABASE_URL): it becomes the baseline, and is marked there as applied" };

    public InitCommand() : base("init", "A project: turnstone.yaml, a migrations folder, .gitignore, .gitattributes", "turnstone init --project shop")
    {
        Add(project);
        Add(fromUrl);
    }

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
        var baseline = invocation.Arguments.GetValue(fromUrl) is { } url ? await BaselineAsync(invocation, name, url) : null;
        if (report.HasErrors)
        {
            return report.End();
        }
        Directory.CreateDirectory(Path.Combine(folder, "migrations"));
        await File.WriteAllTextAsync(settings, Yaml(name), invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitignore"), ".turnstone/", invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitattributes"), "*.sql text eol=lf", invocation.Stop);
        await AddLineAsync(Path.Combine(folder, ".gitattributes"), "turnstone.sum text eol=lf", invocation.Stop);
        report.Line($"Project '{name}' in {folder}: turnstone.yaml, migrations/, .gitignore, .gitattributes");
        if (baseline is not null)
        {
            await MarkAsync(invocation, baseline);
        }
        report.Line("Next: turnstone new <description>");
        return report.End(json =>
        {
            json.WriteString("project", name);
            json.WriteString("folder", folder);
            json.WriteString("baseline", baseline?.File);
        });
    }

    // Read before anything is written: a database that cannot be read is no reason to leave half a project behind.
    static async Task<Beginning?> BaselineAsync(Invocation invocation, string name, string url)
    {
        var report = invocation.Report;
        var plain = new Settings { Root = invocation.Folder, Project = name };
        if (await invocation.PipelineAsync(plain, null, url, [], changesTarget: true) is not { } pipeline)
        {
            return null;
        }
        var schema = await pipeline.SchemaAsync(invocation.Stop);
        report.Add(UnreadObjects.Said(schema, $"{report.Target}"));
        var version = invocation.Time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return new(pipeline, schema, version, $"migrations/B{version}__baseline.sql");
    }

    // It is marked as applied where a new database that is made of it comes out the same.
    static async Task MarkAsync(Invocation invocation, Beginning begun)
    {
        await File.WriteAllTextAsync(Path.Combine(invocation.Folder, begun.File), ChangeScript.AsWritten(DumpFile.Write(begun.Schema)), invocation.Stop);
        invocation.Report.Line($"{begun.File}: {RunDocument.Count(begun.Schema.Objects.Count, "object")} of {invocation.Report.Target}");
        var made = invocation.Settings() is { } settings
            ? invocation.Take(await Pipeline.ReplayAsync(settings, [], invocation.SurroundingsFor(invocation.OnEvent), begun.Schema, invocation.Stop))
            : null;
        if (made is null)
        {
            return;
        }
        if (SchemaDiff.Between(begun.Schema, made) is { IsEmpty: false } differences)
        {
            DifferenceTree.Show(invocation.Report, differences);
            invocation.Report.Add([Diagnostic.Error("baseline-differs", $"A new database made of {begun.File} is not the same: {RunDocument.Count(differences.Length, "difference")}.",
                begun.File, "The database was not marked.\nCorrect the file; then: turnstone baseline")]);
            return;
        }
        if (invocation.Take(await begun.Pipeline.BaselineAsync(null, "turnstone init --from-url", invocation.Stop)) is not null)
        {
            invocation.Report.Line($"A new database made of it has the same fingerprint, and {invocation.Report.Target} is marked as being at V{begun.Version}.");
        }
    }

    /// <summary>What a project begins with.</summary>
    sealed record Beginning(Pipeline Pipeline, Schema Schema, string Version, string File);

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
