namespace Turnstone.Cli;

using System.Diagnostics;

/// <summary>Runs Git.</summary>
static class Git
{
    /// <summary>What it wrote; none where it failed, and then what it said.</summary>
    public static async Task<(string? Output, string Said)> RunAsync(string folder, string[] arguments, CancellationToken stop)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = git.StandardError.ReadToEndAsync(stop);
            var output = await git.StandardOutput.ReadToEndAsync(stop);
            await git.WaitForExitAsync(stop);
            return (git.ExitCode == 0 ? output : null, (await said).Trim());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (null, $"git cannot be started: {missing.Message}");
        }
    }
}
