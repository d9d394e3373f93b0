namespace Turnstone.Servers;

/// <summary>Starts the server of a project so that it outlives the command that started it.</summary>
sealed class ProjectStart(LocalServerOptions options, ServerAccount account, string folder)
{
    const string Script =
        """
        umask 077
        log=$1
        shift
        exec "$@" </dev/null >"$log" 2>&1
        """;

    const int MostPorts = 5;

    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    string DataFolder => Path.Combine(folder, "data");
    string LogFile => Path.Combine(folder, "server.log");

    /// <summary>Starts it on its port, or on another when that one is taken; the record has the one it got.</summary>
    public async Task<ProjectRecord> RunAsync(ProjectRecord record, CancellationToken stop)
    {
        // Nobody serves this folder: a file that a crash left would keep the server from starting once its number is given again.
        await new ClusterFiles(account).DeleteFileAsync(Path.Combine(DataFolder, PostmasterFile.Name), stop);
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(record, stop))
            {
                return record;
            }
            var log = await ServerLog.ReadAsync(LogFile, stop);
            if (attempt == MostPorts || !ServerLog.SaysPortTaken(log))
            {
                throw new ServerException($"PostgreSQL did not start. {LogFile} ends with:\n{ProgramOutput.LastLines(log.Trim(), 12)}");
            }
            record = record with { Port = FreePort.Next() };
        }
    }

    Task<bool> TryAsync(ProjectRecord record, CancellationToken stop) =>
        HostPlatform.Current.System is HostSystem.Windows ? TryWithPgCtlAsync(record, stop) : TryWithShellAsync(record, stop);

    async Task<bool> TryWithShellAsync(ProjectRecord record, CancellationToken stop)
    {
        var postgres = HostPlatform.Current.Executable(record.Programs, "postgres");
        var search = new BinarySearch(HostPlatform.Current, options.Cache.Downloads);
        var command = Detached.Command(search, ["sh", "-c", Script, "sh", LogFile, postgres, .. options.Arguments(DataFolder, record.Port)]);
        var start = ChildProcess.Prepare(command[0], command.Skip(1), account.Name);
        start.Environment["LC_ALL"] = "C";
        using var process = ChildProcess.Start(start);
        return await IsReadyAsync(() => process.HasExited, stop);
    }

    async Task<bool> TryWithPgCtlAsync(ProjectRecord record, CancellationToken stop)
    {
        File.Delete(LogFile);
        await SettingsFile.WriteAsync(DataFolder, [.. options.SettingsFor(record.Port), ("lc_messages", "C")], stop);
        var pgCtl = HostPlatform.Current.Executable(record.Programs, "pg_ctl");
        using var process = ChildProcess.Start(PgCtl.Start(pgCtl, DataFolder, LogFile, options.StartTimeout));
        await process.WaitForExitAsync(stop);
        return await IsReadyAsync(HasNoFile, stop);
    }

    /// <summary>Waits until a server that somebody else started takes connections.</summary>
    public Task WaitAsync(CancellationToken stop) => IsReadyAsync(HasNoFile, stop);

    bool HasNoFile() => !File.Exists(Path.Combine(DataFolder, PostmasterFile.Name));

    /// <summary>Waits until it takes connections; false when it ended.</summary>
    async Task<bool> IsReadyAsync(Func<bool> hasEnded, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(options.StartTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            while (PostmasterFile.Read(DataFolder) is not { IsReady: true })
            {
                if (hasEnded())
                {
                    return false;
                }
                await Task.Delay(PollInterval, options.Time, either.Token);
            }
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ServerException($"PostgreSQL is not ready after {options.StartTimeout.TotalSeconds} s and goes on starting; {LogFile} says what it does. "
                + "Run the same command again to wait longer.");
        }
    }
}
