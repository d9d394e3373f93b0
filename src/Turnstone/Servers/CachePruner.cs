namespace Turnstone.Servers;

/// <summary>What pruning removed, each with its size in bytes, and what remains.</summary>
public sealed record PrunedCache(IReadOnlyList<(string Path, long Bytes)> Removed, long RemainingBytes);

/// <summary>Keeps the cache of templates and downloaded servers under a size; what has not been used longest goes first.</summary>
/// <remarks>Nothing is removed that a running server or a project needs: their templates are leased, their programs recorded.</remarks>
public sealed class CachePruner(ServerCache cache, TimeProvider time)
{
    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    readonly ServerAccount account = ServerAccount.Current();

    ClusterFiles Files => new(account);

    /// <summary>Removes what crashes left, then templates and downloads until they take at most so many bytes.</summary>
    public async Task<PrunedCache> PruneAsync(long maxBytes, CancellationToken stop)
    {
        await cache.PrepareAsync(account, stop);
        List<(string Path, long Bytes)> removed = [];
        foreach (var folder in await LeftBehindAsync(stop))
        {
            removed.Add((folder, Size(folder)));
            await Files.DeleteAsync(folder, stop);
        }
        var kept = Kept().ToDictionary(folder => folder, Size);
        var programs = await RecordedProgramsAsync(stop);
        foreach (var folder in kept.Keys.OrderBy(Directory.GetLastWriteTimeUtc).ToArray())
        {
            if (kept.Values.Sum() <= maxBytes)
            {
                break;
            }
            if (programs.Any(program => program.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                || !await RemoveUnlessLeasedAsync(folder, stop))
            {
                continue;
            }
            kept.Remove(folder, out var bytes);
            removed.Add((folder, bytes));
        }
        return new(removed, kept.Values.Sum());
    }

    IEnumerable<string> Kept() =>
        new[] { cache.Templates, cache.Downloads }.SelectMany(Directory.EnumerateDirectories).Where(folder => !IsUnfinished(folder));

    static bool IsUnfinished(string folder) => Path.GetFileName(folder).StartsWith('.');

    async Task<IReadOnlyList<string>> LeftBehindAsync(CancellationToken stop)
    {
        var old = time.GetUtcNow().UtcDateTime - Abandoned;
        var unfinished = new[] { cache.Templates, cache.Downloads }.SelectMany(Directory.EnumerateDirectories).Where(IsUnfinished);
        List<string> found = [];
        var running = await new RunningFolder(cache, account).AllAsync(stop);
        foreach (var folder in unfinished.Concat(running.SelectMany(Directory.EnumerateDirectories)).Where(folder => Directory.GetLastWriteTimeUtc(folder) < old))
        {
            if (await ServerProcess.FindAsync(SupervisedServer.DataFolderIn(folder), stop) is null)
            {
                found.Add(folder);
            }
        }
        return found;
    }

    async Task<bool> RemoveUnlessLeasedAsync(string folder, CancellationToken stop)
    {
        using var held = FileLock.TryExclusive(cache.LockPath(await LeaseOfAsync(folder, stop)));
        if (held is null)
        {
            return false;
        }
        if (!Directory.Exists(folder))
        {
            return true;
        }
        if (Path.GetDirectoryName(folder) == cache.Downloads)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            await Files.DeleteAsync(folder, stop);
        }
        return true;
    }

    /// <summary>A server leases its template; that lease covers the programs that it runs.</summary>
    async Task<string> LeaseOfAsync(string folder, CancellationToken stop)
    {
        var programs = Path.Combine(folder, "native", "bin");
        return Path.GetDirectoryName(folder) == cache.Downloads
            && await ServerBinaries.ProbeAsync(new(programs, programs), stop) is { } binaries
                ? ClusterTemplate.Key(binaries)
                : Path.GetFileName(folder);
    }

    async Task<IReadOnlyList<string>> RecordedProgramsAsync(CancellationToken stop)
    {
        List<string> programs = [];
        foreach (var file in Directory.EnumerateFiles(cache.Projects, "*.json"))
        {
            if (await ProjectRecord.ReadAsync(file, stop) is { } record)
            {
                programs.Add(record.Programs);
            }
        }
        return programs;
    }

    // What another process takes away meanwhile takes no room.
    static long Size(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(file => file.Length);
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            return 0;
        }
    }
}
