namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Configuration;

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
        var version = invocation.Version("--to", invocation.Arguments.GetValue(to));
        var limit = invocation.Arguments.GetValue(timeout)!;
        if (!Duration.TryRead(limit, out var deadline))
        {
            invocation.Refuse($"--timeout {limit}: not a duration.", "Write 90s or 5min.");
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
