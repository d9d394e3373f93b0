[assembly: AssemblyFixture(typeof(Turnstone.Postgres.Tests.PostgresServer))]

namespace Turnstone.Postgres.Tests;

using System.Globalization;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>The server of one test process; each test takes a database of its own from it.</summary>
/// <remarks><c>TURNSTONE_TEST_PG</c> (14 to 18) chooses the major version; without it the first that is found runs.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    LocalServer? server;

    public LocalServer Server => server ?? throw new InvalidOperationException("The server is started by the test run.");

    public PgVersion Major => Server.Major;

    /// <summary>The connection string of the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => Server.ConnectionString;

    static PgVersion? Asked => Environment.GetEnvironmentVariable("TURNSTONE_TEST_PG") is { Length: > 0 } asked ? (PgVersion)int.Parse(asked, CultureInfo.InvariantCulture) : null;

    /// <summary>The version that runs, or is about to: for what is listed before it does.</summary>
    public static async Task<PgVersion> FindMajorAsync() =>
        Asked ?? (await new ServerFinder(ServerCache.Default, TimeProvider.System).ObtainAsync(wanted: null, TestContext.Current.CancellationToken)).Major;

    public async ValueTask InitializeAsync()
    {
        server = await LocalServer.StartAsync(new() { Version = Asked, Settings = new Dictionary<string, string> { ["max_connections"] = "300" } }, TestContext.Current.CancellationToken);
        await Console.Error.WriteLineAsync($"PostgreSQL {Server.Version} from {Server.Binaries.Folder}");
    }

    /// <summary>A new, empty database; what <paramref name="setupSql"/> holds, many statements if need be, runs there in one transaction.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string? setupSql = null)
    {
        var database = await TestDatabase.CreateAsync(Server, $"test_{Guid.NewGuid():N}");
        if (setupSql is not null)
        {
            await database.SetUpAsync(setupSql);
        }
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
