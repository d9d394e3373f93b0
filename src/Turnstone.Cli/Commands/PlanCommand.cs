namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary><c>turnstone plan</c></summary>
sealed class PlanCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The last version to be planned" };
    readonly Option<string?> output = new("--output", "-o") { Description = "Write the plan to this file" };

    public PlanCommand() : base("plan", "The dry run: every step with its exact SQL", "turnstone plan --env staging -o plan.json")
    {
        target.AddTo(this);
        Add(to);
        Add(output);
    }

    public override int Rank => 10;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        MigrationVersion? version = null;
        if (invocation.Arguments.GetValue(to) is { } written && !MigrationVersion.TryParse(written.TrimStart('V'), out version))
        {
            return invocation.Report.Fail(FailureKind.Refused,
                Diagnostic.Error("usage", $"--to {written}: not a version.", help: "Versions are digits joined by dots: --to 20260114093000"));
        }
        var plan = await invocation.PipelineAsync(target, changesTarget: false) is { } pipeline
            ? invocation.Take(await pipeline.PlanAsync(new ApplyRequest(version, null), invocation.Stop))
            : null;
        if (plan is not null && invocation.Arguments.GetValue(output) is { } file)
        {
            await File.WriteAllBytesAsync(Path.GetFullPath(file, invocation.Terminal.Folder), PlanFile.Write(plan), invocation.Stop);
            invocation.Report.Progress($"wrote {file} (sha256 {PlanFile.Digest(plan)})");
        }
        return PlanRenderer.Show(invocation, plan);
    }
}
