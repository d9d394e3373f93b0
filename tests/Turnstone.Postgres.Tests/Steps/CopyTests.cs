namespace Turnstone.Postgres.Tests.Steps;

using System.Text;
using Turnstone.Postgres.Tests.Cli;

public sealed class CopyTests(PostgresServer server)
{
    // Row 2 waits behind a gate.
    const string Gated = """
        -- turnstone: lock_timeout=0
        CREATE TABLE t (v int);
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.v = 2 THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NEW; END $$;
        CREATE TRIGGER wait BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION wait();
        COPY t FROM stdin;
        1
        2
        3
        \.

        """;

    static async Task<CliRun> ApplyAsync(TestProject project, int exitCode = 0)
    {
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(exitCode, run.Everything);
        return run;
    }

    [Fact]
    public async Task Every_escape_of_the_text_format_arrives()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            CREATE TABLE t (n int, v text);
            COPY t (n, v) FROM stdin;
            1	a\tb\nc\\d\\.
            2	\N
            3	
            4	\x41\102 ${not_a_placeholder} ; 'quoted' -- no comment $$
            5	ä😀
            6	\\N
            7	two\
            lines
            \.
            INSERT INTO t VALUES (8, 'behind');

            """);
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT v FROM t ORDER BY n")).ShouldBe([
            ["a\tb\nc\\d\\."], [null], [""], ["AB ${not_a_placeholder} ; 'quoted' -- no comment $$"], ["ä😀"], ["\\N"], ["two\nlines"], ["behind"]]);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(8);
        (await ApplyAsync(project)).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task CSV_and_other_options_are_the_server_s_own()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            CREATE TABLE t (n int, v text, w text);
            COPY t (n, v) FROM stdin WITH (FORMAT csv, HEADER);
            n,v
            1,"a ""b"", c
            d"
            2,
            \.
            COPY t FROM stdin DELIMITER '|' NULL '';
            3|x|
            \.
            COPY t (n) FROM stdin CSV;
            4
            \.

            """);
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT n, v, w FROM t ORDER BY n")).ShouldBe([
            ["1", "a \"b\", c\nd", null], ["2", null, null], ["3", "x", null], ["4", null, null]]);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(4);
    }

    [Theory]
    [InlineData("COPY t FROM stdin WITH (FORMAT binary);")]
    [InlineData("COPY BINARY t FROM stdin;")]
    public async Task Binary_rows_are_refused_before_anything_happens(string copy)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", $"CREATE TABLE t (v int);\n{copy}\n\\.\n");
        var run = await ApplyAsync(project, exitCode: 2);
        run.Error.ShouldContain("error[copy-binary]: The rows of this COPY are binary");
        run.Error.ShouldContain("migrations/V1__t.sql:2:1");
        (await database.HasAsync("t")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("CREATE TABLE t (v int);\nCOPY t FROM stdin;\n1\n2\nthree\n4\n\\.\n", "5:1", "invalid input syntax for type integer")]
    [InlineData("CREATE TABLE t (v int PRIMARY KEY);\nSELECT 1;\n\nCOPY t FROM stdin; -- rows\n1\n1\n\\.\n", "6:1", "duplicate key")]
    [InlineData("CREATE TABLE t (v int, w int);\nCOPY t FROM stdin;\n1\t2\n1\n\\.\nSELECT 1;", "4:1", "missing data for column")]
    [InlineData("CREATE TABLE t (v int);\nCOPY t (v, w) FROM stdin;\n1\n\\.\n", "2:1", "column \"w\" of relation \"t\" does not exist")]
    public async Task A_row_that_is_refused_is_shown_where_it_stands(string sql, string place, string message)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", sql);
        var run = await ApplyAsync(project, exitCode: 5);
        run.Error.ShouldContain($"COPY failed: {message}");
        run.Error.ShouldContain($"--> migrations/V1__t.sql:{place}\n");
        run.Error.ShouldContain("Correct migrations/V1__t.sql; then: turnstone apply");
        (await database.HasAsync("t")).ShouldBeFalse();
        (await database.KindsAsync()).ShouldBe("run_opened run_closed");
    }

    [Fact]
    public async Task Without_a_transaction_around_the_file_each_COPY_commits_with_its_row()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            -- turnstone: transaction=none
            CREATE TABLE t (v int);
            COPY t FROM stdin;
            1
            2
            \.
            COPY t FROM stdin;
            x
            \.

            """);
        await ApplyAsync(project, exitCode: 5);
        (await database.QueryAsync("SELECT step, rows FROM turnstone.step ORDER BY id")).ShouldBe([["1", "0"], ["2", "2"]]);
        await ApplyAsync(project.Write("V1__t.sql", project.Read("migrations/V1__t.sql").Replace("\nx\n", "\n3\n", StringComparison.Ordinal)));
        (await database.QueryAsync("SELECT v FROM t")).ShouldBe([["1"], ["2"], ["3"]]);
    }

    [Fact]
    public async Task An_emptied_search_path_and_a_role_hold_for_the_rows_too()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE SCHEMA app;
            CREATE TABLE app.t (v int);
            VACUUM app.t;
            COPY app.t FROM stdin;
            1
            \.

            """);
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT v FROM app.t")).ShouldBe([["1"]]);
    }

    [Fact]
    public async Task A_backend_that_is_ended_in_the_middle_leaves_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", Gated);
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var running = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        await database.TerminateAsync("V1:1");
        var run = await running;
        run.ExitCode.ShouldBe(3, run.Everything);
        (await database.HasAsync("t")).ShouldBeFalse();
        await gate.DisposeAsync();
        await ApplyAsync(project);
        (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(3);
    }

    [Fact]
    public async Task A_table_that_is_locked_is_tried_again_with_its_rows()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE SCHEMA turnstone");
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");
        await ApplyAsync(project);
        await using var holder = await OpenTransaction.BeginAsync(database, "LOCK TABLE t");
        var running = project.Write("V2__rows.sql", "-- turnstone: lock_timeout=50ms\nSELECT 1;\nCOPY t FROM stdin;\n1\n2\n\\.\n").RunAsync("apply");
        await database.AreWaitingAtAsync("V2:1");
        await Condition.HoldsAsync(async () => await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name ~ '^turnstone( |$)' AND state = 'idle' AND datname = current_database()") == 1,
            TestContext.Current.CancellationToken);
        await holder.ReleaseAsync();
        (await running).ExitCode.ShouldBe(0, (await running).Everything);
        (await database.QueryAsync("SELECT v FROM t")).ShouldBe([["1"], ["2"]]);
        (await database.ScalarAsync<int>("SELECT attempts FROM turnstone.step WHERE version = '2'")).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task The_rows_of_many_tables_and_statements_keep_their_order()
    {
        await using var database = await server.CreateDatabaseAsync();
        var file = new StringBuilder("CREATE TABLE t (n serial, v text);\n");
        for (var i = 0; i < 300; i++)
        {
            file.Append($"INSERT INTO t (v) VALUES ('{i}a');\nCOPY t (v) FROM stdin;\n{i}b\n\\.\n");
        }
        using var project = new TestProject(database).Write("V1__t.sql", file.ToString());
        await ApplyAsync(project);
        (await database.ScalarAsync<long>("SELECT count(*) FROM t WHERE v = (n - 1) / 2 || CASE n % 2 WHEN 1 THEN 'a' ELSE 'b' END")).ShouldBe(600);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(600);
    }
}
