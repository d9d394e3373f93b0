namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;

/// <summary><c>turnstone undo</c></summary>
sealed class UndoCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<bool> lastRun = new("--last-run") { Description = "Everything that the last run applied; typed again, the run before" };
    readonly Option<string?> run = new("--run") { Description = "Everything that this run applied" };
    readonly Option<string?> to = new("--to") { Description = "Everything above this version; 0 for everything" };
    readonly Option<string?> steps = new("--steps") { Description = "So many migrations" };
    readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be done, and do nothing" };
    readonly RunOptions running = new();
    readonly Option<bool> yes = new("--yes") { Description = "Do not ask" };

    public UndoCommand() : base("undo", "Take back what was applied, newest first; without an option it shows the choice", "turnstone undo --last-run --env staging")
    {
        target.AddTo(this);
        foreach (var option in new Option[] { lastRun, run, to, steps, dryRun, yes })
        {
            Add(option);
        }
        running.AddTo(this);
    }

    public override int Rank => 6;

    public override void WriteNothing(Utf8JsonWriter json) => RunDocument.WriteNothing(json);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        invocation = running.Take(invocation);
        var report = invocation.Report;
        var asked = Selections(invocation).ToList();
        if (asked.Count > 1)
        {
            invocation.Refuse("--last-run, --run, --to and --steps each say what to take back.", "Give one of them.");
        }
        if (report.HasErrors || await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        return asked is [var selection]
            ? await UndoAsync(invocation, pipeline, selection)
            : Choice(report, await pipeline.HistoryAsync(invocation.Stop));
    }

    async Task<ExitCode> UndoAsync(Invocation invocation, Pipeline pipeline, UndoSelection selection)
    {
        var report = invocation.Report;
        var asks = !invocation.Arguments.GetValue(yes);
        string? confirmed = null;
        if (asks || invocation.Arguments.GetValue(dryRun))
        {
            var plan = await pipeline.PlanUndoAsync(selection, invocation.Stop);
            if (invocation.Arguments.GetValue(dryRun) || !plan.Passed)
            {
                return PlanRenderer.Show(invocation, invocation.Take(plan));
            }
            if (!await invocation.ConfirmsAsync(false, Question(report, plan.Value)))
            {
                return report.End();
            }
            confirmed = PlanFile.Digest(plan.Value);
        }
        invocation.TellOfSignals();
        var record = await pipeline.UndoAsync(selection, confirmed, invocation.Signals.Stopping);
        report.Add(record.Diagnostics);
        if (record.Failure is null)
        {
            report.Line(record.RunId is null
                ? $"{report.Project} on {report.Target}: nothing to take back."
                : $"{report.Project} on {report.Target}: took back {RunDocument.Count(record.Applied, "migration")} in {RunRenderer.Milliseconds(record.Steps.Sum(step => step.ExecutionMs))}. Run {record.RunId}.");
        }
        return report.End(record.Failure, json => RunDocument.Write(json, record));
    }

    IEnumerable<UndoSelection> Selections(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        if (arguments.GetValue(lastRun))
        {
            yield return new UndoSelection.LastRun();
        }
        if (arguments.GetValue(run) is { } id)
        {
            yield return new UndoSelection.Run(id);
        }
        if (invocation.Version("--to", arguments.GetValue(to)) is { } version)
        {
            yield return new UndoSelection.To(version);
        }
        if (arguments.GetValue(steps) is { } written)
        {
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                invocation.Refuse($"--steps {written}: not a number of migrations.", "turnstone undo --steps 1");
            }
            yield return new UndoSelection.Steps(number);
        }
    }

    static string Question(Report report, Plan plan) =>
        $"{report.Project} on {report.Target}: take back, newest first,\n"
        + string.Join('\n', plan.Migrations.Select(migration => $"  {migration.Name}  {migration.Description}  ({migration.File})")) + "\nGo on?";

    ExitCode Choice(Report report, History history)
    {
        var runs = history.Applied.Where(one => !one.IsBaselined && one.Kind == MigrationKind.Versioned).Reverse().GroupBy(one => one.Run).OrderByDescending(one => one.Max(migration => migration.Order)).ToList();
        report.Line($"{report.Project} on {report.Target}{(runs.Count == 0 ? ": nothing is applied that could be taken back." : ": applied, newest first")}");
        if (runs.Count > 0)
        {
            TextTable.Write(report, ["run", "when", "migrations", "to take it back"], runs.Take(10).Select((one, i) => new[]
            {
                $"{one.Key}"[..8],
                one.Max(migration => migration.At).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                Shortened(one),
                $"turnstone undo {(i == 0 ? "--last-run" : $"--run {$"{one.Key}"[..8]}")}",
            }));
            report.Line("Or by number (--steps 1), or down to a version (--to <version>; --to 0 for everything).");
        }
        return report.Fail(FailureKind.Refused, Diagnostic.Error("usage", "Nothing was taken back: say what.", help: $"See: turnstone {FullName} --help"));
    }

    static string Shortened(IEnumerable<RecordedMigration> run)
    {
        var names = run.Select(one => one.Name).ToList();
        return names.Count <= 4 ? string.Join(", ", names) : $"{names[0]}, {names[1]}, … {names[^1]} ({names.Count})";
    }
}
