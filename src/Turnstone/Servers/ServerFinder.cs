namespace Turnstone.Servers;

using Turnstone.Sql;

/// <summary>Finds PostgreSQL's programs: on the machine, else in the cache, else through npm.</summary>
public sealed class ServerFinder(ServerCache cache, TimeProvider time)
{
    static readonly PgVersion Newest = PgVersion.V18;

    readonly HostPlatform host = HostPlatform.Current;

    /// <summary>The first server of a supported major version, or of the wanted one; fetched when none is there.</summary>
    /// <exception cref="ServerException">There is none and none can be fetched; the message says what was looked for where.</exception>
    public async Task<ServerBinaries> ObtainAsync(PgVersion? wanted, CancellationToken stop)
    {
        if (wanted is { } major && !ServerBinaries.IsSupportedMajor(major))
        {
            throw new ServerException($"PostgreSQL {(int)major} is not supported. Supported are 14 to 18.");
        }
        var found = await FindAllAsync(wanted, stop);
        if (found.FirstOrDefault(binaries => Fits(binaries, wanted)) is { } fitting)
        {
            return fitting;
        }
        try
        {
            return await new ServerDownload(cache, time).InstallAsync(wanted ?? Newest, stop);
        }
        catch (ServerException refused)
        {
            throw new ServerException(new MissingServer(host, cache, wanted, found).Describe(refused.Message), refused);
        }
    }

    /// <summary>Every server on the machine, in order of preference, up to the first that fits.</summary>
    public async Task<IReadOnlyList<ServerBinaries>> FindAllAsync(PgVersion? wanted, CancellationToken stop)
    {
        var search = new BinarySearch(host, cache.Downloads);
        var places = search.Candidates(await PgConfigFolderAsync(search, stop));
        if (host.Variable("TURNSTONE_PG_BIN") is { } chosen && !places.Any(place => place.Folder == chosen))
        {
            throw new ServerException($"TURNSTONE_PG_BIN is {chosen}, which does not hold postgres and initdb. Set it to a folder that does, or unset it.");
        }
        List<ServerBinaries> found = [];
        foreach (var place in places)
        {
            if (await ServerBinaries.ProbeAsync(place, stop) is not { } binaries)
            {
                continue;
            }
            found.Add(binaries);
            if (Fits(binaries, wanted))
            {
                break;
            }
        }
        return found;
    }

    static bool Fits(ServerBinaries binaries, PgVersion? wanted) => binaries.IsSupported && (wanted is null || wanted == binaries.Major);

    async Task<string?> PgConfigFolderAsync(BinarySearch search, CancellationToken stop)
    {
        if (search.OnPath(host.System is HostSystem.Windows ? "pg_config.exe" : "pg_config") is not { } program)
        {
            return null;
        }
        var said = await ChildProcess.RunAsync(ChildProcess.Prepare(program, ["--bindir"]), stop);
        return said is { ExitCode: 0 } && said.Output.Trim() is { Length: > 0 } folder ? folder : null;
    }
}
