namespace Turnstone.Postgres.Tests.Servers;

using Npgsql;
using Turnstone.Servers;
using Turnstone.Sql;

public sealed class ServerDownloadTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // 23 MB from the registry for each.
    [Theory]
    [Trait("tier", "all")]
    [InlineData(PgVersion.V14)]
    [InlineData(PgVersion.V15)]
    [InlineData(PgVersion.V16)]
    [InlineData(PgVersion.V17)]
    [InlineData(PgVersion.V18)]
    public async Task Each_major_version_is_fetched_and_runs(PgVersion major)
    {
        using var cache = new TemporaryCache();

        var binaries = await new ServerDownload(cache.Cache, TimeProvider.System).InstallAsync(major, Stop);

        binaries.Major.ShouldBe(major);
        ServerDownload.Versions[major].ShouldStartWith(binaries.Version + ".");
        Directory.GetDirectories(cache.Cache.Downloads).ShouldHaveSingleItem().ShouldEndWith(ServerDownload.Versions[major]);
        await using var server = await LocalServer.StartAsync(new() { Version = major, Cache = cache.Cache }, Stop);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Stop);
        connection.ServerVersion.ShouldStartWith($"{(int)major}.");
    }

    [Fact]
    public async Task A_version_that_is_not_supported_is_named()
    {
        using var cache = new TemporaryCache();

        var refused = await Should.ThrowAsync<ServerException>(() => new ServerFinder(cache.Cache, TimeProvider.System).ObtainAsync((PgVersion)13, Stop));

        refused.Message.ShouldBe("PostgreSQL 13 is not supported. Supported are 14 to 18.");
    }
}
