namespace Turnstone.Cli.Commands;

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Health;

/// <summary><c>turnstone preflight</c></summary>
sealed class PreflightCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> olderThan = OlderThan.Option();

    public PreflightCommand() : base("preflight", "The checks of a run without the run, in a read-only session; exit codes as apply", "turnstone preflight --env prod")
    {
        target.AddTo(this);
        Add(olderThan);
    }

    public override int Rank => 20;

    public override void WriteNothing(Utf8JsonWriter json) => Write(json, []);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (OlderThan.Read(invocation, olderThan) is not { } old || await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        var preflight = await pipeline.PreflightAsync(old, invocation.Stop);
        report.Add(preflight.Diagnostics);
        if (report.Json)
        {
            report.Add(preflight.Checks.Where(check => check.State == PreconditionState.Failed).Select(check => Diagnostic.Error(check.Name, check.Message, help: check.Help)));
        }
        report.Line($"{report.Project} on {report.Target}: {(preflight.Failure is null ? "a run could begin" : "a run would not begin")}. Nothing is written.");
        TextTable.Write(report, ["check", "state", ""], preflight.Checks.Select(check => new[] { check.Name, Word(check.State).Replace('_', ' '), check.Message }));
        foreach (var check in preflight.Checks.Where(check => check.Help is not null))
        {
            report.Line();
            report.Line($"{check.Name}: {check.Help!.Replace("Nothing was changed.\n", "", StringComparison.Ordinal)}");
        }
        return report.End(preflight.Failure, json => Write(json, preflight.Checks));
    }

    static void Write(Utf8JsonWriter json, ImmutableArray<Precondition> checks)
    {
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("state", Word(check.State));
            json.WriteString("message", check.Message);
            json.WriteString("help", check.Help);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Word(PreconditionState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
