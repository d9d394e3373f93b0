namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Turnstone.Catalog;
using Turnstone.Cli.Rendering;
using Turnstone.Planning;

/// <summary><c>turnstone drift</c></summary>
sealed class DriftCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<bool> sql = new("--sql") { Description = "Show the SQL that makes the database again what its history says" };
    readonly Option<string?> accept = new("--accept", "-o") { Description = "Write the SQL that makes the drift a migration to this file: V…__x.sql" };

    public DriftCommand() : base("drift", "The database beside what its history made of it; exit 4 where it is something else", "turnstone drift --env prod")
    {
        target.AddTo(this);
        Add(sql);
        Add(accept);
    }

    public override int Rank => 24;

    public override void WriteNothing(Utf8JsonWriter json) => DifferenceDocument.Write(json, [], []);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline || invocation.Take(await pipeline.DriftAsync(invocation.Stop)) is not { } drift)
        {
            return report.End();
        }
        var differences = drift.Differences;
        var back = SchemaChange.Of(drift.Actual, drift.Expected);
        report.Line($"{report.Project} on {report.Target}: {(differences.IsEmpty ? "what its history made of it." : $"{RunDocument.Count(differences.Length, "difference")} from what its history made of it (expected → now)")}");
        DifferenceTree.Show(report, differences, id => Touched(drift, id));
        if (invocation.Arguments.GetValue(accept) is { } file && !differences.IsEmpty)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), ChangeScript.Of(SchemaChange.Of(drift.Expected, drift.Actual)), invocation.Stop);
            report.Line($"\n{file} makes the drift a part of the history. Here it is done already: turnstone baseline, or apply it elsewhere first.");
        }
        if (invocation.Arguments.GetValue(sql) && !back.IsEmpty)
        {
            report.ShowsSecrets = true;
            report.Line($"\n{ChangeScript.Of(back).TrimEnd('\n')}");
        }
        return report.End(differences.IsEmpty ? ExitCode.Ok : ExitCode.Drift, json => DifferenceDocument.Write(json, differences, back));
    }

    static string Touched(DriftReport drift, ObjectId id) => drift.LastTouch.Of(id) is { } last
        ? $"last named by {last.Name}, {last.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}, run {last.Run}"
        : "named by no migration";
}
