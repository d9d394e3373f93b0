namespace Turnstone.Postgres.Tests.RealWorld;

[Trait("tier", "all")]
public sealed class ZabbixTests
{
    [Fact]
    public async Task The_schema_images_and_data_of_zabbix_make_what_they_make_in_psql()
    {
        var files = Conversion.Zabbix(await Package.DebianAsync("zabbix-server-pgsql"));
        await using var comparison = await Comparison.StartAsync();

        await using var database = await comparison.AgreesAsync(files);

        (await database.QueryAsync("SELECT count(*) FROM items")).ShouldBe([["13378"]]);
        await comparison.DumpAppliesAsync(database);
    }
}
