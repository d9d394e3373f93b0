namespace Turnstone.Servers;

/// <summary>The folder in which downloaded servers, pre-initialised clusters and private servers are kept.</summary>
/// <remarks>A root process keeps it outside root's home: the unprivileged account that the server runs as must be able to enter it.</remarks>
public sealed record ServerCache(string Folder)
{
    /// <summary><c>$TURNSTONE_CACHE</c>, else the place that the operating system has for caches.</summary>
    public static ServerCache Default { get; } = new(DefaultFolder(HostPlatform.Current, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)))
    {
        MemoryFolder = HostPlatform.Current.Variable("TURNSTONE_RUNNING"),
        MayUseMemory = HostPlatform.Current is { System: HostSystem.Linux } host && host.Variable("TURNSTONE_RUNNING") is null,
    };

    /// <summary>Downloaded servers, one folder per version; never written by the server's account.</summary>
    internal string Downloads => Path.Combine(Folder, "servers");

    /// <summary>Pre-initialised clusters; written by the server's account.</summary>
    internal string Templates => Path.Combine(Folder, "templates");

    /// <summary><c>$TURNSTONE_RUNNING</c>: where the clusters of servers that end with their owner lie instead, on another disk say.</summary>
    internal string? MemoryFolder { get; init; }

    /// <summary>Whether they may lie in memory where nobody says so, if there is plenty.</summary>
    internal bool MayUseMemory { get; init; }

    /// <summary>Clusters of servers that end with their owner, where they do not lie in memory.</summary>
    internal string Running => MemoryFolder ?? Path.Combine(Folder, "running");

    /// <summary>Clusters of servers that belong to a project folder.</summary>
    internal string Clusters => Path.Combine(Folder, "clusters");

    /// <summary>What is known about projects' servers.</summary>
    internal string Projects => Path.Combine(Folder, "projects");

    /// <summary>Writes down that a server was used, if it is a downloaded one: what has not been used longest is pruned first.</summary>
    internal void Use(ServerBinaries binaries, TimeProvider time)
    {
        var folder = Directory.Exists(Downloads) ? Directory.EnumerateDirectories(Downloads).FirstOrDefault(one => binaries.Folder.StartsWith(one + Path.DirectorySeparatorChar, StringComparison.Ordinal)) : null;
        if (folder is not null)
        {
            Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
        }
    }

    internal string LockPath(string name) => Path.Combine(Folder, "locks", name + ".lock");

    internal static string DefaultFolder(HostPlatform host, string home) => host switch
    {
        _ when host.Variable("TURNSTONE_CACHE") is { } folder => folder,
        { System: HostSystem.Windows } => host.Join(host.Variable("LOCALAPPDATA") ?? host.Join(home, "AppData", "Local"), "turnstone"),
        { System: HostSystem.MacOS, IsRoot: true } => "/Library/Caches/turnstone",
        { System: HostSystem.MacOS } => host.Join(home, "Library", "Caches", "turnstone"),
        { IsRoot: true } => "/var/cache/turnstone",
        _ => host.Join(host.Variable("XDG_CACHE_HOME") ?? host.Join(home, ".cache"), "turnstone"),
    };

    /// <summary>Makes the folders, each with the rights and owner it needs.</summary>
    internal async Task PrepareAsync(ServerAccount account, CancellationToken stop)
    {
        try
        {
            MakeFolder(Folder, account.IsOther ? OpenToAll : Private);
            MakeFolder(Downloads, account.IsOther ? OpenToAll : Private);
            MakeFolder(Projects, Private);
            MakeFolder(Path.Combine(Folder, "locks"), Private);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The cache folder {Folder} cannot be written: {cause.Message} Set TURNSTONE_CACHE to a folder of your own.", cause);
        }
        foreach (var folder in new[] { Templates, Running, Clusters }.Where(folder => !Directory.Exists(folder)))
        {
            MakeFolder(folder, Private);
            await account.OwnAsync(folder, stop);
        }
    }

    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    const UnixFileMode OpenToAll = Private
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    static void MakeFolder(string folder, UnixFileMode mode)
    {
        if (Directory.Exists(folder))
        {
            return;
        }
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            // Not at creation: the process's umask would take rights away again.
            File.SetUnixFileMode(folder, mode);
        }
    }
}
