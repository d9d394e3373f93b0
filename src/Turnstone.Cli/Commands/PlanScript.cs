namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;
using Turnstone.Execution;
using Turnstone.Execution.Scripts;
using Turnstone.Migrations;

/// <summary><c>turnstone plan --format sql</c>: the plan as a script for psql.</summary>
sealed class PlanScript(TargetOptions target, Option<string?> output)
{
    /// <summary>What stands at the beginning of each, and of nothing that somebody wrote.</summary>
    public const string Mark = "--   psql \"$URL\" -X -f ";

    /// <param name="to">The last version to be planned.</param>
    public async Task<ExitCode> RunAsync(Invocation invocation, MigrationVersion? to)
    {
        var file = invocation.Arguments.GetValue(output);
        if (invocation.Report.Json && file is null)
        {
            invocation.Refuse("--json says what the plan is, and the script is no JSON.", "turnstone plan --format sql --json -o plan.sql");
            return invocation.Report.End();
        }
        var script = await invocation.PipelineAsync(target, changesTarget: false) is { } pipeline
            ? invocation.Take(await pipeline.ScriptAsync(new ApplyRequest(new(to, null), null), invocation.Stop))
            : null;
        if (script is null || script.Plan.IsEmpty || invocation.Report.Json)
        {
            await WriteAsync(invocation, script, file);
            return PlanRenderer.Show(invocation, script?.Plan);
        }
        if (!await WriteAsync(invocation, script, file))
        {
            // Byte for byte: what looks like a secret here is somebody's text.
            await invocation.Terminal.Out.WriteAsync(script.Text);
        }
        return invocation.Report.End();
    }

    static async Task<bool> WriteAsync(Invocation invocation, PsqlScript? script, string? file)
    {
        if (script is not { Plan.IsEmpty: false } || file is null)
        {
            return false;
        }
        await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), script.Text, invocation.Stop);
        invocation.Report.Progress($"wrote {file}; to run it: psql \"$URL\" -X -f {file}");
        return true;
    }
}
