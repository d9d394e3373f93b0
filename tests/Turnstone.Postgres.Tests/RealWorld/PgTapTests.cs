namespace Turnstone.Postgres.Tests.RealWorld;

using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;

/// <summary>pgTAP as Debian packages it: its script makes the same functions as its extension, in a schema of its own.</summary>
public sealed class PgTapTests(PostgresServer server)
{
    const string Prices = "CREATE TABLE price (id int PRIMARY KEY, amount int NOT NULL);\nINSERT INTO price VALUES (1, 5);\n";

    static async Task<TestProject> ProjectAsync(TestDatabase database, string tests)
    {
        var folder = await Package.DebianAsync("postgresql-15-pgtap");
        var script = Directory.EnumerateFiles(folder, "pgtap--?.?.?.sql", SearchOption.AllDirectories).Single();
        var lines = (await File.ReadAllLinesAsync(script, TestContext.Current.CancellationToken)).Where(line => !line.StartsWith('\\'));
        await database.ExecuteAsync("CREATE SCHEMA tap");
        await database.SetUpAsync($"SET search_path = tap;\n{string.Join('\n', lines)}");
        var project = new TestProject(database).Write("turnstone.yaml", "search_path: [public, tap]\n").Write("V1__price.sql", Prices).Write("asserts/price.sql", tests);
        (await project.RunAsync("baseline 0")).ExitCode.ShouldBe(0);
        return project;
    }

    [Fact]
    public async Task Tests_that_pass_are_recorded_and_leave_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, """
            BEGIN;
            SELECT plan(9);
            SELECT has_table('price');
            SELECT col_is_pk('price', 'id');
            SELECT col_not_null('price', 'amount', 'an amount # is always known');
            INSERT INTO price VALUES (2, 7);
            SELECT is(sum(amount), 12::bigint, 'the sum') FROM price;
            SELECT throws_ok('INSERT INTO price VALUES (1, 1)', '23505');
            SELECT skip('not on this machine', 2);
            SELECT todo('later', 1);
            SELECT fails_now FROM (SELECT is(1, 2, 'known not to hold yet') AS fails_now) one;
            SAVEPOINT s;
            SELECT results_eq('SELECT id FROM price ORDER BY id', ARRAY[1, 2]);
            SELECT * FROM finish();
            ROLLBACK;
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM price")).ShouldBe(1);
        (await database.QueryAsync("SELECT kind, file FROM turnstone.step WHERE type = 'assert'")).ShouldBe([["step_done", "asserts/price.sql"]]);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Theory]
    [InlineData("SELECT plan(2); SELECT is(amount, 6, 'the amount') FROM price; SELECT ok(true); SELECT * FROM finish();", "1 of 2 tests failed: 1 (the amount)")]
    [InlineData("SELECT plan(3); SELECT ok(true); SELECT * FROM finish();", "3 tests planned, 1 run")]
    [InlineData("SELECT plan(1); SELECT ok(true); SELECT ok(true); SELECT * FROM finish();", "1 test planned, 2 run")]
    [InlineData("SELECT no_plan(); SELECT ok(true); SELECT ok(false);", "1 of 2 tests failed: 2")]
    [InlineData("SELECT * FROM no_plan(); SELECT ok(true);", "1 test ran, and nothing says how many there are")]
    [InlineData("SELECT plan(1); SELECT has_table('prices'); SELECT * FROM finish();", "1 of 1 test failed: 1 (Table prices should exist)")]
    public async Task Tests_that_do_not_pass_fail_the_run(string tests, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, tests);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain($"error[assert-failed]: {said}.\n  --> asserts/price.sql:1:1");
        run.Error.ShouldContain("what was applied stands");
        run.Error.ShouldNotContain("have: 5");
        (await database.ScalarAsync<long>("SELECT count(*) FROM price")).ShouldBe(1);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
    }

    [Fact]
    public async Task A_statement_that_the_server_refuses_is_named_with_its_line()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, "SELECT plan(1);\nSELECT ok(amount > nothing) FROM price;\nSELECT * FROM finish();");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("error[step-failed]: SELECT failed: column \"nothing\" does not exist (SQLSTATE 42703)");
        run.Error.ShouldContain("--> asserts/price.sql:2:20");
    }

    [Fact]
    public async Task Functions_of_tests_are_run_with_runtests()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, "SELECT * FROM runtests('public'::name, '^test');");
        project.Write("V2__tests.sql", "CREATE FUNCTION test_amount() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT ok((SELECT amount = 5 FROM price), 'five'); RETURN NEXT ok(true); END $$;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        await database.ExecuteAsync("UPDATE price SET amount = 6");
        project.Write("V3__more.sql", "SELECT 1;");
        (await project.RunAsync("apply")).Error.ShouldContain("1 of 1 test failed: 1 (public.test_amount)");
    }

    [Fact]
    public async Task Without_pgtap_they_are_not_run_and_that_is_said()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__price.sql", Prices).Write("asserts/price.sql", "SELECT plan(1);\nSELECT ok(false);\nSELECT * FROM finish();\n");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("warning[asserts-not-run]: pgTAP is not in this database: these tests were not run.");
        run.Error.ShouldContain("CREATE EXTENSION pgtap");
        run.Output.ShouldNotContain("hold");
        (await database.QueryAsync("SELECT kind FROM turnstone.step WHERE type = 'assert'")).ShouldBe([["step_skipped"]]);
        (await project.RunAsync("audit show")).Output.ShouldContain("pgTAP is not in this database");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Programs_are_told_too_that_they_were_not_run()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__price.sql", Prices).Write("asserts/price.sql", "SELECT no_plan();");

        var run = await project.RunAsync("apply --json --events");

        run.ExitCode.ShouldBe(0, run.Everything);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("steps")[1].GetProperty("state").GetString().ShouldBe("skipped");
        run.Error.ShouldContain("\"skipped\":\"pgTAP is not in this database\"");
    }
}
