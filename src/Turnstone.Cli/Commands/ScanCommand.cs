namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Cli.Rendering.Findings;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Scanning;

/// <summary><c>turnstone scan</c></summary>
sealed class ScanCommand : CliCommand
{
    const string StandardInput = "-";

    readonly Argument<string[]> folders = new("folders") { Description = "Where the application's code and its delivery files are; - is standard input", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> rawSql = new("--raw-sql") { Description = "Statements that read or write rows as well" };
    readonly Option<bool> secrets = new("--secrets") { Description = "Secrets as well, in files that configure or deliver" };
    readonly Option<string?> format = new("--format") { Description = $"What others take: {string.Join(", ", FindingFormat.All.Select(one => one.Name))}" };

    public ScanCommand() : base("scan", "DDL that hides in application code, SQL as text, secrets; exit 1 where something is found", "turnstone scan --secrets src deploy")
    {
        format.AcceptOnlyFromAmong([.. FindingFormat.All.Select(one => one.Name)]);
        Add(folders);
        Add(rawSql);
        Add(secrets);
        Add(format);
    }

    public override void WriteNothing(Utf8JsonWriter json) => Write(json, new([], 0, [], []));

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Settings() is not { } settings || await FilesAsync(invocation, settings) is not { } files)
        {
            return report.End();
        }
        var found = Pipeline.Scan(files, new(Rows: invocation.Arguments.GetValue(rawSql), Secrets: invocation.Arguments.GetValue(secrets)), invocation.Stop);
        foreach (var secret in found.Secrets)
        {
            invocation.Masking.Add(secret);
        }
        report.Add(found.NotRead);
        if (FindingFormat.All.FirstOrDefault(one => one.Name == invocation.Arguments.GetValue(format)) is { } form)
        {
            report.Line(form.Write(FindingReport.Of(found)).TrimEnd('\n'));
        }
        else
        {
            report.Add(found.Findings.Select(finding => finding.Diagnostic));
            report.Line($"{RunDocument.Count(found.Files, "file")}: {FindingDocument.Counted([.. found.Findings.Select(finding => finding.Diagnostic)], report.Verbose)}");
        }
        return report.End(found.Findings.Any(finding => finding.Diagnostic.Severity != Severity.Info) ? ExitCode.Findings : ExitCode.Ok, json => Write(json, found));
    }

    async Task<IReadOnlyList<ScannedFile>?> FilesAsync(Invocation invocation, Settings settings)
    {
        var named = invocation.Arguments.GetValue(folders) ?? [];
        if (named.Length == 0)
        {
            invocation.Refuse("Which folders?", "Name them, or files: turnstone scan src deploy");
            return null;
        }
        var asked = named.Where(one => one != StandardInput).Select(one => Path.GetFullPath(one, invocation.Terminal.Folder).TrimEnd(Path.DirectorySeparatorChar));
        var listed = invocation.Take(await new SourceFiles(invocation.Stop).FindAsync(asked.Select(one => one.Length == 0 ? Path.DirectorySeparatorChar.ToString() : one)));
        if (listed is null || invocation.Report.HasErrors)
        {
            return null;
        }
        List<ScannedFile> files = [.. listed.Select(path => Of(settings, path)).OrderBy(file => file.Shown, StringComparer.Ordinal)];
        if (named.Contains(StandardInput))
        {
            files.Add(ScannedFile.Given("<standard input>", await invocation.Terminal.In.ReadToEndAsync(invocation.Stop)));
        }
        return files;
    }

    // What the project itself runs, asks or keeps is where it should be.
    static ScannedFile Of(Settings settings, string path) => new(MigrationDirectory.Shown(settings.Root, path), path)
    {
        IsMigration = settings.Migrations.Concat(settings.Asserts).Any(folder => path.StartsWith(Path.GetFullPath(folder, settings.Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            || path == Path.Combine(settings.Root, Pipeline.KeptDump),
    };

    static void Write(Utf8JsonWriter json, ScanReport found) => FindingDocument.Write(json, found.Findings.Select(finding => finding.Diagnostic), found.Files);
}
