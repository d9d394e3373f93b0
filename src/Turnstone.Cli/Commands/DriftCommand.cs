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
    readonly Option<string?> expected = new("--expected") { Description = "Compare with this dump instead of the history: no throw-away server is needed for a JSON one" };

    public DriftCommand() : base("drift", "The database beside what its history made of it; exit 4 where it is something else", "turnstone drift --env prod")
    {
        target.AddTo(this);
        Add(between);
        Add(sql);
        Add(accept);
        Add(acknowledge);
        Add(expected);
    }

    public override int Rank => 24;

    public override void WriteNothing(Utf8JsonWriter json) => DifferenceDocument.Write(json, [], []);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Arguments.GetValue(between) is [var first, var second])
        {
            return await DiffCommand.CompareAsync(
                invocation, new(first, second) { ShowsSql = invocation.Arguments.GetValue(sql), File = invocation.Arguments.GetValue(accept) }, ExitCode.Drift);
        }
        if (invocation.Arguments.GetValue(acknowledge) is { } why)
        {
            return await AcknowledgeAsync(invocation, why);
        }
        if (await ReadAsync(invocation) is not { } drift)
        {
            return report.End();
        }
        var should = invocation.Arguments.GetValue(expected) is { } dump ? $"{dump} says" : "its history made of it";
        var cannot = drift.Expected is not { IsRecorded: false } && (invocation.Arguments.GetValue(sql) || invocation.Arguments.GetValue(accept) is not null);
        if (cannot && drift.Names.Length > 0)
        {
            invocation.Refuse("What it was compared with says what a schema is, not what makes it: there is no SQL.", "Nothing was written.\nWhere a throw-away server can be had: turnstone drift --sql");
        }
        var count = drift.Names.Length;
        var ignored = drift.Ignored == 0 ? "" : $" ({drift.Ignored} ignored, as turnstone.yaml says)";
        report.Line($"{report.Project} on {report.Target}: {(count == 0 ? $"what {should}" : $"{RunDocument.Count(count, "difference")} from what {should}{(drift.Expected is null ? "" : ", expected → now")}")}{ignored}{(count == 0 ? "." : "")}");
        Show(report, drift);
        if (!cannot && count > 0 && invocation.Arguments.GetValue(accept) is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), ChangeScript.File(drift.Forth), invocation.Stop);
            report.Line($"\n{file} makes the same of every other database.");
        }
        if (!cannot && count > 0 && invocation.Arguments.GetValue(sql))
        {
            report.ShowsSecrets = true;
            report.Line($"\n{ChangeScript.Of(drift.Back).TrimEnd('\n')}");
        }
        return report.HasErrors ? report.End() : report.End(count == 0 ? ExitCode.Ok : ExitCode.Drift, json => Write(json, drift));
    }

    async Task<DriftReport?> ReadAsync(Invocation invocation)
    {
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return null;
        }
        if (invocation.Arguments.GetValue(expected) is not { } dump)
        {
            return invocation.Take(await pipeline.DriftAsync(invocation.Stop));
        }
        return await invocation.SettingsAsync() is { } settings && await new SchemaSide(dump).FileAsync(invocation, settings, pipeline.SchemaAsync) is { } should
            ? invocation.Take(await pipeline.DriftAsync(should, invocation.Stop))
            : null;
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
