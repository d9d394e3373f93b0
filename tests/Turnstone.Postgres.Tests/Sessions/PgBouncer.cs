namespace Turnstone.Postgres.Tests.Sessions;

using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Servers;

/// <summary>Debian's PgBouncer in front of the test server, on a port of its own.</summary>
sealed class PgBouncer : IAsyncDisposable
{
    // It ends with us, whatever ends us: the kernel closes the pipe.
    const string Script = """
        "$1" "$2" </dev/null & pooler=$!
        read -r nothing
        kill -KILL $pooler
        """;

    readonly Process process;
    readonly string folder;
    readonly int port;

    PgBouncer(Process process, string folder, int port)
    {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /// <param name="settings"><c>pool_mode=session</c> and the like.</param>
    public static async Task<PgBouncer> StartAsync(LocalServer server, params string[] settings)
    {
        var stop = TestContext.Current.CancellationToken;
        var program = Path.Combine(await Package.DebianAsync("pgbouncer"), "usr/sbin/pgbouncer");
        var folder = Directory.CreateTempSubdirectory("turnstone-pgbouncer-").FullName;
        var port = FreePort.Next();
        var file = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port} user={ServerAddress.Username} password={server.Address.Password.Reveal()}

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            ignore_startup_parameters = extra_float_digits,options
            {string.Join('\n', settings)}
            """, stop);
        var account = ServerAccount.Current();
        await account.OwnAsync(folder, stop);
        await account.OwnAsync(file, stop);
        var start = ChildProcess.Prepare("sh", ["-c", Script, "sh", program, file], account.Name);
        start.RedirectStandardError = true;
        var pooler = new PgBouncer(ChildProcess.Start(start), folder, port);
        var said = pooler.process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Condition.HoldsAsync(pooler.ListensAsync, stop);
        return pooler;
    }

    /// <summary>The same database, through here.</summary>
    public string Through(TestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<bool> ListensAsync()
    {
        process.HasExited.ShouldBeFalse("pgbouncer ended");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
