namespace Turnstone.Servers;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A new database on a throw-away server, for what must not be tried on a real one. It is gone when it is disposed.</summary>
public sealed class ShadowDatabase : IAsyncDisposable
{
    const string Name = "shadow";

    readonly LocalServer server;

    ShadowDatabase(LocalServer server) => this.server = server;

    /// <summary>How to reach it, as superuser.</summary>
    public DatabaseAddress Address => new()
    {
        ConnectionString = new Secret(server.Address.ConnectionString(Name)),
        Password = server.Address.Password,
        Hosts = [new DatabaseHost("127.0.0.1", server.Port)],
        Database = Name,
        Username = ServerAddress.Username,
        Source = "the shadow database",
    };

    public PgVersion Version => server.Major;

    /// <param name="major">The server's major version; none for the first that is found.</param>
    /// <param name="roles">Who has to be there: roles belong to no database, so they come from the one that it stands for. They cannot log in.</param>
    /// <exception cref="ServerException">No such server can be had.</exception>
    public static async Task<ShadowDatabase> CreateAsync(PgVersion? major, IEnumerable<string> roles, TimeProvider time, CancellationToken stop)
    {
        var server = await LocalServer.StartAsync(new LocalServerOptions { Version = major, Time = time }, stop);
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(stop);
            Sql[] statements =
            [
                .. roles.Where(role => role != ServerAddress.Username).Select(role => (Sql)$"CREATE ROLE {new Identifier(role)}"),
                $"CREATE DATABASE {new Identifier(Name)} TEMPLATE template0",
            ];
            foreach (var statement in statements)
            {
                await using var one = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement.ToString()) } };
                await one.ExecuteNonQueryAsync(stop);
            }
            return new(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
