namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;
using Turnstone.Execution;
using Turnstone.Plans;

/// <summary><c>turnstone plan</c></summary>
sealed class PlanCommand : CliCommand
{
    const string Script = "sql";

    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The last version to be planned" };
    readonly Option<string?> output = new("--output", "-o") { Description = "Write the plan to this file" };
    readonly Option<string?> format = new("--format") { Description = $"What others take: {Script}, which psql carries out" };

    public PlanCommand() : base("plan", "The dry run: every step with its exact SQL", "turnstone plan --env staging -o plan.json")
    {
        format.AcceptOnlyFromAmong(Script);
        target.AddTo(this);
        Add(to);
        Add(output);
        Add(format);
    }

    public override int Rank => 10;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var version = invocation.Version("--to", invocation.Arguments.GetValue(to));
        if (invocation.Report.HasErrors)
        {
            return invocation.Report.End();
        }
        if (invocation.Arguments.GetValue(format) == Script)
        {
            return await new PlanScript(target, output).RunAsync(invocation, version);
        }
        var plan = await invocation.PipelineAsync(target, changesTarget: false) is { } pipeline
            ? invocation.Take(await pipeline.PlanAsync(new ApplyRequest(new(version, null), null), invocation.Stop))
            : null;
        if (plan is not null && invocation.Arguments.GetValue(output) is { } file)
        {
            await File.WriteAllBytesAsync(Path.GetFullPath(file, invocation.Terminal.Folder), PlanFile.Write(plan), invocation.Stop);
            invocation.Report.Progress($"wrote {file} (sha256 {PlanFile.Digest(plan)})");
        }
        return PlanRenderer.Show(invocation, plan);
    }
}
