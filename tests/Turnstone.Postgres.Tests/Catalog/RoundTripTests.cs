namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;

/// <summary>What is written down of a database makes one that is the same.</summary>
public sealed class RoundTripTests(PostgresServer server)
{
    async Task<string> TwiceAsync(TestDatabase database)
    {
        var there = await database.ReadAsync();
        await using var copy = await server.CreateDatabaseAsync();
        await copy.MakeAsync(there);
        var here = await copy.ReadAsync();
        Catalogs.Text(here).ShouldBe(Catalogs.Text(there));
        SchemaHash.Of(here).ShouldBe(SchemaHash.Of(there));
        (await Psql.DumpAsync(copy.Uri)).ShouldBe(await Psql.DumpAsync(database.Uri));
        return Catalogs.Text(there);
    }

    [Fact]
    public async Task The_shop()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        var run = await project.RunAsync("apply --context seed --url env:DATABASE_URL");
        run.ExitCode.ShouldBe(0, run.Everything);
        TestContext.Current.TestOutputHelper?.WriteLine(await TwiceAsync(database));
    }
}
