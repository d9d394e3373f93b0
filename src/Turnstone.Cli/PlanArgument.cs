namespace Turnstone.Cli;

using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>The plan in a file that was typed.</summary>
static class PlanArgument
{
    /// <summary>None once it is said what is wrong with it.</summary>
    public static async Task<Plan?> ReadAsync(Invocation invocation, string file)
    {
        if (await GivenFile.ReadAsync(invocation, file, $"To make it: turnstone plan -o {(Directory.Exists(Path.GetFullPath(file, invocation.Terminal.Folder)) ? "plan.json" : file)}") is not { } bytes)
        {
            return null;
        }
        var read = PlanFile.Read(bytes, file);
        return invocation.Take(read with { Diagnostics = [.. read.Diagnostics.Select(said => said.Severity == Severity.Error ? said with { Help = $"Nothing was done.\n{said.Help}" } : said)] });
    }
}
