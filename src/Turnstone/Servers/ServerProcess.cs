namespace Turnstone.Servers;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>What the operating system knows of a process: how it was called, on Windows only its name, and when it began.</summary>
sealed record ServerProcess(string CommandLine, DateTimeOffset? Started)
{
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Whether this is the server that wrote the file, and not somebody who has its number since a reboot.</summary>
    public bool Wrote(PostmasterFile file, string dataFolder, HostSystem system)
    {
        var written = DateTimeOffset.FromUnixTimeSeconds(file.Started);
        var isYoung = Started is not { } started || started <= written + ClockTolerance;
        if (system is not HostSystem.Windows)
        {
            return file.DataFolder == dataFolder && CommandLine.Contains(dataFolder, StringComparison.Ordinal) && isYoung;
        }
        // PostgreSQL writes forward slashes. Without a command line, its name and a beginning at just that time must do.
        return file.DataFolder.Replace('/', '\\').Equals(dataFolder.Replace('/', '\\'), StringComparison.OrdinalIgnoreCase)
            && CommandLine.Equals("postgres", StringComparison.OrdinalIgnoreCase)
            && isYoung && (Started is null || Started >= written - ClockTolerance);
    }

    /// <summary>The server that runs on a data folder; null when none does, whatever the file that it left says.</summary>
    public static async Task<PostmasterFile?> FindAsync(string dataFolder, CancellationToken stop)
    {
        if (PostmasterFile.Read(dataFolder) is not { } file || await OfAsync(file.Pid, stop) is not { } process)
        {
            return null;
        }
        return process.Wrote(file, dataFolder, HostPlatform.Current.System) ? file : null;
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
        if (OperatingSystem.IsWindows())
        {
            return process.ProcessName;
        }
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
