namespace Turnstone.Cli.Commands;

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Health;
using Turnstone.Steps;

/// <summary><c>turnstone doctor</c></summary>
sealed class DoctorCommand : CliCommand
{
    // No server's statistics go back further.
    const int LongestDays = 36_500;

    readonly TargetOptions target = new();
    readonly Option<bool> fix = new("--fix") { Description = "Repair what can be: invalid indexes, pending detaches, constraints that are not validated" };
    readonly Option<bool> yes = new("--yes") { Description = "Do not ask" };
    readonly Option<string?> olderThan = OlderThan.Option();
    readonly Option<int?> unusedDays = new("--unused-days") { Description = "How many days the statistics have to go back before an index that no query read counts as unused (30)" };

    public DoctorCommand() : base("doctor", "What in the database is not as it should be; exit 1 where something is", "turnstone doctor --fix --env staging")
    {
        target.AddTo(this);
        foreach (var option in new Option[] { fix, yes, olderThan, unusedDays })
        {
            Add(option);
        }
    }

    public override int Rank => 21;

    public override void WriteNothing(Utf8JsonWriter json) => Write(json, []);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var repairs = invocation.Arguments.GetValue(fix);
        if (OlderThan.Read(invocation, olderThan) is not { } old || await invocation.PipelineAsync(target, changesTarget: repairs) is not { } pipeline)
        {
            return report.End();
        }
        var unused = invocation.Arguments.GetValue(unusedDays) is { } days ? TimeSpan.FromDays(Math.Clamp(days, 0, LongestDays)) : Pipeline.UsuallyUnused;
        var health = await pipeline.HealthAsync(old, unused, invocation.Stop);
        var repairable = health.Problems.Where(problem => problem.IsRepairable).ToImmutableArray();
        if (!repairs || repairable.IsEmpty)
        {
            Show(report, health);
            return report.End(health.HasFindings ? ExitCode.Findings : ExitCode.Ok, json => Write(json, health.Problems));
        }
        return await invocation.ConfirmsAsync(invocation.Arguments.GetValue(yes), Question(report, repairable))
            ? await RepairAsync(invocation, pipeline, repairable, (old, unused))
            : report.End(json => Write(json, health.Problems));
    }

    static async Task<ExitCode> RepairAsync(Invocation invocation, Pipeline pipeline, ImmutableArray<Problem> agreed, (TimeSpan Old, TimeSpan Unused) ages)
    {
        var report = invocation.Report;
        invocation.Signals.OnHeard = (signal, grace) => new RunRenderer(report).Show(new RunEvent.StopRequested(signal, grace));
        var record = await pipeline.RepairAsync(agreed, ages.Old, invocation.Signals.Stopping);
        report.Add(record.Diagnostics);
        report.Line($"{report.Project} on {report.Target}: {(record.Applied == 0 ? "nothing was repaired" : $"repaired {RunDocument.Count(record.Applied, "problem")}")}.{(record.RunId is null ? "" : $" Run {record.RunId}.")}");
        var left = await pipeline.HealthAsync(ages.Old, ages.Unused, invocation.Signals.Stopping.Now);
        Show(report, left);
        void Document(Utf8JsonWriter json)
        {
            RunDocument.Write(json, record);
            Write(json, left.Problems);
        }
        return record.Failure is null ? report.End(left.HasFindings ? ExitCode.Findings : ExitCode.Ok, Document) : report.End(record.Failure, Document);
    }

    static string Question(Report report, ImmutableArray<Problem> repairable) =>
        $"{report.Project} on {report.Target}: to be repaired\n" + string.Join('\n', repairable.Select(problem => $"  {problem.Object}: {problem.Message}\n    {problem.Fix}")) + "\nGo on?";

    static void Show(Report report, HealthReport health)
    {
        report.Add(health.Diagnostics);
        var problems = health.Problems;
        report.Line($"{report.Project} on {report.Target}: {(problems.IsEmpty ? "nothing was found that is not as it should be." : $"{RunDocument.Count(problems.Length, "problem")}")}");
        if (problems.IsEmpty)
        {
            return;
        }
        TextTable.Write(report, ["severity", "problem", "object", "repaired by"], problems.Select(problem => new[]
        {
            Word(problem.Severity), problem.Name, problem.Object, problem.IsRepairable ? "turnstone doctor --fix" : "you",
        }));
        foreach (var problem in problems)
        {
            report.Line();
            report.Line($"{problem.Object}: {problem.Message}");
            if (problem.Fix is { } fix)
            {
                report.Line($"  {fix}");
            }
        }
    }

    static void Write(Utf8JsonWriter json, ImmutableArray<Problem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("name", problem.Name);
            json.WriteString("object", problem.Object);
            json.WriteString("severity", Word(problem.Severity));
            json.WriteString("message", problem.Message);
            json.WriteString("fix", problem.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
