namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Steps;

/// <summary><c>turnstone apply</c></summary>
sealed class ApplyCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The last version to be applied" };
    readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be done, and do nothing (the same as plan)" };
    readonly Option<string?> markDone = new("--mark-done") { Description = "V:N — step N of version V has happened; somebody looked" };
    readonly Option<string?> redo = new("--redo") { Description = "V:N — step N of version V is to be run again; somebody cleared what it left" };
    readonly Option<string?> reason = new("--reason") { Description = "Why, for the record" };
    readonly Option<string?> grace = new("--grace") { Description = "What a running step may take after a first Ctrl-C or SIGTERM (20s)" };
    readonly Option<string?> appVersion = new("--app-version") { Description = "The application's version, for the record" };

    public ApplyCommand() : base("apply", "Carry out what is pending; resumes by itself whatever was half-way", "turnstone apply --env staging --to 20260114093000")
    {
        target.AddTo(this);
        foreach (var option in new Option[] { to, dryRun, markDone, redo, reason, grace, appVersion })
        {
            Add(option);
        }
    }

    public override int Rank => 5;

    public override void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartArray("steps");
        json.WriteEndArray();
        json.WriteNumber("applied", 0);
    }

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var request = invocation.Take(Request(invocation.Arguments));
        if (request is null)
        {
            return report.End();
        }
        invocation = WithAppVersion(invocation);
        if (await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline || !TakeGrace(invocation))
        {
            return report.End();
        }
        if (invocation.Arguments.GetValue(dryRun))
        {
            return PlanRenderer.Show(invocation, invocation.Take(await pipeline.PlanAsync(request, invocation.Stop)));
        }
        invocation.Signals.OnFirst = signal => new RunRenderer(report).Show(new RunEvent.StopRequested(signal, invocation.Signals.Grace));
        var record = await pipeline.ApplyAsync(request, invocation.Signals.Stopping);
        report.Add(record.Diagnostics);
        if (record.Failure is null)
        {
            report.Line(Summary(report, record));
        }
        return report.End(record.Failure, json => Write(json, record));
    }

    static string Summary(Report report, RunRecord record) => record.RunId is null
        ? $"{report.Project} on {report.Target}: nothing to do."
        : $"{report.Project} on {report.Target}: applied {Count(record.Applied, "migration")} in {RunRenderer.Milliseconds(record.Steps.Sum(step => step.ExecutionMs))}. Run {record.RunId}.";

    static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    Checked<ApplyRequest> Request(ParseResult arguments)
    {
        var said = new List<Diagnostic>();
        MigrationVersion? version = null;
        if (arguments.GetValue(to) is { } written && !MigrationVersion.TryParse(written.TrimStart('V'), out version))
        {
            said.Add(Diagnostic.Error("usage", $"--to {written}: not a version.", help: "Versions are digits joined by dots: --to 20260114093000"));
        }
        var resolve = Resolution(arguments, said);
        return Checked.Of(new ApplyRequest(version, resolve), said);
    }

    StepResolution? Resolution(ParseResult arguments, List<Diagnostic> said)
    {
        var (done, again) = (arguments.GetValue(markDone), arguments.GetValue(redo));
        if ((done ?? again) is not { } written)
        {
            return null;
        }
        var name = done is null ? "--redo" : "--mark-done";
        if (done is not null && again is not null)
        {
            said.Add(Diagnostic.Error("usage", "--mark-done and --redo say opposite things.", help: "Give one of them."));
        }
        if (arguments.GetValue(reason) is not { Length: > 0 } why)
        {
            said.Add(Diagnostic.Error("usage", $"{name} needs a reason, for the record.", help: $"turnstone apply {name} {written} --reason \"…\""));
            return null;
        }
        if (written.TrimStart('V').Split(':') is [var version, var step] && MigrationVersion.TryParse(version, out var parsed) && int.TryParse(step, out var number))
        {
            return new(parsed, number, done is not null, why);
        }
        said.Add(Diagnostic.Error("usage", $"{name} {written}: not a version and a step.", help: $"turnstone apply {name} 20260114093000:2 --reason \"…\""));
        return null;
    }

    Invocation WithAppVersion(Invocation invocation) => invocation.Arguments.GetValue(appVersion) is not { } version
        ? invocation
        : invocation with
        {
            Terminal = invocation.Terminal with
            {
                Environment = new Dictionary<string, string>(invocation.Terminal.Environment) { ["TURNSTONE_APP_VERSION"] = version },
            },
        };

    bool TakeGrace(Invocation invocation)
    {
        if (invocation.Arguments.GetValue(grace) is not { } written)
        {
            return true;
        }
        if (Duration.TryRead(written, out var duration))
        {
            invocation.Signals.Grace = duration;
            return true;
        }
        invocation.Report.Add([Diagnostic.Error("usage", $"--grace {written}: not a duration.", help: "Write 20s or 2min.")]);
        return false;
    }

    static void Write(Utf8JsonWriter json, RunRecord record)
    {
        if (record.RunId is { } id)
        {
            json.WriteString("run_id", id);
        }
        json.WriteStartArray("steps");
        foreach (var step in record.Steps)
        {
            json.WriteStartObject();
            json.WriteString("version", step.Version);
            json.WriteNumber("ordinal", step.Ordinal);
            json.WriteString("file", step.File);
            json.WriteNumber("line", step.Line);
            json.WriteString("state", step.State);
            json.WriteNumber("execution_ms", step.ExecutionMs);
            json.WriteNumber("lock_wait_ms", step.LockWaitMs);
            json.WriteNumber("rows", step.Rows);
            json.WriteNumber("attempts", step.Attempts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("applied", record.Applied);
    }
}
