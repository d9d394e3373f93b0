namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>A server process whose life, and whose data, end with the life of this process, whatever ends it.</summary>
/// <remarks>
/// A small shell stands between us and the server and reads from a pipe that only we hold open. When we close it, or die, the
/// kernel closes the pipe, the shell reads its end, stops the server and removes the data. The same on Linux and macOS.
/// It asks the server more than once: shells start background processes with SIGQUIT ignored, until PostgreSQL is far enough to take it.
/// </remarks>
sealed class SupervisedServer(Process shell, string folder) : IAsyncDisposable
{
    const string Script =
        """
        exec 2>&1 3<&0
        umask 077
        trap '' HUP INT TERM
        template=$1 folder=$2
        shift 2
        mkdir "$folder" && cp -R "$template" "$folder/data" || { rm -rf "$folder"; exit 1; }
        "$@" </dev/null >"$folder/data/server.log" 2>&1 3<&- &
        server=$!
        { while read -r nothing <&3; do :; done; while kill -QUIT "$server"; do sleep 0.05 || sleep 1; done; } >"$folder/watch.log" 2>&1 &
        watch=$!
        wait "$server"
        kill -KILL "$watch"
        tail -n 20 "$folder/data/server.log"
        rm -rf "$folder"
        """;

    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    int disposed;

    /// <summary>The folder of the cluster.</summary>
    public string DataFolder => DataFolderIn(folder);

    public static string DataFolderIn(string folder) => Path.Combine(folder, "data");

    /// <summary>Copies a template to a new folder and starts a server on it, without waiting for either.</summary>
    public static SupervisedServer Start(BinarySearch search, ServerAccount account, string template, string folder, IReadOnlyList<string> command)
    {
        var whole = Detached.Command(search, ["sh", "-c", Script, "sh", template, folder, .. command]);
        var start = ChildProcess.Prepare(whole[0], whole.Skip(1), account.Name);
        start.Environment["LC_ALL"] = "C";
        return new(ChildProcess.Start(start), folder);
    }

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
                if (shell.HasExited)
                {
                    return await RefusedAsync(lastAttempt, stop);
                }
                await Task.Delay(PollInterval, options.Time, either.Token);
            }
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var log = await File.ReadAllTextAsync(Path.Combine(DataFolder, "server.log"), stop);
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
        var log = await shell.StandardOutput.ReadToEndAsync(stop);
        await DisposeAsync();
        return !lastAttempt && log.Contains("Address already in use", StringComparison.Ordinal)
            ? false
            : throw new ServerException($"PostgreSQL did not start. Its log ends with:\n{log.Trim()}");
    }

    /// <summary>Stops the server and waits until its data is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) is 1)
        {
            return;
        }
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(CancellationToken.None);
        shell.Dispose();
    }
}
