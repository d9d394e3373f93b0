namespace Turnstone.Postgres.Tests.Servers;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;
using Turnstone.Servers;

[UnsupportedOSPlatform("windows")]
public sealed class PersistentServerTests(PostgresServer postgres) : IAsyncLifetime
{
    readonly ServerCache cache = ServerCache.Default;
    readonly string project = Path.Combine(Path.GetTempPath(), $"shop {Guid.NewGuid():N}");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    PersistentServer Server => new(project, LocalServerOptions.ForProject with { Version = postgres.Major });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await Server.DownAsync(deleteData: true, CancellationToken.None);

    [Fact]
    public async Task A_project_has_no_server_until_it_is_asked_for()
    {
        (await Server.FindAsync(Stop)).ShouldBeNull();
        (await Server.DownAsync(deleteData: false, Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task Up_twice_is_up_once()
    {
        var first = await Server.UpAsync(Stop);
        var second = await Server.UpAsync(Stop);

        first.WasRunning.ShouldBeFalse();
        second.WasRunning.ShouldBeTrue();
        second.Uri.ShouldBe(first.Uri);
        second.Binaries.Version.ShouldBe(postgres.Server.Version);
        (await QueryAsync(first, "SHOW fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task Two_commands_that_start_it_together_get_the_same_server()
    {
        var states = await Task.WhenAll(Server.UpAsync(Stop), Server.UpAsync(Stop));

        states[0].Uri.ShouldBe(states[1].Uri);
        states.Count(state => state.WasRunning).ShouldBe(1);
    }

    [Fact]
    public async Task Down_keeps_data_and_port_and_reset_empties_the_database()
    {
        var first = await Server.UpAsync(Stop);
        await QueryAsync(first, "CREATE TABLE kept (id int)");

        (await Server.DownAsync(deleteData: false, Stop)).ShouldBeTrue();
        (await Server.FindAsync(Stop)).ShouldNotBeNull().IsRunning.ShouldBeFalse();
        var again = await Server.UpAsync(Stop);

        again.Uri.ShouldBe(first.Uri);
        (await QueryAsync(again, "SELECT to_regclass('kept')::text")).ShouldBe("kept");
        var empty = await Server.ResetAsync(Stop);
        (await QueryAsync(empty, "SELECT to_regclass('kept')::text")).ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task After_its_server_was_killed_a_file_with_anothers_process_number_does_not_stop_it()
    {
        var first = await Server.UpAsync(Stop);
        await QueryAsync(first, "CREATE TABLE kept (id int)");
        var file = Path.Combine(first.DataFolder, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, Stop);
        using var postmaster = Process.GetProcessById(int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture));
        postmaster.Kill();
        await Condition.HoldsAsync(() => !IsOpen(first.Address.Port), Stop);
        // As after a reboot: the number belongs to a process that lives, ours.
        await File.WriteAllLinesAsync(file, [$"{Environment.ProcessId}", .. lines[1..]], Stop);

        (await Server.FindAsync(Stop)).ShouldNotBeNull().IsRunning.ShouldBeFalse();
        var again = await Server.UpAsync(Stop);

        again.WasRunning.ShouldBeFalse();
        (await QueryAsync(again, "SELECT to_regclass('kept')::text")).ShouldBe("kept");
    }

    [Fact]
    public async Task When_its_port_was_taken_meanwhile_it_takes_another()
    {
        var first = await Server.UpAsync(Stop);
        await Server.DownAsync(deleteData: false, Stop);
        using var squatter = new TcpListener(IPAddress.Loopback, first.Address.Port);
        squatter.Start();

        var again = await Server.UpAsync(Stop);

        again.Address.Port.ShouldNotBe(first.Address.Port);
        (await Server.FindAsync(Stop)).ShouldNotBeNull().Uri.ShouldBe(again.Uri);
        (await QueryAsync(again, "SELECT current_database()")).ShouldBe("app");
    }

    [Fact]
    public async Task Another_major_version_is_refused_and_the_two_ways_out_are_named()
    {
        await Server.UpAsync(Stop);
        var other = postgres.Major is Sql.PgVersion.V16 ? Sql.PgVersion.V17 : Sql.PgVersion.V16;

        var refused = await Should.ThrowAsync<ServerException>(
            () => new PersistentServer(project, new() { Version = other }).UpAsync(Stop));

        refused.Message.ShouldContain($"is PostgreSQL {(int)postgres.Major}, asked for is {(int)other}");
        refused.Message.ShouldContain("delete");
    }

    [Fact]
    public async Task Its_password_is_readable_by_its_owner_only()
    {
        await Server.UpAsync(Stop);

        var record = Path.Combine(cache.Projects, ProjectRecord.Key(project, HostPlatform.Current.System) + ".json");
        File.GetUnixFileMode(record).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Down_with_its_data_leaves_nothing()
    {
        var state = await Server.UpAsync(Stop);

        await Server.DownAsync(deleteData: true, Stop);

        (await Server.FindAsync(Stop)).ShouldBeNull();
        Directory.Exists(Path.GetDirectoryName(state.DataFolder)).ShouldBeFalse();
        IsOpen(state.Address.Port).ShouldBeFalse();
    }

    static async Task<object?> QueryAsync(PersistentServerState state, string statement)
    {
        await using var connection = new NpgsqlConnection(state.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
        return await batch.ExecuteScalarAsync(Stop);
    }

    static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
