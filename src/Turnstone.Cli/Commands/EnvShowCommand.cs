namespace Turnstone.Cli.Commands;

using System.Text.Json;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone env show</c></summary>
sealed class EnvShowCommand : CliCommand
{
    readonly TargetOptions target = new();

    public EnvShowCommand() : base("show", "Which environment the database says that it is", "turnstone env show --env prod") => target.AddTo(this);

    public override string PartOf => "env";

    public override void WriteNothing(Utf8JsonWriter json) => ClaimDocument.Write(json, null);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        var claim = await pipeline.ClaimAsync(invocation.Stop);
        report.Line(claim is null
            ? $"{report.Project} on {report.Target}: nobody has claimed it. To say which environment it is: turnstone env claim <name>"
            : $"{report.Project} on {report.Target}: claimed as environment '{claim.Environment}'.");
        if (claim is not null)
        {
            ClaimDocument.Show(report, claim);
        }
        return report.End(json => ClaimDocument.Write(json, claim));
    }
}
