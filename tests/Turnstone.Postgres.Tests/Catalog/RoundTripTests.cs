namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What is written down of a database makes one that is the same.</summary>
public sealed class RoundTripTests(PostgresServer server)
{
    [Fact]
    public async Task The_shop()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        var run = await project.RunAsync("apply --context seed --url env:DATABASE_URL");
        run.ExitCode.ShouldBe(0, run.Everything);
        await server.RebuildsAsync(database);
    }
}
