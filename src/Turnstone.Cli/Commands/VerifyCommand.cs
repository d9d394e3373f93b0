namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering.Verification;
using Turnstone.Plans;
using Turnstone.Verification;

/// <summary><c>turnstone verify</c></summary>
sealed class VerifyCommand : CliCommand
{
    readonly Argument<string?> plan = new("plan") { Description = "A plan that 'turnstone plan -o' wrote; without one everything that is not there yet is tried", Arity = ArgumentArity.ZeroOrOne };
    readonly Trial trial = new();

    public VerifyCommand() : base("verify", "Try it on a throw-away server: apply, take back, compare, apply again, with the locks that were seen; exit 1 unless proved", "turnstone verify --env staging --report verify.html")
    {
        Add(plan);
        trial.AddTo(this);
    }

    public override int Rank => 10;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.SettingsAsync() is not { } settings)
        {
            return report.End();
        }
        Plan? given = null;
        if (invocation.Arguments.GetValue(plan) is { } file && (given = await PlanArgument.ReadAsync(invocation, file)) is null)
        {
            return report.End();
        }
        if (await trial.PrepareAsync(invocation, settings, given) is not { } prepared || await trial.RunAsync(invocation, Name, settings, prepared, lint: null) is not { } seen)
        {
            return report.End();
        }
        TrialRenderer.Show(report, seen);
        report.Add(seen.Said);
        return report.End(seen.Verified.Verdict == Verdict.Proved ? ExitCode.Ok : ExitCode.Findings, json => TrialDocument.Write(json, seen));
    }
}
