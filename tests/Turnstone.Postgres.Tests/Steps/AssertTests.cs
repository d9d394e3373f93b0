namespace Turnstone.Postgres.Tests.Steps;

using Turnstone.Postgres.Tests.Cli;

public sealed class AssertTests(PostgresServer server)
{
    [Theory]
    [InlineData("SELECT count(*) = 2 FROM t")]
    [InlineData("SELECT v FROM t WHERE v > 2")]
    [InlineData("SELECT v > 1 FROM t WHERE v > 2")]
    [InlineData("SELECT FROM t WHERE v > 2")]
    [InlineData("VALUES (true)")]
    [InlineData("TABLE nobody")]
    [InlineData("(SELECT true)")]
    [InlineData("WITH two AS (SELECT v FROM t WHERE v = 2) SELECT count(*) = 1 FROM two")]
    [InlineData("SELECT true::truth")]
    public async Task What_gives_one_true_or_no_row_holds(string query)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", $"""
            CREATE DOMAIN truth AS bool; CREATE TABLE t (v int); CREATE TABLE nobody (); INSERT INTO t VALUES (1), (2);
            -- turnstone: assert
            {query};
            CREATE TABLE behind ();
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<bool>("SELECT to_regclass('behind') IS NOT NULL")).ShouldBeTrue();
        (await database.QueryAsync("SELECT step, of, rows FROM turnstone.step")).ShouldBe([["1", "1", "2"]]);
    }

    [Theory]
    [InlineData("SELECT count(*) = 3 FROM t", "it gave false.")]
    [InlineData("SELECT NULL::bool", "it gave NULL.")]
    [InlineData("SELECT v, v AS \"we\"\"ird\" FROM t", "it gave 2 rows (v, we\"ird), and has to give none.")]
    [InlineData("SELECT v FROM t WHERE v = 1", "it gave 1 row (v), and has to give none.")]
    [InlineData("SELECT v < 3 FROM t", "it gave 2 booleans, and only a single true counts.")]
    [InlineData("SELECT FROM t", "it gave 2 rows, and has to give none.")]
    [InlineData("SELECT 'pg_class'::regclass", "it gave 1 row (regclass), and has to give none.")]
    [InlineData("SELECT own FROM own", "it gave 1 row (own), and has to give none.")]
    [InlineData("SELECT pg_sleep(0)", "it gave 1 row (pg_sleep), and has to give none.")]
    [InlineData("SELECT true AS one, true AS two", "it gave 1 row (one, two), and has to give none.")]
    [InlineData("VALUES ('1990-01-01'::date, point '(1,2)', int4range(1,2), B'1', '{1,2}'::int[])", "it gave 1 row (column1, column2, column3, column4, column5), and has to give none.")]
    public async Task What_gives_anything_else_takes_its_step_back_and_says_what_it_gave_but_no_value(string query, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", $"""
            CREATE TABLE t (v int); INSERT INTO t VALUES (1), (2); CREATE TABLE own AS SELECT 1 AS id;
            -- turnstone: assert
            -- there is nothing
            {query};
            CREATE TABLE behind ();
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain($"error[assert-failed]: The assert 'there is nothing' does not hold: {said}");
        run.Error.ShouldContain("--> migrations/V1__t.sql:4:1");
        run.Error.ShouldContain("The step was rolled back; nothing of it stands.");
        run.Error.ShouldContain("Correct the data, or migrations/V1__t.sql; then: turnstone apply");
        (await database.ScalarAsync<bool>("SELECT to_regclass('t') IS NULL")).ShouldBeTrue();
        (await database.KindsAsync()).ShouldBe("run_opened run_closed");
    }

    [Fact]
    public async Task What_follows_is_not_sent_before_the_assert_has_answered()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (v int)");
        await database.ExecuteAsync("INSERT INTO t VALUES (1), (1)");
        using var project = new TestProject(database).Write("V1__t.sql", """
            -- turnstone: assert
            -- no duplicates
            SELECT v FROM t GROUP BY v HAVING count(*) > 1;
            CREATE UNIQUE INDEX i ON t (v);
            """);
        await project.RunAsync("baseline 0");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("'no duplicates' does not hold: it gave 1 row (v), and has to give none.");
        run.Error.ShouldNotContain("could not create unique index");
    }

    [Fact]
    public async Task Between_statements_outside_a_transaction_it_runs_in_its_place_and_after_it_failed_what_is_behind_the_last_done_may_be_edited()
    {
        const string done = "CREATE TABLE t (v int); INSERT INTO t VALUES (1);\nCREATE INDEX CONCURRENTLY i ON t (v);\n";
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__t.sql", $"{done}UPDATE t SET v = 2;\n-- turnstone: assert\nSELECT count(*) = 1 FROM t WHERE v = 1;\nDROP INDEX CONCURRENTLY i;\n");

        var failed = await project.RunAsync("apply");

        failed.ExitCode.ShouldBe(5, failed.Everything);
        failed.Error.ShouldContain("V1__t.sql:5:1");
        failed.Error.ShouldContain("Its steps before this one stand.");
        (await database.ScalarAsync<int>("SELECT v FROM t")).ShouldBe(1, "the update stood in the same part as the assert");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();

        project.Write("V1__t.sql", $"{done}UPDATE t SET v = 2;\n-- turnstone: assert\nSELECT count(*) = 1 FROM t WHERE v = 2;\nDROP INDEX CONCURRENTLY i;\n");
        var again = await project.RunAsync("apply");

        again.ExitCode.ShouldBe(0, again.Everything);
        (await database.ScalarAsync<bool>("SELECT to_regclass('i') IS NULL AND v = 2 FROM t")).ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_file_without_a_transaction_it_is_a_step_of_its_own_or_of_its_written_transaction()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            -- turnstone: transaction=none
            CREATE TABLE t (v int);
            -- turnstone: assert
            SELECT count(*) = 0 FROM t;
            BEGIN;
            INSERT INTO t VALUES (1);
            SAVEPOINT s;
            -- turnstone: assert
            SELECT count(*) = 1 FROM t;
            ROLLBACK TO s;
            -- turnstone: assert
            SELECT count(*) = 2 FROM t;
            COMMIT;
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("V1__t.sql:12:1");
        (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(0);
        (await database.QueryAsync("SELECT step FROM turnstone.step ORDER BY id")).ShouldBe([["1"], ["2"]]);
    }

    [Theory]
    [InlineData("SELECT change()", "INSERT")]
    [InlineData("SELECT nextval('s') > 0", "nextval")]
    [InlineData("SELECT make() IS NOT NULL", "CREATE TABLE")]
    public async Task A_function_that_writes_is_refused_by_the_server(string query, string what)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", $"""
            CREATE TABLE t (v int); CREATE SEQUENCE s;
            CREATE FUNCTION change() RETURNS bool LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING true';
            CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE made (); END';
            -- turnstone: assert
            {query};
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain($"cannot execute {what}");
        run.Error.ShouldContain("An assert only reads: take what writes out of migrations/V1__t.sql");
    }

    [Fact]
    public async Task What_it_sets_is_gone_behind_it_and_what_follows_may_write()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", """
            CREATE TABLE t AS SELECT current_setting('work_mem') AS mem, current_setting('transaction_read_only') AS readonly;
            -- turnstone: assert
            SELECT set_config('work_mem', '123MB', false) = '123MB' AND pg_try_advisory_xact_lock(7);
            INSERT INTO t SELECT current_setting('work_mem'), current_setting('transaction_read_only');
            VACUUM t;
            INSERT INTO t SELECT current_setting('work_mem'), current_setting('transaction_read_only');
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT count(*), count(DISTINCT mem), max(readonly) FROM t")).ShouldBe([["3", "1", "off"]]);
    }

    [Fact]
    public async Task An_undo_and_a_hook_may_hold_asserts()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);")
            .Write("U1__t.sql", "-- turnstone: assert\n-- nothing is lost\nSELECT FROM t;\nDROP TABLE t;")
            .Write("afterEach.sql", "-- turnstone: assert\nSELECT current_setting('search_path') <> '';");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("INSERT INTO t VALUES (1)");

        var refused = await project.RunAsync("undo --last-run --yes");
        refused.ExitCode.ShouldBe(5, refused.Everything);
        refused.Error.ShouldContain("'nothing is lost' does not hold");
        refused.Error.ShouldContain("migrations/U1__t.sql:3:1");
        await database.ExecuteAsync("TRUNCATE t");

        (await project.RunAsync("undo --last-run --yes")).ExitCode.ShouldBe(0);
        (await database.ScalarAsync<bool>("SELECT to_regclass('t') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_query_of_several_lines_is_shown_whole_with_its_secrets_masked()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).With("KEY", "s3cret-key").Write("turnstone.yaml", "placeholders: { key: env:KEY }\n")
            .Write("V1__t.sql", "-- turnstone: assert\nSELECT 1\nFROM pg_class\nWHERE '${key}' <> ''\nLIMIT 1;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("    SELECT 1\n    FROM pg_class\n    WHERE '${key}' <> ''\n    LIMIT 1\n");
        run.Everything.ShouldNotContain("s3cret-key");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_file_that_is_too_long_to_be_kept_has_its_asserts_as_well(int exit)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "ledger: { keep_text: 1kB }\n")
            .Write("V1__t.sql", $"CREATE TABLE t (v text);\nINSERT INTO t VALUES ('{new string('x', 2000)}');\n-- turnstone: assert\n-- one row\nSELECT count(*) = {(exit == 0 ? 1 : 2)} FROM t;\n");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(exit, run.Everything);
        (await database.ScalarAsync<bool>("SELECT to_regclass('t') IS NOT NULL")).ShouldBe(exit == 0);
        run.Error.Contains("The assert 'one row' does not hold: it gave false.", StringComparison.Ordinal).ShouldBe(exit == 5);
    }
}
