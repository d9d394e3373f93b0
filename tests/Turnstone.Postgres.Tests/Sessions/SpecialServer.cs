namespace Turnstone.Postgres.Tests.Sessions;

using Npgsql;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>A server of its own for a test that needs one in an uncommon state, on a port that is known before it starts.</summary>
public sealed class SpecialServer : IAsyncDisposable
{
    // It starts the server again where it finds that file; a shell's background process would not hear QUIT without being told to.
    const string Again = """
        data=$1
        shift
        trap 'kill -QUIT $server' QUIT
        while
            "$@" & server=$!
            while kill -0 $server 2>/dev/null; do wait $server; done
            [ -e "$data/again" ]
        do rm "$data/again"; done
        """;

    readonly ServerBinaries binaries;
    SupervisedServer? server;
    ClusterTemplate? template;

    public SpecialServer(PostgresServer like) => binaries = like.Server.Binaries;

    SpecialServer(ServerBinaries binaries) => this.binaries = binaries;

    public int Port { get; } = FreePort.Next();

    string DataFolder => server!.DataFolder;

    /// <summary>The password is the template's, which is there before the server is.</summary>
    public async Task<string> ConnectionStringAsync() => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = "postgres",
        Username = ClusterTemplate.Superuser,
        Password = (await TemplateAsync()).Password.Reveal(),
        Pooling = false,
    }.ConnectionString;

    /// <summary>One of that major version.</summary>
    public static async Task<SpecialServer> OfAsync(PgVersion major) =>
        new(await new ServerFinder(ServerCache.Default, TimeProvider.System).ObtainAsync(major, TestContext.Current.CancellationToken));

    /// <summary>Makes an empty database in it.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync() => await TestDatabase.CreateAsync(await AddressAsync(), binaries.Major, $"test_{Guid.NewGuid():N}");

    /// <summary>The one that is there from the start.</summary>
    public async Task<TestDatabase> FirstDatabaseAsync() => TestDatabase.Of(await AddressAsync(), "postgres");

    /// <summary>Starts it as the standby of another one, whose data is the same up to the other's start.</summary>
    public async Task FollowAsync(SpecialServer primary)
    {
        var address = await primary.AddressAsync();
        await StartAsync(standby: true, $"primary_conninfo=host=127.0.0.1 port={address.Port} user={ServerAddress.Username} password={address.Password.Reveal()}");
    }

    /// <summary>Starts it, without waiting until it takes connections.</summary>
    public async Task StartAsync(bool standby, params string[] settings)
    {
        var folder = Path.Combine(ServerCache.Default.Running, Guid.NewGuid().ToString("N"));
        var data = SupervisedServer.DataFolderIn(folder);
        var source = await TemplateAsync();
        string[] postgres =
        [
            binaries.Program("postgres"), "-D", data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
            .. settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        string[] again = ["env", "--default-signal=QUIT", "sh", "-c", Again, "sh", data, .. postgres];
        // A cluster that was shut down cleanly and finds this file is a standby that has all there is.
        string[] command = standby ? ["sh", "-c", "touch \"$0/standby.signal\"; exec \"$@\"", data, .. again] : again;
        var supervisor = new UnixSupervisor(new(HostPlatform.Current, ServerCache.Default.Downloads), ServerAccount.Current());
        server = SupervisedServer.Start(supervisor.Prepare(source.DataFolder, folder, command), folder);
    }

    /// <summary>Ends it as a crash does, and starts it again; comes back when it takes connections.</summary>
    public async Task RestartImmediatelyAsync()
    {
        var before = PostmasterFile.Read(DataFolder);
        await File.WriteAllTextAsync(Path.Combine(DataFolder, "again"), "");
        await ChildProcess.RunAsync(
            ChildProcess.Prepare(binaries.Program("pg_ctl"), ["stop", "--no-wait", "--mode", "immediate", "--pgdata", DataFolder], ServerAccount.Current().Name),
            TestContext.Current.CancellationToken);
        await Condition.HoldsAsync(
            () => PostmasterFile.Read(DataFolder) is { IsReady: true } now && now.Pid != before?.Pid, TestContext.Current.CancellationToken);
    }

    public async Task<bool> TakesConnectionsAsync() => await ConnectAsync() is null;

    /// <summary>Whether it says that it is starting up or recovering.</summary>
    public async Task<bool> SaysThatItIsStartingAsync() => await ConnectAsync() is { SqlState: PostgresErrorCodes.CannotConnectNow };

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        template?.Dispose();
    }

    async Task<ServerAddress> AddressAsync() => new(Port, (await TemplateAsync()).Password);

    async Task<NpgsqlException?> ConnectAsync()
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync());
        try
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (NpgsqlException refused)
        {
            return refused;
        }
    }

    async Task<ClusterTemplate> TemplateAsync() => template ??=
        await new ClusterTemplate.Maker(ServerCache.Default, ServerAccount.Current(), TimeProvider.System).AcquireAsync(binaries, TestContext.Current.CancellationToken);
}
