namespace Turnstone.Postgres.Tests.Steps;

using System.Text;
using Turnstone.Postgres.Tests.Cli;

public sealed class BatchTests(PostgresServer server)
{
    [Fact]
    public async Task The_place_of_an_error_in_the_401st_of_450_statements_is_exact_and_nothing_stands()
    {
        await using var database = await server.CreateDatabaseAsync();
        var file = new StringBuilder("CREATE TABLE t (v int);\n");
        for (var line = 2; line <= 450; line++)
        {
            file.Append(line == 401 ? "  INSERT INTO t VALUES (1), (nowhere);\n" : $"INSERT INTO t VALUES ({line});\n");
        }
        using var project = new TestProject(database).Write("V1__many.sql", file.ToString());
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("INSERT failed");
        run.Error.ShouldContain("migrations/V1__many.sql:401:30");
        (await database.HasAsync("t")).ShouldBeFalse();

        project.Write("V1__many.sql", file.Replace("nowhere", "2").ToString());
        run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(450);
    }

    [Theory]
    [InlineData("\n\nSELECT 1,\n       2,\n    nowhere\nFROM pg_class;", "5:5")]
    [InlineData("SELECT '🐦🐦', nowhere;", "1:16")]
    [InlineData("SELECT 1; SELECT /* 🐦 */ nowhere;", "1:27")]
    [InlineData("SELECT '${long}', '${short}', nowhere;", "1:31")]
    [InlineData("SELECT '${lines}',\n  nowhere, 1;", "2:3")]
    [InlineData("SELECT '${secret}', nowhere;", "1:21")]
    [InlineData("SELECT ${wrong}, 1;", "1:8")]
    [InlineData("-- turnstone: placeholders=off\nSELECT '${secret} ${long}', nowhere;", "2:29")]
    [InlineData("CREATE ROLE r PASSWORD 'x' CONNECTION LIMIT 1;\nALTER ROLE nobody_is_called_so PASSWORD\n 'x' RENAME;", "3:6")]
    public async Task The_place_of_an_error_is_that_in_the_file(string sql, string place)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", sql.Replace("ROLE r ", $"ROLE r_{Guid.NewGuid():N} ", StringComparison.Ordinal))
            .With("APP_SECRET", "a rather long secret 🐦")
            .Write("turnstone.yaml", "placeholders: { long: a value that is much longer than its name, short: x, lines: \"a\\nb\\nc\", wrong: 1 + nowhere, secret: env:APP_SECRET }\n");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain($"--> migrations/V1__one.sql:{place}\n");
    }

    [Fact]
    public async Task A_syntax_error_in_line_4711_is_found_there()
    {
        await using var database = await server.CreateDatabaseAsync();
        var file = new StringBuilder();
        for (var line = 1; line <= 5000; line++)
        {
            file.Append(line == 4711 ? "SELECT 1 FORM pg_class WHERE true;\n" : line % 7 == 0 ? "-- a comment; with 'quotes\n" : $"SELECT {line};\n");
        }
        using var project = new TestProject(database).Write("V1__long.sql", file.ToString());
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("migrations/V1__long.sql:4711:15");
        run.Error.ShouldContain("4711 | SELECT 1 FORM pg_class WHERE true;");
    }

    [Fact]
    public async Task Rows_are_added_up_over_the_statements_of_a_step()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__rows.sql", """
            CREATE TABLE t (v int);
            INSERT INTO t SELECT generate_series(1, 10);
            UPDATE t SET v = v + 1 WHERE v > 5;
            DELETE FROM t WHERE v = 1;
            CREATE TABLE u AS SELECT * FROM t;
            """).Write("V2__none.sql", "CREATE TABLE w ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.QueryAsync("SELECT version, rows FROM turnstone.step ORDER BY id")).ShouldBe([["1", "25"], ["2", "0"]]);
    }

    [Fact]
    public async Task F33_What_drivers_split_wrongly_arrives_whole()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__torture.sql", """
            CREATE TABLE t (n int);
            CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN 1 ELSE 2 END; SELECT n; END;
            CREATE RULE r AS ON INSERT TO t DO ALSO (NOTIFY x; SELECT 1);
            SELECT 'a;b', E'c\';d', $$e;f$$, $q$g;$$h$q$, 2 AS a$b$c, ':not_a_parameter', '@p1' /* outer /* nested ; */ still ; */;
            CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN BEGIN RETURN 1; EXCEPTION WHEN others THEN RETURN 2; END; END; $f$;
            SET standard_conforming_strings = off;
            SELECT 'it\'s;ok';
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1")).ShouldBe([["f"], ["g"]]);
    }
}
