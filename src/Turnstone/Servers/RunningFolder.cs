namespace Turnstone.Servers;

using System.Globalization;

/// <summary>Where the data of servers lies that end with their owner: in memory where there is plenty, since a database is some thousand files, and on a disk these take the time.</summary>
sealed class RunningFolder(ServerCache cache, ServerAccount account)
{
    // In bytes: a few databases, the log of what is written to them, and the rest of the machine.
    const long Room = 4L << 30, Memory = 6L << 30;

    /// <summary>Where Linux has a file system that lies in memory.</summary>
    public string MemoryDisk { get; init; } = "/dev/shm";

    /// <summary>Our folder there.</summary>
    public string InMemory => Path.Combine(MemoryDisk, $"turnstone-{account.Name ?? Environment.UserName}");

    /// <summary>Where the next server's data is to lie.</summary>
    public async Task<string> ChooseAsync(CancellationToken stop) => cache.MayUseMemory && HasRoom() && await IsOursAsync(stop) ? InMemory : cache.Running;

    /// <summary>Wherever data may lie that a crash left.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken stop) =>
        cache.MayUseMemory && Directory.Exists(InMemory) && await IsOursAsync(stop) ? [cache.Running, InMemory] : [cache.Running];

    bool HasRoom() => new DriveInfo(MemoryDisk) is { IsReady: true, DriveFormat: "tmpfs", AvailableFreeSpace: >= Room } && Available() >= Memory;

    // What the kernel would give away, and no more than a container has.
    static long Available()
    {
        var line = File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var free = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? long.Parse(kilobytes, CultureInfo.InvariantCulture) << 10 : 0;
        return Math.Min(free, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    // Anybody may make a folder there: one that somebody else made under this name is left alone.
    async Task<bool> IsOursAsync(CancellationToken stop)
    {
        const string Script = """umask 077; mkdir "$1" 2>/dev/null; [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]""";
        return (await ChildProcess.RunAsync(ChildProcess.Prepare("sh", ["-c", Script, "sh", InMemory], account.Name), stop)).ExitCode is 0;
    }
}
