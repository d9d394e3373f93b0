namespace Turnstone.Postgres.Tests.RealWorld;

[Trait("tier", "all")]
public sealed class RoundcubeTests
{
    // Without the cast of a default: a column that became text keeps the one it had as varchar.
    const string Columns = """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, split_part(column_default, '::', 1) FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, column_name
        """;

    [Fact]
    public async Task All_versions_of_roundcube_do_what_they_do_in_psql_and_end_in_its_newest_schema()
    {
        var package = await Package.DebianAsync("roundcube-core");
        var files = Conversion.RoundcubeVersions(package);
        files.Count.ShouldBe(33);
        await using var comparison = await Comparison.StartAsync();

        await using var replayed = await comparison.AgreesAsync(files);

        await using var newest = await comparison.CreateDatabaseAsync();
        await Comparison.RunAsync(newest, [Conversion.RoundcubeNewest(package).Text]);
        (await replayed.QueryAsync(Columns)).ShouldBe(await newest.QueryAsync(Columns));
    }

    [Fact]
    public async Task The_newest_schema_of_roundcube_makes_what_it_makes_in_psql()
    {
        var newest = Conversion.RoundcubeNewest(await Package.DebianAsync("roundcube-core"));
        await using var comparison = await Comparison.StartAsync();

        await using var database = await comparison.AgreesAsync([newest]);

        (await database.QueryAsync("SELECT value FROM system")).ShouldBe([["2022081200"]]);
        await comparison.DumpAppliesAsync(database);
    }
}
