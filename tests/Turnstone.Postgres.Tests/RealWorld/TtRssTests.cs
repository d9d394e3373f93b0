namespace Turnstone.Postgres.Tests.RealWorld;

[Trait("tier", "all")]
public sealed class TtRssTests
{
    // The versions keep two tables that the newest schema no longer has, and drop a column that it still has.
    const string Columns = """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT IN ('ttrss_filters', 'ttrss_labels') AND column_name <> 'section_name'
        ORDER BY table_name, column_name
        """;

    [Fact]
    public async Task All_versions_of_tt_rss_do_what_they_do_in_psql_and_end_in_its_newest_schema()
    {
        var package = await Package.DebianAsync("tt-rss");
        var files = Conversion.TtRssVersions(package);
        files.Count.ShouldBe(139);
        await using var comparison = await Comparison.StartAsync();

        await using var replayed = await comparison.AgreesAsync(files);

        await using var newest = await comparison.CreateDatabaseAsync();
        await Comparison.RunAsync(newest, [Conversion.TtRssNewest(package).Text]);
        (await replayed.QueryAsync(Columns)).ShouldBe(await newest.QueryAsync(Columns));
        (await replayed.QueryAsync("SELECT schema_version FROM ttrss_version")).ShouldBe([["140"]]);
    }

    [Fact]
    public async Task The_newest_schema_of_tt_rss_makes_what_it_makes_in_psql()
    {
        var newest = Conversion.TtRssNewest(await Package.DebianAsync("tt-rss"));
        await using var comparison = await Comparison.StartAsync();

        await using var database = await comparison.AgreesAsync([newest]);

        (await database.QueryAsync("SELECT schema_version FROM ttrss_version")).ShouldBe([["140"]]);
    }
}
