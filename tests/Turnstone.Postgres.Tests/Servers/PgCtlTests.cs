namespace Turnstone.Postgres.Tests.Servers;

using System.Diagnostics;
using Npgsql;
using Turnstone.Servers;

public sealed class PgCtlTests(PostgresServer postgres)
{
    static readonly ServerAccount Account = ServerAccount.Current();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Windows_does_with_pg_ctl_and_a_file_of_settings_starts_and_stops_a_server_here_too()
    {
        using var cache = new TemporaryCache();
        await cache.Cache.PrepareAsync(Account, Stop);
        var binaries = postgres.Server.Binaries;
        var data = Path.Combine(cache.Cache.Running, "data");
        using var template = await new ClusterTemplate.Maker(cache.Cache, Account, TimeProvider.System).AcquireAsync(binaries, Stop);
        await new ClusterFiles(Account).CopyAsync(template.DataFolder, data, Stop);
        var options = new LocalServerOptions { Settings = new Dictionary<string, string> { ["log_line_prefix"] = @"it's ""%p"" \n %% $HOME " } };
        var address = new ServerAddress(FreePort.Next(), template.Password);
        await SettingsFile.WriteAsync(data, [.. options.SettingsFor(address.Port), ("lc_messages", "C")], Stop);

        await RunAsync(PgCtl.Start(binaries.Program("pg_ctl"), data, Path.Combine(data, "server.log"), TimeSpan.FromSeconds(30)));
        try
        {
            (await ShowAsync(address, "log_line_prefix")).ShouldBe(options.Settings["log_line_prefix"]);
            (await ShowAsync(address, "fsync")).ShouldBe("off");
            (await ServerProcess.FindAsync(data, Stop)).ShouldNotBeNull().IsReady.ShouldBeTrue();
            (await ServerLog.ReadAsync(Path.Combine(data, "server.log"), Stop)).ShouldContain("ready to accept connections");
        }
        finally
        {
            await RunAsync(PgCtl.Stop(binaries.Program("pg_ctl"), data, TimeSpan.FromSeconds(30)));
        }

        (await ServerProcess.FindAsync(data, Stop)).ShouldBeNull();
    }

    // As Windows would, but as the account that PostgreSQL runs as here. Nobody reads what it says: on Linux the server keeps that open.
    static async Task RunAsync(ProcessStartInfo command)
    {
        var start = ChildProcess.Prepare(command.FileName, command.ArgumentList, Account.Name);
        using var process = ChildProcess.Start(start);
        await process.WaitForExitAsync(Stop);
        process.ExitCode.ShouldBe(0);
    }

    static async Task<string> ShowAsync(ServerAddress address, string setting)
    {
        await using var connection = new NpgsqlConnection(address.ConnectionString("postgres"));
        await connection.OpenAsync(Stop);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand($"SHOW {setting}") } };
        return (string)(await batch.ExecuteScalarAsync(Stop)).ShouldNotBeNull();
    }
}
