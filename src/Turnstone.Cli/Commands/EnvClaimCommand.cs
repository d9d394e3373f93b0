namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Diagnostics;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone env claim</c></summary>
sealed class EnvClaimCommand : CliCommand
{
    readonly Argument<string> name = new("name") { Description = "The environment that the database is" };
    readonly Option<string?> url = new TargetOptions().Url;
    readonly Option<string?> reason = new("--reason") { Description = "Why, for the record" };
    readonly Option<bool> yes = new("--yes") { Description = "Do not ask where the database is claimed otherwise" };

    public EnvClaimCommand() : base("claim", "Write into the database which environment it is, and where that may be found", "turnstone env claim prod --reason \"the new primary\"")
    {
        Add(name);
        foreach (var option in new Option[] { url, reason, yes })
        {
            Add(option);
        }
    }

    public override string PartOf => "env";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var environment = invocation.Arguments.GetValue(name)!;
        if (await invocation.PipelineAsync(new ClaimTarget(environment, invocation.Arguments.GetValue(url))) is not { } pipeline)
        {
            return report.End();
        }
        var why = invocation.Arguments.GetValue(reason) is { } written ? invocation.Masking.Mask(written) : null;
        var claimed = await pipeline.ClaimAsync(environment, invocation.Arguments.GetValue(yes), why, invocation.Stop);
        if (!claimed.Passed && claimed.Diagnostics is [{ Rule: "claimed-otherwise" } otherwise] && invocation.Terminal.InIsTerminal)
        {
            if (!await invocation.ConfirmsAsync(false, $"{otherwise.Message}\nClaim it as '{environment}' from now on?"))
            {
                return report.End();
            }
            claimed = await pipeline.ClaimAsync(environment, replaces: true, why, invocation.Stop);
        }
        if (invocation.Take(claimed) is not { } claim)
        {
            return report.End();
        }
        report.Line($"{report.Project} on {report.Target}: claimed as environment '{claim.Environment}'. No statement was run.");
        ClaimDocument.Show(report, claim);
        foreach (var said in claimed.Diagnostics.Where(said => said.Severity == Severity.Info))
        {
            report.Line(said.Message);
        }
        return report.End(json => ClaimDocument.Write(json, claim));
    }
}
