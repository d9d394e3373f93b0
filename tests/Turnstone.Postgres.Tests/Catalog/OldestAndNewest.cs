namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>The oldest and the newest supported server, side by side.</summary>
public sealed class OldestAndNewest : IAsyncLifetime
{
    OneServer? old, recent;

    public OneServer Old => Had(old);

    public OneServer New => Had(recent);

    public async ValueTask InitializeAsync()
    {
        old = await StartAsync(PgVersion.V14);
        recent = await StartAsync(PgVersion.V18);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (OneServer?[])[old, recent])
        {
            if (server is not null)
            {
                await server.Server.DisposeAsync();
            }
        }
    }

    static async Task<OneServer?> StartAsync(PgVersion version)
    {
        try
        {
            return new(await LocalServer.StartAsync(new() { Version = version }, TestContext.Current.CancellationToken));
        }
        catch (ServerException)
        {
            return null;
        }
    }

    static OneServer Had(OneServer? server)
    {
        Assert.SkipWhen(server is null, "not compared: PostgreSQL 14 and 18 cannot both be had here");
        return server!;
    }
}

/// <summary>A server of a certain version.</summary>
public sealed record OneServer(LocalServer Server)
{
    public Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(Server, $"alarm_{Guid.NewGuid():N}");
}
