namespace Turnstone.Postgres.Tests.Crash;

using System.Text.RegularExpressions;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Text;

/// <summary>What a server leaves in a tablespace when it goes down while it copies a database there; no statement takes it away, and a run says what does.</summary>
static partial class HalfCopy
{
    /// <summary>Deletes the folder that the run names.</summary>
    /// <returns>Whether it names one.</returns>
    public static async Task<bool> DeleteAsync(TestDatabase database, CliRun run)
    {
        if (run.ExitCode != 5 || Folder().Match(run.Error) is not { Success: true } said)
        {
            return false;
        }
        await database.ExecuteAsync($"COPY (SELECT 1) TO PROGRAM {Literal.Of($"rm -r '{said.Groups[1].Value}'")}");
        return true;
    }

    [GeneratedRegex(@"already in tablespace[\s\S]*delete the folder (\S+) on the server; then: turnstone apply")]
    private static partial Regex Folder();
}
