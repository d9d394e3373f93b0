namespace Turnstone.Servers;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A throw-away server on which changes are tried. It is gone, with its databases, when it is disposed.</summary>
/// <remarks>Who migrates there is no superuser: one would hide whatever a managed service refuses.</remarks>
public sealed class ShadowServer : IAsyncDisposable
{
    /// <summary>Who migrates, and owns the databases.</summary>
    internal const string Migrator = "migrator";

    // Functions that run as triggers are counted; nobody but who tries something writes or locks anything.
    static readonly Dictionary<string, string> Settings = new() { ["track_functions"] = "all", ["autovacuum"] = "off" };

    // In bytes, of all that is kept: some fifty histories.
    const long MostKept = 4L << 30;

    readonly LocalServer server;

    ShadowServer(LocalServer server) => this.server = server;

    public PgVersion Version => server.Major;

    /// <param name="major">The server's major version; none for the first that is found.</param>
    /// <param name="roles">Who has to be there: roles belong to no database, so they come from the one that it stands for. They cannot log in.</param>
    /// <param name="kept">The name of what a server was kept as, to begin with that.</param>
    /// <exception cref="ServerException">No such server can be had.</exception>
    public static async Task<ShadowServer> StartAsync(PgVersion? major, IEnumerable<string> roles, string? kept, TimeProvider time, CancellationToken stop)
    {
        var server = await LocalServer.StartAsync(new LocalServerOptions { Version = major, Time = time, Settings = Settings, Kept = kept }, stop);
        try
        {
            var shadow = new ShadowServer(server);
            if (server.IsOfKept)
            {
                return shadow;
            }
            await shadow.ExecuteAsync(
                [
                    // What the first user of a managed service may.
                    $"CREATE ROLE {new Identifier(Migrator)} LOGIN CREATEDB CREATEROLE PASSWORD {Literal.Of(server.Address.Password.Reveal())}",
                    .. roles.Where(role => role != ServerAddress.Username && role != Migrator).Select(role => (Sql)$"CREATE ROLE {new Identifier(role)}"),
                ], stop);
            return shadow;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether its databases are those of an earlier one that was kept.</summary>
    public bool IsOfKept => server.IsOfKept;

    /// <summary>Keeps it as it is now for the next one that asks for its name. Nobody may be connected.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        await ExecuteAsync([$"CHECKPOINT"], stop);
        await server.KeepAsync(stop);
        await new CachePruner(ServerCache.Default, TimeProvider.System).PruneAsync(MostKept, stop);
    }

    /// <summary>A database that is there already.</summary>
    public DatabaseAddress Find(string name) => Address(name, Migrator);

    /// <summary>Makes a database, empty or as another is at this moment, to which nobody may be connected.</summary>
    public async Task<DatabaseAddress> CreateAsync(string name, DatabaseAddress? like, CancellationToken stop)
    {
        await ExecuteAsync([$"CREATE DATABASE {new Identifier(name)} TEMPLATE {new Identifier(like?.Database ?? "template0")} OWNER {new Identifier(Migrator)}"], stop);
        return Address(name, Migrator);
    }

    /// <summary>Takes a database away, whoever is connected.</summary>
    public Task DropAsync(DatabaseAddress database, CancellationToken stop) => ExecuteAsync([$"DROP DATABASE {new Identifier(database.Database!)} WITH (FORCE)"], stop);

    /// <summary>How its superuser reaches a database.</summary>
    public DatabaseAddress AsSuperuser(DatabaseAddress database) => Address(database.Database!, ServerAddress.Username);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    DatabaseAddress Address(string database, string role) => new()
    {
        ConnectionString = new Secret(server.Address.ConnectionString(database, role)),
        Password = server.Address.Password,
        Hosts = [new DatabaseHost("127.0.0.1", server.Port)],
        Database = database,
        Username = role,
        Source = "the shadow server",
    };

    async Task ExecuteAsync(IEnumerable<Sql> statements, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(stop);
        foreach (var statement in statements)
        {
            await using var one = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(statement.ToString()) } };
            await one.ExecuteNonQueryAsync(stop);
        }
    }
}
