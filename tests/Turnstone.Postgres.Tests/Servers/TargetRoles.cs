namespace Turnstone.Postgres.Tests.Servers;

using Turnstone.Configuration;
using Turnstone.Postgres.Tests.Verification;
using Turnstone.Servers;

/// <summary>A database with a role of its own that migrates, and others, on the tests' server; they go when it is disposed.</summary>
public sealed class TargetRoles : IAsyncDisposable
{
    readonly PostgresServer server;
    readonly TestDatabase database;
    readonly List<string> roles = [];

    TargetRoles(PostgresServer server, TestDatabase database)
    {
        this.server = server;
        this.database = database;
        Suffix = Guid.NewGuid().ToString("N")[..8];
    }

    /// <summary>What makes the roles' names nobody else's.</summary>
    public string Suffix { get; }

    public TestDatabase Database => database;

    public string Migrator => $"mig_{Suffix}";

    public DatabaseAddress Address => Verified.Address(server, database.Name, Migrator, "secret");

    public static async Task<TargetRoles> CreateAsync(PostgresServer server, string attributes = "")
    {
        var made = new TargetRoles(server, await server.CreateDatabaseAsync());
        await made.RoleAsync(made.Migrator, $"LOGIN PASSWORD 'secret' {attributes}");
        await made.database.ExecuteAsync($"ALTER DATABASE {made.database.Name} OWNER TO {made.Migrator}");
        return made;
    }

    public async Task RoleAsync(string name, string attributes = "")
    {
        await database.ExecuteAsync($"CREATE ROLE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {attributes}");
        roles.Insert(0, name);
    }

    public Task<ShadowTarget> ReadAsync() => new Pipeline(new Settings { Root = "/" }, Address, [], Verified.Surroundings()).TargetAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        var other = TestDatabase.Of(server.Server.Address, "postgres");
        foreach (var role in roles)
        {
            await other.ExecuteAsync($"DROP ROLE \"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
    }
}
