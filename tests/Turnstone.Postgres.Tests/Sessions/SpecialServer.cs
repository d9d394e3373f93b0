namespace Turnstone.Postgres.Tests.Sessions;

using Npgsql;
using Turnstone.Servers;

/// <summary>A server of its own for a test that needs one in an uncommon state, on a port that is known before it starts.</summary>
public sealed class SpecialServer : IAsyncDisposable
{
    readonly ServerBinaries binaries;
    SupervisedServer? server;
    ClusterTemplate? template;

    public SpecialServer(PostgresServer like) => binaries = like.Server.Binaries;

    public int Port { get; } = FreePort.Next();

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
        // A cluster that was shut down cleanly and finds this file is a standby that has all there is.
        string[] command = standby ? ["sh", "-c", "touch \"$0/standby.signal\"; exec \"$@\"", data, .. postgres] : postgres;
        var supervisor = new UnixSupervisor(new(HostPlatform.Current, ServerCache.Default.Downloads), ServerAccount.Current());
        server = SupervisedServer.Start(supervisor.Prepare(source.DataFolder, folder, command), folder);
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
