namespace Turnstone.Postgres.Tests.Servers;

using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Turnstone.Servers;

public sealed class LocalServerTests(PostgresServer postgres)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_answers_with_the_version_it_said_and_is_gone_with_its_data_when_disposed()
    {
        await using var server = await LocalServer.StartAsync(Options(), Stop);

        (await ShowAsync(server, "server_version")).ShouldStartWith(server.Version);
        server.Uri.ToString().ShouldStartWith($"postgresql://postgres:");
        Directory.Exists(server.DataFolder).ShouldBeTrue();

        await server.DisposeAsync();

        Directory.Exists(Path.GetDirectoryName(server.DataFolder)).ShouldBeFalse();
        IsOpen(server.Port).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_the_password_nobody_gets_in()
    {
        var builder = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guessed" };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);

        var refused = await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync(Stop));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_fast_server_forgets_syncing_and_a_durable_one_does_not()
    {
        await using var durable = await LocalServer.StartAsync(Options() with { Durable = true }, Stop);

        (await ShowAsync(postgres.Server, "fsync")).ShouldBe("off");
        (await ShowAsync(durable, "fsync")).ShouldBe("on");
        (await ShowAsync(durable, "synchronous_commit")).ShouldBe("on");
        (await ShowAsync(durable, "full_page_writes")).ShouldBe("on");
    }

    [Fact]
    public async Task A_setting_reaches_the_server_with_blanks_and_quotes()
    {
        var settings = new Dictionary<string, string> { ["log_line_prefix"] = "it's \"%p\" $HOME ", ["max_connections"] = "17" };

        await using var server = await LocalServer.StartAsync(Options() with { Settings = settings }, Stop);

        (await ShowAsync(server, "log_line_prefix")).ShouldBe("it's \"%p\" $HOME ");
        (await ShowAsync(server, "max_connections")).ShouldBe("17");
    }

    [Fact]
    public async Task A_setting_the_server_does_not_know_is_told_with_the_end_of_its_log()
    {
        var before = Directory.GetDirectories(Options().Cache.Running);

        var refused = await Should.ThrowAsync<ServerException>(
            () => LocalServer.StartAsync(Options() with { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } }, Stop));

        refused.Message.ShouldContain("unrecognized configuration parameter \"no_such_setting\"");
        Directory.GetDirectories(Options().Cache.Running).Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing()
    {
        using var cache = new TemporaryCache();
        await (await LocalServer.StartAsync(Options() with { Cache = cache.Cache }, Stop)).DisposeAsync();
        using var cancelled = new CancellationTokenSource();
        var starting = LocalServer.StartAsync(Options() with { Cache = cache.Cache }, cancelled.Token);
        await Condition.HoldsAsync(() => Directory.GetDirectories(cache.Cache.Running).Length == 1 || starting.IsCompleted, Stop);

        await cancelled.CancelAsync();

        try
        {
            await (await starting).DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // Whether it was faster than the cancellation is chance; nothing is left either way.
        }
        Directory.GetDirectories(cache.Cache.Running).ShouldBeEmpty();
    }

    [Fact]
    public async Task Servers_that_start_together_on_an_empty_cache_share_one_template()
    {
        using var cache = new TemporaryCache();
        var options = Options() with { Cache = cache.Cache };

        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LocalServer.StartAsync(options, Stop)));

        servers.Select(server => server.Port).Distinct().Count().ShouldBe(3);
        foreach (var server in servers)
        {
            (await ShowAsync(server, "server_version")).ShouldStartWith(server.Version);
            await server.DisposeAsync();
        }
        Directory.GetDirectories(cache.Cache.Templates).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_running_server_came_from_is_not_pruned()
    {
        using var cache = new TemporaryCache();
        var pruner = new CachePruner(cache.Cache, TimeProvider.System);
        var server = await LocalServer.StartAsync(Options() with { Cache = cache.Cache }, Stop);

        (await pruner.PruneAsync(maxBytes: 0, Stop)).Removed.ShouldBeEmpty();
        await server.DisposeAsync();
        var pruned = await pruner.PruneAsync(maxBytes: 0, Stop);

        pruned.Removed.ShouldAllBe(folder => folder.Bytes > 1_000_000);
        pruned.RemainingBytes.ShouldBe(0);
        Directory.GetDirectories(cache.Cache.Templates).ShouldBeEmpty();
        Directory.GetDirectories(cache.Cache.Downloads).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_else_takes_away_meanwhile_is_nobody_s_trouble()
    {
        using var cache = new TemporaryCache();
        await new CachePruner(cache.Cache, TimeProvider.System).PruneAsync(maxBytes: 0, Stop);
        for (var folder = 0; folder < 150; folder++)
        {
            foreach (var part in Enumerable.Range(0, 5))
            {
                var path = Directory.CreateDirectory(Path.Combine(cache.Cache.Downloads, $"15-{folder}", $"{part}")).FullName;
                await File.WriteAllTextAsync(Path.Combine(path, "data"), "x", Stop);
            }
        }

        // As processes do, each begins with its own list.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => new CachePruner(cache.Cache, TimeProvider.System).PruneAsync(maxBytes: 0, Stop), Stop)));

        Directory.GetDirectories(cache.Cache.Downloads).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_is_gone_with_its_data_after_its_owner_was_killed()
    {
        var owner = await OwnerProcess.StartAsync(postgres.Major, Stop);
        try
        {
            IsOpen(owner.Port).ShouldBeTrue();
            IsAlive(owner.Pid).ShouldBeTrue();
            Directory.Exists(owner.DataFolder).ShouldBeTrue();

            owner.KillHard();

            await Condition.HoldsAsync(() => !Directory.Exists(Path.GetDirectoryName(owner.DataFolder)), Stop);
            IsAlive(owner.Pid).ShouldBeFalse();
            IsOpen(owner.Port).ShouldBeFalse();
        }
        finally
        {
            owner.Dispose();
        }
    }

    LocalServerOptions Options() => new() { Version = postgres.Major };

    static async Task<string> ShowAsync(LocalServer server, string setting)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand($"SHOW {setting}") } };
        return (string)(await batch.ExecuteScalarAsync(Stop)).ShouldNotBeNull();
    }

    static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
