namespace Turnstone.Cli.Commands;

using System.Text.Json;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone switch</c></summary>
sealed class SwitchCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly RunOptions run = new();

    public SwitchCommand() : base("switch", "Follow a Git branch switch (local only): take back what this branch lacks, apply the rest", "turnstone switch")
    {
        target.AddTo(this);
        run.AddTo(this);
    }

    public override int Rank => 32;

    public override void WriteNothing(Utf8JsonWriter json) => RunDocument.WriteNothing(json);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        invocation = run.Take(invocation);
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        invocation.TellOfSignals();
        var back = await pipeline.SwitchAsync(invocation.Signals.Stopping);
        if (back.Failure is not null)
        {
            report.Add(back.Diagnostics);
            return report.End(back.Failure, json => RunDocument.Write(json, back));
        }
        var record = await pipeline.ApplyAsync(new(new(null, null) { InAnyOrder = true }, null), invocation.Signals.Stopping);
        report.Add(back.Diagnostics);
        report.Add(record.Diagnostics);
        var both = record with { RunId = record.RunId ?? back.RunId, Steps = [.. back.Steps, .. record.Steps] };
        if (record.Failure is null)
        {
            report.Line(both.RunId is null
                ? $"{report.Project} on {report.Target}: nothing to do."
                : $"{report.Project} on {report.Target}: took back {RunDocument.Count(back.Applied, "migration")}, applied {record.Applied}.");
        }
        return report.End(record.Failure, json =>
        {
            RunDocument.Write(json, both);
            json.WriteNumber("undone", back.Applied);
        });
    }
}
