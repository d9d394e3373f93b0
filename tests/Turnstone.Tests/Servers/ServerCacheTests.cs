namespace Turnstone.Tests.Servers;

using Turnstone.Servers;
using Turnstone.Sql;

public sealed class ServerCacheTests
{
    [Fact]
    public void Each_system_has_its_place_for_caches()
    {
        Folder(HostSystem.Linux).ShouldBe("/home/ann/.cache/turnstone");
        Folder(HostSystem.Linux, new() { ["XDG_CACHE_HOME"] = "/fast" }).ShouldBe("/fast/turnstone");
        Folder(HostSystem.MacOS).ShouldBe("/home/ann/Library/Caches/turnstone");
        Folder(HostSystem.Windows, new() { ["LOCALAPPDATA"] = @"C:\Users\ann\AppData\Local" }).ShouldBe(@"C:\Users\ann\AppData\Local\turnstone");
    }

    [Fact]
    public void Root_keeps_it_where_another_account_can_go() =>
        ServerCache.DefaultFolder(FakeHost.Of(HostSystem.Linux, [], isRoot: true), "/root").ShouldBe("/var/cache/turnstone");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_user_names_is_taken(bool isRoot) =>
        ServerCache.DefaultFolder(FakeHost.Of(HostSystem.Linux, [], new() { ["TURNSTONE_CACHE"] = "/mine" }, isRoot), "/root").ShouldBe("/mine");

    [Fact]
    public void What_runs_and_is_thrown_away_may_lie_elsewhere()
    {
        new ServerCache("/mine").Running.ShouldBe(Path.Combine("/mine", "running"));
        new ServerCache("/mine") { MemoryFolder = "/dev/shm/mine" }.Running.ShouldBe("/dev/shm/mine");
    }

    [Fact]
    public void A_downloaded_server_that_is_used_is_the_last_to_be_pruned()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-").FullName;
        try
        {
            var cache = new ServerCache(folder);
            var programs = Directory.CreateDirectory(Path.Combine(cache.Downloads, "17.10", "native", "bin")).FullName;
            var other = Directory.CreateDirectory(Path.Combine(cache.Downloads, "17.1")).FullName;
            var before = DateTime.UnixEpoch;
            Directory.SetLastWriteTimeUtc(Path.Combine(cache.Downloads, "17.10"), before);
            Directory.SetLastWriteTimeUtc(other, before);

            cache.Use(new(programs, PgVersion.V17, "17.10", "", ""), TimeProvider.System);
            cache.Use(new("/usr/bin", PgVersion.V17, "17.10", "", ""), TimeProvider.System);

            Directory.GetLastWriteTimeUtc(Path.Combine(cache.Downloads, "17.10")).ShouldBeGreaterThan(before);
            Directory.GetLastWriteTimeUtc(other).ShouldBe(before);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("root:x:0:0::/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n", "postgres")]
    [InlineData("root:*:0:0\n_postgres:*:216:216\nnobody:*:-2:-2", "_postgres")]
    [InlineData("root:x:0:0\npostgres-exporter:x:7:7\nnobody:x:65534:65534", "nobody")]
    public void Root_runs_servers_as_postgresqls_account_or_as_nobody(string passwd, string name) =>
        ServerAccount.Choose(passwd).Name.ShouldBe(name);

    static string Folder(HostSystem system, Dictionary<string, string>? variables = null) =>
        ServerCache.DefaultFolder(FakeHost.Of(system, [], variables), "/home/ann");
}
