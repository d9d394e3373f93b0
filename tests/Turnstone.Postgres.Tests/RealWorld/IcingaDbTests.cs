namespace Turnstone.Postgres.Tests.RealWorld;

[Trait("tier", "all")]
public sealed class IcingaDbTests
{
    [Fact]
    public async Task The_schema_of_icingadb_makes_what_it_makes_in_psql()
    {
        var schema = Conversion.IcingaDb(await Package.DebianAsync("icingadb"));
        await using var comparison = await Comparison.StartAsync();

        await using var database = await comparison.AgreesAsync([schema]);

        await comparison.DumpAppliesAsync(database);
    }
}
