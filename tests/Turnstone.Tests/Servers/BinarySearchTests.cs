namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

public sealed class BinarySearchTests
{
    [Fact]
    public void What_the_user_names_comes_first_then_the_path_then_pg_config_then_the_systems_folders_then_the_cache()
    {
        var host = FakeHost.Of(HostSystem.Linux,
            [.. Server("/chosen"), .. Server("/usr/local/bin"), .. Server("/opt/pg/bin"), .. Server("/usr/lib/postgresql/17/bin"), .. Server("/cache/18.4.0-beta.17/native/bin")],
            new() { ["TURNSTONE_PG_BIN"] = "/chosen", ["PATH"] = "/usr/bin:/usr/local/bin" });

        var found = new BinarySearch(host, "/cache").Candidates("/opt/pg/bin");

        found.ShouldBe(
        [
            new("/chosen", "TURNSTONE_PG_BIN"),
            new("/usr/local/bin", "PATH"),
            new("/opt/pg/bin", "pg_config --bindir"),
            new("/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/*/bin"),
            new("/cache/18.4.0-beta.17/native/bin", "/cache/*/native/bin"),
        ]);
    }

    [Fact]
    public void A_folder_counts_only_with_both_programs()
    {
        var host = FakeHost.Of(HostSystem.Linux, ["/usr/lib/postgresql/15/bin/postgres", "/usr/lib/postgresql/14/bin/initdb", .. Server("/usr/lib/postgresql/16/bin")]);

        Folders(host).ShouldBe(["/usr/lib/postgresql/16/bin"]);
    }

    [Fact]
    public void Versions_are_ordered_as_numbers_and_the_highest_is_first()
    {
        var host = FakeHost.Of(HostSystem.Linux, [.. Server("/usr/lib/postgresql/9.6/bin"), .. Server("/usr/lib/postgresql/18/bin"), .. Server("/usr/lib/postgresql/14/bin")]);

        Folders(host).ShouldBe(["/usr/lib/postgresql/18/bin", "/usr/lib/postgresql/14/bin", "/usr/lib/postgresql/9.6/bin"]);
    }

    [Fact]
    public void Downloads_are_ordered_by_minor_version_too_and_an_unfinished_one_is_none()
    {
        var host = FakeHost.Of(HostSystem.Linux,
            [.. Server("/cache/17.9.0-beta.16/native/bin"), .. Server("/cache/17.10.0-beta.17/native/bin"), .. Server("/cache/.18.4.0-beta.17-ab/native/bin")]);

        Folders(host).ShouldBe(["/cache/17.10.0-beta.17/native/bin", "/cache/17.9.0-beta.16/native/bin"]);
    }

    [Fact]
    public void MacOS_has_two_homebrews()
    {
        var host = FakeHost.Of(HostSystem.MacOS,
            [.. Server("/usr/local/opt/postgresql@18/bin"), .. Server("/opt/homebrew/opt/postgresql@16/bin"), .. Server("/opt/homebrew/opt/postgresql@17/bin"), "/opt/homebrew/opt/node/bin/node"]);

        Folders(host).ShouldBe(["/opt/homebrew/opt/postgresql@17/bin", "/opt/homebrew/opt/postgresql@16/bin", "/usr/local/opt/postgresql@18/bin"]);
    }

    [Fact]
    public void MacOS_has_three_installers_besides()
    {
        var host = FakeHost.Of(HostSystem.MacOS,
        [
            .. Server("/Applications/Postgres.app/Contents/Versions/latest/bin"), .. Server("/Applications/Postgres.app/Contents/Versions/17/bin"),
            .. Server("/Library/PostgreSQL/16/bin"), .. Server("/opt/local/lib/postgresql15/bin"),
        ]);

        Folders(host).ShouldBe(["/Applications/Postgres.app/Contents/Versions/17/bin", "/Library/PostgreSQL/16/bin", "/opt/local/lib/postgresql15/bin"]);
    }

    [Fact]
    public void Windows_has_its_own_separators_endings_and_folder()
    {
        var host = FakeHost.Of(HostSystem.Windows,
            [@"C:\pg\postgres.exe", @"C:\pg\initdb.exe", @"D:\Programs\PostgreSQL\17\bin\postgres.exe", @"D:\Programs\PostgreSQL\17\bin\initdb.exe"],
            new() { ["PATH"] = @"C:\Windows;C:\pg", ["ProgramFiles"] = @"D:\Programs" });

        Folders(host).ShouldBe([@"C:\pg", @"D:\Programs\PostgreSQL\17\bin"]);
        new BinarySearch(host, "").OnPath("initdb.exe").ShouldBe(@"C:\pg\initdb.exe");
    }

    static string[] Server(string folder) => [folder + "/postgres", folder + "/initdb"];

    static string[] Folders(HostPlatform host) => [.. new BinarySearch(host, "/cache").Candidates(pgConfigFolder: null).Select(place => place.Folder)];
}
