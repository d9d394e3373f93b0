namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Configuration;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;
using Turnstone.Verification;

/// <summary>A history is replayed once; what is tried behind it begins with what was kept of that.</summary>
[Trait("tier", "all")]
public sealed class KeptHistoryTests(PostgresServer server) : IDisposable
{
    readonly TestProject project = new TestProject().Write("V1__t.sql", $"CREATE TABLE t_{Guid.NewGuid():N} (a int);").Write("V2__u.sql", "CREATE TABLE u (a int);")
        .Write("V3__w.sql", "CREATE TABLE w (a int);").Write("U3__w.sql", "DROP TABLE w;");

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task The_second_time_it_is_not_replayed()
    {
        var name = Name("2").ShouldNotBeNull();
        Directory.GetDirectories(ServerCache.Default.Templates, $"*-{name}").ShouldBeEmpty();

        var first = await Verified.BehindAsync(server, project, "2");
        Directory.GetDirectories(ServerCache.Default.Templates, $"*-{name}").ShouldHaveSingleItem();
        var second = await Verified.BehindAsync(server, project, "2");

        first.Undos.ShouldHaveSingleItem().Verdict.ShouldBe(UndoVerdict.LosesDataWrittenSince);
        second.Undos.Select(one => one.Message).ShouldBe(first.Undos.Select(one => one.Message));
        second.Trace.Statements.Select(one => one.Verb).ShouldBe(["CREATE TABLE"]);
        Directory.Delete(Directory.GetDirectories(ServerCache.Default.Templates, $"*-{name}").Single(), recursive: true);
    }

    [Fact]
    public void Whatever_makes_another_database_has_another_name()
    {
        string?[] names =
        [
            Name("2"), Name("1"), Name("2", new Settings { Root = project.Folder, SearchPath = ["app"] }),
            Name("2", new Settings { Root = project.Folder, Placeholders = new Settings { Root = "/" }.Placeholders.Add("a", new() { Text = "b" }) }),
            NameWith("U2__u.sql", "DROP TABLE u;"), NameWith("V2__u.sql", "CREATE TABLE u (a bigint);"), NameWith("beforeEach.sql", "SELECT 1;"),
        ];
        names.ShouldBeUnique();
        names.ShouldNotContain((string?)null);
        var known = Name("2");
        NameWith("V3__w.sql", "CREATE TABLE w (a bigint);").ShouldBe(known, "it comes behind");
    }

    [Fact]
    public void What_reads_other_files_is_not_kept() => NameWith("V2__u.sql", "-- turnstone: copy table=t file=t.csv\n").ShouldBeNull();

    string? NameWith(string file, string text)
    {
        project.Write(file, text);
        return Name("2");
    }

    string? Name(string to, Settings? settings = null)
    {
        settings ??= new Settings { Root = project.Folder };
        return KeptHistory.NameOf(settings, [], Stand.At(new MigrationDirectory(settings).Read().Value!, MigrationVersion.Parse(to)));
    }
}
