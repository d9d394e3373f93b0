namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>A server process whose life, and whose data, end with the life of this process, whatever ends it.</summary>
sealed class SupervisedServer(Process supervisor, string folder) : IAsyncDisposable
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    // Read all the time: a full pipe would keep the supervisor from its work.
    readonly Task<string> output = supervisor.StandardOutput.ReadToEndAsync(CancellationToken.None);

    int disposed;

    /// <summary>The folder of the cluster.</summary>
    public string DataFolder => DataFolderIn(folder);

    public static string DataFolderIn(string folder) => Path.Combine(folder, "data");

    /// <summary>Starts what stands between us and the server, without waiting for the server.</summary>
    public static SupervisedServer Start(ProcessStartInfo supervisor, string folder) => new(ChildProcess.Start(supervisor), folder);

    /// <summary>Waits until it takes connections. False when somebody else took its port in the meantime, unless that was the last attempt.</summary>
    /// <exception cref="ServerException">It ended, or took too long. It is gone then.</exception>
    public async Task<bool> IsReadyAsync(LocalServerOptions options, bool lastAttempt, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(options.StartTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            while (PostmasterFile.Read(DataFolder) is not { IsReady: true })
            {
                if (supervisor.HasExited)
                {
                    return await RefusedAsync(lastAttempt, stop);
                }
                await Task.Delay(PollInterval, options.Time, either.Token);
            }
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var log = await ServerLog.ReadAsync(Path.Combine(DataFolder, "server.log"), stop);
            await DisposeAsync();
            throw new ServerException($"PostgreSQL did not start within {options.StartTimeout.TotalSeconds} s. Its log ends with:\n{ProgramOutput.LastLines(log, 12)}");
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
    }

    async Task<bool> RefusedAsync(bool lastAttempt, CancellationToken stop)
    {
        var log = await output.WaitAsync(stop);
        await DisposeAsync();
        return !lastAttempt && ServerLog.SaysPortTaken(log)
            ? false
            : throw new ServerException($"PostgreSQL did not start. Its log ends with:\n{ProgramOutput.LastLines(log.Trim(), 20)}");
    }

    /// <summary>Stops the server and waits until its data is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) is 1)
        {
            return;
        }
        supervisor.StandardInput.Close();
        await supervisor.WaitForExitAsync(CancellationToken.None);
        supervisor.Dispose();
    }
}
