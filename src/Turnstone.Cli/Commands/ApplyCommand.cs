namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Verification;

/// <summary><c>turnstone apply</c></summary>
sealed class ApplyCommand : CliCommand
{
    readonly Argument<string?> plan = new("plan") { Arity = ArgumentArity.ZeroOrOne, Description = "A file that plan wrote: exactly that plan is carried out" };
    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The last version to be applied" };
    readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be done, and do nothing (the same as plan)" };
    readonly Option<string?> markDone = new("--mark-done") { Description = "V:N — step N of version V has happened; somebody looked" };
    readonly Option<string?> redo = new("--redo") { Description = "V — a version that was taken back is to be applied again; V:N — step N of version V is to be run again, somebody cleared what it left" };
    readonly Option<string?> reason = new("--reason") { Description = "Why, for the record" };
    readonly Option<string?> evidence = new("--evidence") { Description = "What verify signed of that plan; whose signature counts, verifiers: says" };
    readonly RunOptions run = new();
    readonly Option<string?> appVersion = new("--app-version") { Description = "The application's version, for the record" };

    public ApplyCommand() : base("apply", "Carry out what is pending; resumes by itself whatever was half-way", "turnstone apply --env staging --to 20260114093000")
    {
        Add(plan);
        target.AddTo(this);
        foreach (var option in new Option[] { to, dryRun, markDone, redo, reason, appVersion, evidence })
        {
            Add(option);
        }
        run.AddTo(this);
    }

    public override int Rank => 5;

    public override void WriteNothing(Utf8JsonWriter json) => RunDocument.WriteNothing(json);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var request = Request(invocation);
        var given = invocation.Arguments.GetValue(plan) is { } file && !report.HasErrors ? await GivenAsync(invocation, file) : null;
        if (report.HasErrors)
        {
            return report.End();
        }
        if (given is null && invocation.Arguments.GetValue(evidence) is not null)
        {
            invocation.Refuse("--evidence is about a plan, and none is given.", "turnstone apply plan.json --evidence evidence.dsse.json");
            return report.End();
        }
        invocation = run.Take(WithAppVersion(invocation));
        if (await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        if (invocation.Arguments.GetValue(dryRun))
        {
            return PlanRenderer.Show(invocation, invocation.Take(await pipeline.PlanAsync(request, invocation.Stop)));
        }
        var (verified, broken) = given is null ? (null, null) : await VerifiedAsync(invocation, given);
        if (broken is not null)
        {
            return report.End(broken);
        }
        invocation.TellOfSignals();
        var record = verified is null ? await pipeline.ApplyAsync(request, invocation.Signals.Stopping)
            : await pipeline.ApplyAsync(verified, invocation.Arguments.GetValue(plan)!, invocation.Signals.Stopping);
        report.Add(record.Diagnostics);
        if (record.Failure is null)
        {
            report.Line(Summary(report, record));
        }
        return report.End(record.Failure, json => RunDocument.Write(json, record));
    }

    // The plan says what is done: nothing beside it can say anything else.
    async Task<Plan?> GivenAsync(Invocation invocation, string file)
    {
        Option[] others = [to, dryRun, markDone, redo, reason, target.Context];
        if (invocation.Arguments.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(one => !one.Implicit && others.Contains(one.Option))?.Option is { } other)
        {
            invocation.Refuse($"{other.Name} has no place beside a plan: exactly what {file} says is done.", $"turnstone apply {file}; or make another plan: turnstone plan -o {file}");
            return null;
        }
        return await PlanArgument.ReadAsync(invocation, file);
    }

    // Evidence that is not believed stops the run, whether the policy asks for any or not: somebody gave it.
    async Task<(VerifiedPlan? Plan, FailureKind? Failure)> VerifiedAsync(Invocation invocation, Plan given)
    {
        if (invocation.Arguments.GetValue(evidence) is not { } file)
        {
            return (Verifier.NotVerified(given), null);
        }
        if (invocation.Settings() is not { } settings || await SignedFile.ReadAsync(invocation, settings, file) is not { } read)
        {
            return (null, FailureKind.Refused);
        }
        if (read.Trusted is not { } trusted)
        {
            return (null, read.Failure);
        }
        var requiresUndo = invocation.Report.Target?.Environment is { } name && settings.Environments[name].Require is { Undo: true };
        return invocation.Take(Verifier.Accept(given, trusted, file, requiresUndo)) is { } verified ? (verified, null) : (null, FailureKind.PolicyNotMet);
    }

    static string Summary(Report report, RunRecord record) => record.RunId is null
        ? $"{report.Project} on {report.Target}: nothing to do."
        : $"{report.Project} on {report.Target}: applied {RunDocument.Count(record.Applied, "migration")} in {RunRenderer.Milliseconds(record.Steps.Sum(step => step.ExecutionMs))}{Asserts(record)}. Run {record.RunId}.";

    static string Asserts(RunRecord record) => record.Steps.Count(step => step is { Kind: MigrationKind.Assert, State: "done" }) is > 0 and var files
        ? $"; the asserts of {RunDocument.Count(files, "file")} hold" : "";

    ApplyRequest Request(Invocation invocation)
    {
        var (done, again) = (invocation.Arguments.GetValue(markDone), invocation.Arguments.GetValue(redo));
        // V:N is a step that was begun, V alone a version that was taken back.
        var held = done is null && again is not null && !again.Contains(':', StringComparison.Ordinal) ? invocation.Version("--redo", again) : null;
        var finding = held is null && (done ?? again) is { } written ? Finding(invocation, written, done is not null) : null;
        if (done is not null && again is not null)
        {
            invocation.Refuse("--mark-done and --redo say opposite things.", "Give one of them.");
        }
        if (finding is not null && invocation.Arguments.GetValue(dryRun))
        {
            invocation.Refuse($"--dry-run records nothing, and {(done is null ? "--redo" : "--mark-done")} is about a record.", "Leave one of them out.");
        }
        return new(new(invocation.Version("--to", invocation.Arguments.GetValue(to)), held), finding);
    }

    StepFinding? Finding(Invocation invocation, string written, bool isDone)
    {
        var name = isDone ? "--mark-done" : "--redo";
        if (invocation.Arguments.GetValue(reason) is not { } why || string.IsNullOrWhiteSpace(why))
        {
            invocation.Refuse($"{name} needs a reason, for the record.", $"turnstone apply {name} {written} --reason \"…\"");
            return null;
        }
        if (written.Split(':') is [var migration, var step] && int.TryParse(step, out var number))
        {
            if (MigrationVersion.TryParse(migration.TrimStart('V'), out var version))
            {
                return new(version.Text, number, isDone, why);
            }
            if (migration.StartsWith("R__", StringComparison.Ordinal))
            {
                return new(migration, number, isDone, why);
            }
        }
        invocation.Refuse($"{name} {written}: not a version and a step.", $"turnstone apply {name} 20260114093000:2 --reason \"…\"");
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
}
