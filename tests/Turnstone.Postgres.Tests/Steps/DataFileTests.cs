namespace Turnstone.Postgres.Tests.Steps;

using System.Text;
using Turnstone.Postgres.Tests.Cli;

public sealed class DataFileTests(PostgresServer server)
{
    [Fact]
    public async Task CSV_and_text_next_to_a_migration_are_copied_where_it_says_so()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__country.sql", """
                CREATE TABLE country (code text PRIMARY KEY, "full Name" text, note text DEFAULT 'none');
                -- turnstone: copy table=country file=seed/country.csv
                UPDATE country SET note = 'seen' WHERE code = 'de';
                -- turnstone: copy table=country file=seed/more.tsv null="-"
                """)
            .Write("migrations/seed/country.csv", "\ufeffcode,full Name\r\nde,\"Germany, \"\"D\"\"\"\r\nfr,France\r\n").Write("migrations/seed/more.tsv", "it\tItaly\t-");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT * FROM country ORDER BY 1")).ShouldBe([["de", "Germany, \"D\"", "seen"], ["fr", "France", "none"], ["it", "Italy", null]]);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(4);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");

        project.Write("migrations/seed/country.csv", "code,full Name\nde,Germany\n");
        var edited = await project.RunAsync("apply");
        edited.ExitCode.ShouldBe(2, edited.Everything);
        edited.Error.ShouldContain("its file was edited since");
    }

    [Fact]
    public async Task A_row_that_is_refused_is_shown_in_the_data_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int, b int);").Write("V2__seed.sql", "-- turnstone: copy table=t file=t.csv\n")
            .Write("t.csv", "a,b\n1,2\n3,four\n");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("--> migrations/t.csv:3:1\n");
        run.Error.ShouldContain("Correct migrations/t.csv; then: turnstone apply");
        (await project.Write("t.csv", "a,b\n1,2\n3,4\n").RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_data_file_that_is_not_UTF_8_is_refused_with_its_place()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__seed.sql", "-- turnstone: copy table=t file=t.csv\n")
            .Write("t.csv", Encoding.Latin1.GetBytes("a,b\n1,Müller\n"));
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("migrations/t.csv:2:4");
    }

    [Fact]
    public async Task A_long_data_file_streams()
    {
        await using var database = await server.CreateDatabaseAsync();
        var rows = new StringBuilder("a,b\n");
        for (var i = 0; i < 200_000; i++)
        {
            rows.Append(i).Append(",\"a value\nof two lines\"\n");
        }
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int, b text);\n-- turnstone: copy table=t file=t.csv\n").Write("t.csv", rows.ToString());
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT count(*), min(b) FROM t")).ShouldBe([["200000", "a value\nof two lines"]]);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(200_000);
    }
}
