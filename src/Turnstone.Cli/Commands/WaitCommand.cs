namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary><c>turnstone wait</c></summary>
sealed class WaitCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The version that has to be there; without it all of the files" };
    readonly Option<string> timeout = new("--timeout") { Description = "How long (5min)", DefaultValueFactory = _ => "5min" };

    public WaitCommand() : base("wait", "Block until the schema is there: for init containers and readiness", "turnstone wait --env prod --timeout 5min")
    {
        target.AddTo(this);
        Add(to);
        Add(timeout);
    }

    public override int Rank => 11;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        MigrationVersion? version = null;
        if (invocation.Arguments.GetValue(to) is { } written && !MigrationVersion.TryParse(written.TrimStart('V'), out version))
        {
            report.Add([Diagnostic.Error("usage", $"--to {written}: not a version.", help: "Versions are digits joined by dots: --to 20260114093000")]);
        }
        var limit = invocation.Arguments.GetValue(timeout)!;
        if (!Duration.TryRead(limit, out var deadline))
        {
            report.Add([Diagnostic.Error("usage", $"--timeout {limit}: not a duration.", help: "Write 90s or 5min.")]);
        }
        if (report.HasErrors || await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        var waited = await pipeline.WaitAsync(version, deadline, invocation.Stop);
        report.Add(waited.Diagnostics);
        if (waited.Failure is null)
        {
            report.Line($"{report.Project} on {report.Target}: the schema is there.");
        }
        return report.End(waited.Failure);
    }
}
