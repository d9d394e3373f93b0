namespace Turnstone.Postgres.Tests.Servers;

using System.Diagnostics;
using System.Globalization;
using Turnstone.Sql;

/// <summary>Another process, this same program, that owns a server: it is there to be killed.</summary>
public sealed class OwnerProcess : IDisposable
{
    const string ReportVariable = "TURNSTONE_TEST_OWNER_REPORT";

    readonly Process process;

    OwnerProcess(Process process, string[] report)
    {
        this.process = process;
        Pid = int.Parse(report[0], CultureInfo.InvariantCulture);
        Port = int.Parse(report[1], CultureInfo.InvariantCulture);
        DataFolder = report[2];
    }

    /// <summary>The process of its server.</summary>
    public int Pid { get; }

    public int Port { get; }

    public string DataFolder { get; }

    public static async Task<OwnerProcess> StartAsync(PgVersion major, CancellationToken stop)
    {
        var report = Path.Combine(Path.GetTempPath(), $"turnstone-owner-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--explicit", "only", "--filter-method", $"{typeof(OwnerProcess.Role).FullName}.{nameof(Role.Owns_a_server_until_killed)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [ReportVariable] = report, ["TURNSTONE_TEST_PG"] = $"{(int)major}" },
        };
        var process = Process.Start(start)!;
        try
        {
            await Condition.HoldsAsync(() => File.Exists(report) || process.HasExited, stop);
            return new(process, await File.ReadAllLinesAsync(report, stop));
        }
        catch
        {
            process.Kill();
            throw;
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>SIGKILL: nothing in it gets to run any more.</summary>
    public void KillHard()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        KillHard();
        process.Dispose();
    }

    /// <summary>What that process does; it is started by name only.</summary>
    public sealed class Role(PostgresServer postgres)
    {
        [Fact(Explicit = true)]
        public async Task Owns_a_server_until_killed()
        {
            var report = Environment.GetEnvironmentVariable(ReportVariable).ShouldNotBeNull("only OwnerProcess starts this one");
            var pid = (await File.ReadAllLinesAsync(Path.Combine(postgres.Server.DataFolder, "postmaster.pid")))[0];
            await File.WriteAllLinesAsync(report + ".new", [pid, $"{postgres.Server.Port}", postgres.Server.DataFolder]);
            File.Move(report + ".new", report);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
