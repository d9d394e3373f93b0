namespace Turnstone.Postgres.Tests.Verification.Rows;

using System.Diagnostics;
using Turnstone.Postgres.Tests.Catalog;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Verification.Rows;

/// <summary>Other people's schemas, which were not made to be filled.</summary>
[Trait("tier", "all")]
public sealed class SchemaTests(PostgresServer server)
{
    [Fact]
    public async Task Every_table_of_the_shop()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        (await project.RunAsync("apply --context seed --url env:DATABASE_URL")).ExitCode.ShouldBe(0);

        var tables = await TimedAsync(database);

        tables.Count.ShouldBeGreaterThan(15);
        tables.ShouldBeFull();
        (await TimedAsync(database, seed: 2)).ShouldBeFull();
    }

    [Fact]
    public async Task The_tables_of_zabbix()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(Conversion.Zabbix(await Package.DebianAsync("zabbix-server-pgsql"))[0].Text);

        await FillsAsync(database, 150);
    }

    [Fact]
    public async Task The_tables_of_tt_rss()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(string.Join('\n', Conversion.TtRssNewest(await Package.DebianAsync("tt-rss")).Text.Split('\n').Where(line => line.Trim() is not ("begin;" or "commit;"))));

        await FillsAsync(database, 30);
    }

    [Fact]
    public async Task The_tables_of_roundcube()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(Conversion.RoundcubeNewest(await Package.DebianAsync("roundcube-core")).Text);

        await FillsAsync(database, 10);
    }

    static async Task FillsAsync(TestDatabase database, int atLeast)
    {
        var tables = await TimedAsync(database);

        tables.Count.ShouldBeGreaterThan(atLeast);
        (tables.Count(table => table.Added > 0) / (double)tables.Count).ShouldBeGreaterThanOrEqualTo(0.95, RowDatabase.Said(tables.Where(table => table.Added < RowDatabase.Rows)));
        var before = await database.SnapshotAsync();
        RowDifference.Between(before, await database.SnapshotAsync(), new()).Tables.ShouldBeEmpty();
        before.Tables.Sum(table => table.Rows.Count).ShouldBeGreaterThan(tables.Sum(table => table.Added) - 1);
    }

    static async Task<List<FilledTable>> TimedAsync(TestDatabase database, int seed = 1)
    {
        var watch = Stopwatch.StartNew();
        var tables = await database.FillAsync(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tables.Count} tables, {tables.Count(table => table.Added > 0)} with rows, {tables.Count(table => table.Added == RowDatabase.Rows)} with all, {watch.ElapsedMilliseconds} ms\n"
            + RowDatabase.Said(tables.Where(table => table.Added < RowDatabase.Rows)));
        return tables;
    }
}
