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
    readonly Option<string[]> between = new("--between") { Description = "Compare two environments with each other", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
    readonly Option<string?> acknowledge = new("--acknowledge") { Description = "Have the schema count as it is now, so that runs go on from there; why, for the record" };
    readonly Option<string?> accept = new("--accept", "-o") { Description = "Write the SQL that makes the drift a migration to this file: V…__x.sql" };

    public DriftCommand() : base("drift", "The database beside what its history made of it; exit 4 where it is something else", "turnstone drift --env prod")
    {
        target.AddTo(this);
        Add(between);
        Add(sql);
        Add(accept);
        Add(acknowledge);
    }

    public override int Rank => 24;

    public override void WriteNothing(Utf8JsonWriter json) => DifferenceDocument.Write(json, [], []);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Arguments.GetValue(between) is [var first, var second])
        {
            return await DiffCommand.CompareAsync(invocation, first, second, [], ExitCode.Drift, invocation.Arguments.GetValue(sql), invocation.Arguments.GetValue(accept));
        }
        if (invocation.Arguments.GetValue(acknowledge) is { } why)
        {
            return await AcknowledgeAsync(invocation, why);
        }
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline || invocation.Take(await pipeline.DriftAsync(invocation.Stop)) is not { } drift)
        {
            return report.End();
        }
        var count = drift.Names.Length;
        var ignored = drift.Ignored == 0 ? "" : $" ({drift.Ignored} ignored, as turnstone.yaml says)";
        report.Line($"{report.Project} on {report.Target}: {(count == 0 ? "what its history made of it" : $"{RunDocument.Count(count, "difference")} from what its history made of it{(drift.Expected is null ? "" : ", expected → now")}")}{ignored}{(count == 0 ? "." : "")}");
        Show(report, drift);
        if (count > 0 && invocation.Arguments.GetValue(accept) is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), ChangeScript.Of(drift.Forth), invocation.Stop);
            report.Line($"\n{file} makes the same of every other database.");
        }
        if (count > 0 && invocation.Arguments.GetValue(sql))
        {
            report.ShowsSecrets = true;
            report.Line($"\n{ChangeScript.Of(drift.Back).TrimEnd('\n')}");
        }
        return report.End(count == 0 ? ExitCode.Ok : ExitCode.Drift, json => Write(json, drift));
    }

    async Task<ExitCode> AcknowledgeAsync(Invocation invocation, string why)
    {
        var report = invocation.Report;
        if (string.IsNullOrWhiteSpace(why))
        {
            invocation.Refuse("--acknowledge needs a reason, for the record.", "turnstone drift --acknowledge \"why\"");
        }
        else if (await invocation.PipelineAsync(target, changesTarget: true) is { } pipeline && invocation.Take(await pipeline.AcknowledgeAsync(invocation.Masking.Mask(why), invocation.Stop)) is not null)
        {
            report.Line($"{report.Project} on {report.Target}: the schema counts as it is now. No statement was run.");
        }
        return report.End();
    }

    static void Show(Report report, DriftReport drift)
    {
        DifferenceTree.Show(report, drift.Differences, id => Touched(drift, id));
        foreach (var name in drift.Expected is null ? drift.Names : [])
        {
            report.Line($"~ {name}");
        }
    }

    static void Write(Utf8JsonWriter json, DriftReport drift)
    {
        if (drift.Expected is not null)
        {
            DifferenceDocument.Write(json, drift.Differences, drift.Back);
            return;
        }
        json.WriteStartArray("differences");
        foreach (var name in drift.Names)
        {
            json.WriteStartObject();
            json.WriteString("object", name);
            json.WriteString("change", "changed");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Touched(DriftReport drift, ObjectId id) => drift.LastTouch?.Of(id) is { } last
        ? $"last named by {last.Name}, {last.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}, run {last.Run}"
        : "named by no migration";
}
