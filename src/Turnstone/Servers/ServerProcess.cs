namespace Turnstone.Servers;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>What the operating system knows of a process: how it was called and when it began.</summary>
sealed record ServerProcess(string CommandLine, DateTimeOffset? Started)
{
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Whether this is the server that wrote the file, and not somebody who has its number since a reboot.</summary>
    public bool Wrote(PostmasterFile file, string dataFolder) =>
        file.DataFolder == dataFolder
        && CommandLine.Contains(dataFolder, StringComparison.Ordinal)
        && (Started is not { } started || started <= DateTimeOffset.FromUnixTimeSeconds(file.Started) + ClockTolerance);

    /// <summary>The server that runs on a data folder; null when none does, whatever the file that it left says.</summary>
    public static async Task<PostmasterFile?> FindAsync(string dataFolder, CancellationToken stop)
    {
        if (PostmasterFile.Read(dataFolder) is not { } file || await OfAsync(file.Pid, stop) is not { } process)
        {
            return null;
        }
        return process.Wrote(file, dataFolder) ? file : null;
    }

    static async Task<ServerProcess?> OfAsync(int pid, CancellationToken stop)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new(await CommandLineAsync(process, stop), StartOf(process));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    static async Task<string> CommandLineAsync(Process process, CancellationToken stop)
    {
        var file = $"/proc/{process.Id}/cmdline";
        if (File.Exists(file))
        {
            return (await File.ReadAllTextAsync(file, stop)).Replace('\0', ' ');
        }
        return (await ChildProcess.RunAsync(ChildProcess.Prepare("ps", ["-ww", "-o", "args=", "-p", $"{process.Id}"]), stop)).Output;
    }

    static DateTimeOffset? StartOf(Process process)
    {
        try
        {
            return process.StartTime;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
