namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>Stops the server of a project: sessions are ended, what was committed is written.</summary>
sealed class ProjectStop(ServerAccount account, LocalServerOptions options)
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks it to end and waits until its process is gone.</summary>
    public async Task RunAsync(PostmasterFile running, string programs, CancellationToken stop)
    {
        await ChildProcess.RunAsync(Command(HostPlatform.Current, running, programs), stop);
        using var late = new CancellationTokenSource(Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            while (await ServerProcess.FindAsync(running.DataFolder, either.Token) is not null)
            {
                await Task.Delay(PollInterval, options.Time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ServerException($"PostgreSQL (process {running.Pid}) has not stopped within {Patience.TotalSeconds} s; "
                + $"{Path.Combine(Path.GetDirectoryName(running.DataFolder)!, "server.log")} says what it does.");
        }
    }

    /// <summary>A fast shutdown: https://www.postgresql.org/docs/current/server-shutdown.html</summary>
    public ProcessStartInfo Command(HostPlatform host, PostmasterFile running, string programs) => host.System is HostSystem.Windows
        ? PgCtl.Stop(host.Executable(programs, "pg_ctl"), running.DataFolder, Patience)
        : ChildProcess.Prepare("sh", ["-c", "kill -INT \"$1\"", "sh", $"{running.Pid}"], account.Name);
}
