namespace Turnstone.Postgres.Tests.Sessions;

using Turnstone.Servers;

/// <summary>A disk of a few megabytes that the server's account owns.</summary>
public sealed class SmallDisk : IDisposable
{
    SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>None where mounting is not allowed.</summary>
    public static async Task<SmallDisk?> TryMountAsync()
    {
        if (!OperatingSystem.IsLinux() || ServerAccount.Current().Name is not { } account)
        {
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("turnstone-disk-").FullName;
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", folder) && await RunAsync("chown", account, folder))
        {
            return new(folder);
        }
        Directory.Delete(folder);
        return null;
    }

    public void Dispose()
    {
        using var unmount = System.Diagnostics.Process.Start("umount", [Folder]);
        unmount.WaitForExit();
        Directory.Delete(Folder);
    }

    static async Task<bool> RunAsync(string program, params string[] arguments) =>
        (await ChildProcess.RunAsync(ChildProcess.Prepare(program, arguments), TestContext.Current.CancellationToken)).ExitCode == 0;
}
