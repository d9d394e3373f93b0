namespace Turnstone.Servers;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The PostgreSQL of one project folder: it stays until it is stopped, and its data until it is deleted.</summary>
/// <remarks>Cluster, port and password are in the cache folder, so that nothing secret is near what is committed.</remarks>
public sealed class PersistentServer(string projectFolder, LocalServerOptions options)
{
    /// <summary>The project's database.</summary>
    public const string Database = "app";

    readonly string project = Path.TrimEndingDirectorySeparator(Path.GetFullPath(projectFolder));
    readonly ServerCache cache = options.Cache;
    readonly ServerAccount account = ServerAccount.Current();

    string Key => ProjectRecord.Key(project, HostPlatform.Current.System);
    string RecordPath => Path.Combine(cache.Projects, Key + ".json");
    string Folder => Path.Combine(cache.Clusters, Key);
    string DataFolder => Path.Combine(Folder, "data");
    ClusterFiles Files => new(account);

    /// <summary>The server as it is; null when the project has none.</summary>
    public async Task<PersistentServerState?> FindAsync(CancellationToken stop)
    {
        if (await ProjectRecord.ReadAsync(RecordPath, stop) is not { } record || !Directory.Exists(DataFolder))
        {
            return null;
        }
        var running = await ServerProcess.FindAsync(DataFolder, stop);
        return State(record with { Port = running?.Port ?? record.Port }, isRunning: running is not null, wasRunning: running is not null);
    }

    /// <summary>Starts it unless it runs, and waits until it takes connections; the first time it is made.</summary>
    /// <exception cref="ServerException">It cannot be had or started, or has another major version than is asked for.</exception>
    public async Task<PersistentServerState> UpAsync(CancellationToken stop)
    {
        await cache.PrepareAsync(account, stop);
        using var held = await LockAsync(stop);
        var before = await FindAsync(stop);
        if (before is not null)
        {
            RequireMajor(before.Binaries.Major);
        }
        var start = new ProjectStart(options, account, Folder);
        if (before is { IsRunning: true })
        {
            await start.WaitAsync(stop);
        }
        var state = before is { IsRunning: true } ? before : await StartAsync(start, before, stop);
        await new ProjectDatabase(state.Address).CreateIfMissingAsync(stop);
        return state;
    }

    /// <summary>Stops it; its data stay, unless they are to be deleted. False when it did not run.</summary>
    public async Task<bool> DownAsync(bool deleteData, CancellationToken stop)
    {
        await cache.PrepareAsync(account, stop);
        using var held = await LockAsync(stop);
        var running = await ServerProcess.FindAsync(DataFolder, stop);
        if (running is not null)
        {
            var record = await ProjectRecord.ReadAsync(RecordPath, stop);
            await new ProjectStop(account, options).RunAsync(running, record?.Programs ?? "", stop);
        }
        if (deleteData)
        {
            File.Delete(RecordPath);
            await Files.DeleteAsync(Folder, stop);
        }
        return running is not null;
    }

    /// <summary>Drops the project's database, whoever is connected, and makes it again empty; starts the server first if need be.</summary>
    public async Task<PersistentServerState> ResetAsync(CancellationToken stop)
    {
        var state = await UpAsync(stop);
        await new ProjectDatabase(state.Address).RecreateAsync(stop);
        return state;
    }

    /// <summary>The path of psql: the server's own, else the one on the PATH; null when there is none.</summary>
    public static string? FindPsql(ServerBinaries binaries)
    {
        var own = binaries.Program("psql");
        return File.Exists(own) ? own : new BinarySearch(HostPlatform.Current, "").OnPath(Path.GetFileName(own));
    }

    async Task<PersistentServerState> StartAsync(ProjectStart start, PersistentServerState? before, CancellationToken stop)
    {
        var record = before is null ? await CreateAsync(stop) : await RevisitAsync(before, stop);
        record = await start.RunAsync(record, stop);
        await record.WriteAsync(RecordPath, stop);
        return State(record, isRunning: true, wasRunning: false);
    }

    async Task<FileLock> LockAsync(CancellationToken stop) =>
        await FileLock.ExclusiveAsync(cache.LockPath(Key), options.Time, stop);

    async Task<ProjectRecord> CreateAsync(CancellationToken stop)
    {
        var binaries = await new ServerFinder(cache, options.Time).ObtainAsync(options.Version, stop);
        using var template = await new ClusterTemplate.Maker(cache, account, options.Time).AcquireAsync(binaries, stop);
        var record = new ProjectRecord(project, binaries.Folder, binaries.Build, FreePort.Next(), template.Password.Reveal());
        await Files.DeleteAsync(Folder, stop);
        // The record comes before the data: data whose password nobody knows would be of no use.
        await record.WriteAsync(RecordPath, stop);
        await Files.MakeFolderAsync(Folder, "project", project, stop);
        await Files.CopyAsync(template.DataFolder, DataFolder, stop);
        if (options.Durable)
        {
            await Files.SyncAsync(binaries, DataFolder, stop);
        }
        return record;
    }

    /// <summary>The record with programs that are still there: a minor version may have been replaced, a download pruned.</summary>
    async Task<ProjectRecord> RevisitAsync(PersistentServerState before, CancellationToken stop)
    {
        var major = before.Binaries.Major;
        var place = new SearchedFolder(before.Binaries.Folder, before.Binaries.Origin);
        var binaries = await ServerBinaries.ProbeAsync(place, stop) is { } same && same.Major == major
            ? same
            : await new ServerFinder(cache, options.Time).ObtainAsync(major, stop);
        return new(project, binaries.Folder, binaries.Build, before.Address.Port, before.Address.Password.Reveal());
    }

    void RequireMajor(PgVersion actual)
    {
        if (options.Version is { } wanted && wanted != actual)
        {
            throw new ServerException($"The server of {project} is PostgreSQL {(int)actual}, asked for is {(int)wanted}. "
                + "Its data cannot be read by another major version: delete them first (down, with the data), or ask for no version.");
        }
    }

    PersistentServerState State(ProjectRecord record, bool isRunning, bool wasRunning)
    {
        var binaries = ServerBinaries.Parse(new(record.Programs, record.Programs), record.Build)
            ?? throw new ServerException($"{RecordPath} does not say which PostgreSQL it is for. Remove it; the next start makes a new server.");
        return new(project, binaries, new(record.Port, new Secret(record.Password)), DataFolder, isRunning, wasRunning);
    }
}
