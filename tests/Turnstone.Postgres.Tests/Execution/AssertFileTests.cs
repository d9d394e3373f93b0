namespace Turnstone.Postgres.Tests.Execution;

using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;

public sealed class AssertFileTests(PostgresServer server)
{
    const string Orphans = "-- every order has a customer\nSELECT id FROM orders WHERE customer IS NULL;\n-- there are orders\nSELECT count(*) > 0 FROM orders;\n";

    static TestProject Shop(TestDatabase database, string rows) => new TestProject(database)
        .Write("V1__orders.sql", $"CREATE TABLE orders (id int, customer int);\nINSERT INTO orders VALUES {rows};\n").Write("asserts/orders.sql", Orphans);

    static async Task<string> RecordedAsync(TestDatabase database) =>
        await database.ScalarAsync<string>("SELECT coalesce(string_agg(kind || ' ' || file, ', ' ORDER BY id), '') FROM turnstone.step WHERE type = 'assert'") ?? "";

    [Fact]
    public async Task They_run_behind_a_migration_and_not_where_nothing_is_to_be_done()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, 1)").Write("afterApply.sql", "ALTER TABLE orders ADD IF NOT EXISTS noted bool;").Write("asserts/billing/noted.sql", "SELECT count(noted) = 0 FROM orders;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 1 migration in");
        run.Output.ShouldContain("; the asserts of 2 files hold. Run");
        run.Error.ShouldContain("  asserts/orders.sql  ");
        (await RecordedAsync(database)).ShouldBe("step_done asserts/billing/noted.sql, step_done asserts/orders.sql");
        (await database.QueryAsync("SELECT type, file FROM turnstone.migration")).ShouldBe([["versioned", "migrations/V1__orders.sql"]]);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("status")).Output.ShouldNotContain("assert");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("audit show")).Output.ShouldContain("asserts/orders.sql 1/1");
    }

    [Fact]
    public async Task What_does_not_hold_fails_the_run_and_the_next_one_until_it_holds_while_the_migrations_stand()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, NULL)").Write("asserts/many.sql", "SELECT count(*) > 5 FROM orders;").Write("asserts/right.sql", "SELECT count(*) = 1 FROM orders;")
            .Write("afterError.sql", "CREATE TABLE IF NOT EXISTS told ();");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("error[assert-failed]: The assert 'every order has a customer' does not hold: it gave 1 row (id), and has to give none.");
        run.Error.ShouldContain("--> asserts/orders.sql:2:1");
        run.Error.ShouldContain("error[assert-failed]: The assert does not hold: it gave false.");
        run.Error.ShouldContain("--> asserts/many.sql:1:1");
        run.Error.ShouldContain("The asserts changed nothing; what was applied stands.\n  Correct the data, or asserts/orders.sql; then: turnstone apply");
        (await RecordedAsync(database)).ShouldBe("step_done asserts/right.sql");
        (await database.ScalarAsync<bool>("SELECT to_regclass('told') IS NOT NULL")).ShouldBeTrue();
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");

        var second = await project.RunAsync("apply");
        second.ExitCode.ShouldBe(5, "what failed is not forgotten by asking again");
        await database.ExecuteAsync("INSERT INTO orders SELECT i, i FROM generate_series(2, 9) i");
        await database.ExecuteAsync("UPDATE orders SET customer = 1 WHERE id = 1");
        var third = await project.RunAsync("apply");

        third.ExitCode.ShouldBe(0, third.Everything);
        third.Output.ShouldContain("applied 0 migrations");
        (await RecordedAsync(database)).ShouldBe("step_done asserts/right.sql, step_done asserts/many.sql, step_done asserts/orders.sql");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task What_a_run_that_was_ended_did_not_come_to_is_asked_by_the_next_one()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, 1)").Write("asserts/killed.sql", "SELECT count(*) <> 1 OR pg_terminate_backend(pg_backend_pid()) FROM orders;");

        var ended = await project.RunAsync("apply");
        ended.ExitCode.ShouldBe(3, ended.Everything);
        ended.Error.ShouldContain("The asserts changed nothing; what was applied stands.");
        (await RecordedAsync(database)).ShouldBe("");
        await database.ExecuteAsync("INSERT INTO orders VALUES (2, 2)");
        var next = await project.RunAsync("apply");

        next.ExitCode.ShouldBe(0, next.Everything);
        (await RecordedAsync(database)).ShouldBe("step_done asserts/killed.sql, step_done asserts/orders.sql");
    }

    [Fact]
    public async Task One_that_is_new_or_edited_runs_by_itself_and_after_a_migration_all_of_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, 1)");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        project.Write("asserts/new.sql", "SELECT true;");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 0 migrations");
        project.Write("asserts/new.sql", "SELECT 1 = 1;");
        (await project.RunAsync("apply")).Output.ShouldContain("the asserts of 1 file hold");
        project.Write("V2__b.sql", "CREATE TABLE b ();");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 1 migration");

        (await RecordedAsync(database)).ShouldBe(
            "step_done asserts/orders.sql, step_done asserts/new.sql, step_done asserts/new.sql, step_done asserts/new.sql, step_done asserts/orders.sql");
    }

    [Fact]
    public async Task They_wait_for_the_newest_version_and_do_not_run_behind_an_undo()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, NULL)").Write("V2__fix.sql", "UPDATE orders SET customer = 7;").Write("U2__fix.sql", "UPDATE orders SET customer = NULL;");

        var first = await project.RunAsync("apply --to 1 -v");
        first.ExitCode.ShouldBe(0, first.Everything);
        first.Everything.ShouldContain("The asserts run when V2 is applied");
        (await RecordedAsync(database)).ShouldBe("");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await RecordedAsync(database)).ShouldBe("step_done asserts/orders.sql");
        (await project.RunAsync("undo --to 1 --yes")).ExitCode.ShouldBe(0);
        (await RecordedAsync(database)).ShouldBe("step_done asserts/orders.sql");
    }

    [Fact]
    public async Task A_plan_and_its_digest_hold_them_and_json_tells_of_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, 1)");
        async Task<JsonElement> PlanAsync() => JsonDocument.Parse((await project.RunAsync("plan --json")).Output).RootElement;

        var plan = await PlanAsync();

        var asserts = plan.GetProperty("migrations")[1];
        asserts.GetProperty("kind").GetString().ShouldBe("assert");
        var statements = asserts.GetProperty("steps")[0].GetProperty("statements");
        statements[0].GetProperty("assert").GetBoolean().ShouldBeTrue();
        statements[0].GetProperty("name").GetString().ShouldBe("every order has a customer");
        (await project.RunAsync("plan")).Output.ShouldContain("1 to apply, 1 file of asserts to check. Nothing is written.");
        project.Write("asserts/orders.sql", Orphans.Replace("> 0", "> 1", StringComparison.Ordinal));
        (await PlanAsync()).GetProperty("digest").GetString().ShouldNotBe(plan.GetProperty("digest").GetString());
        var applied = JsonDocument.Parse((await project.RunAsync("apply --json")).Output).RootElement;
        applied.GetProperty("exit_code").GetInt32().ShouldBe(5);
        applied.GetProperty("applied").GetInt32().ShouldBe(1);
        applied.GetProperty("steps")[1].GetProperty("state").GetString().ShouldBe("failed");
        applied.GetProperty("diagnostics")[0].GetProperty("rule").GetString().ShouldBe("assert-failed");
    }

    [Theory]
    [InlineData("INSERT INTO orders VALUES (3, 3);", "INSERT is no query")]
    [InlineData("SELECT 1;\nDROP TABLE orders;", "DROP TABLE is no query")]
    [InlineData("SELECT * INTO copied FROM orders;", "SELECT INTO makes a table")]
    [InlineData("SELECT 1; COMMIT;", "COMMIT has no place here")]
    [InlineData("VACUUM orders;", "cannot run in a transaction, and asserts do")]
    public async Task What_is_no_query_is_refused_before_anything_runs(string text, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database, "(1, 1)").Write("asserts/orders.sql", text);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("--> asserts/orders.sql:");
        (await database.ScalarAsync<bool>("SELECT to_regclass('orders') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_hold_for_the_queries_behind_them_and_a_transaction_around_them_is_left_out()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE SCHEMA app; CREATE TABLE app.a ();")
            .Write("asserts/a.sql", "BEGIN;\nSET search_path = app;\nSELECT count(*) = 0 FROM a;\nROLLBACK;\n").Write("asserts/b.sql", "SELECT to_regclass('a') IS NULL;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task The_folder_is_where_the_settings_say_and_its_files_are_no_migrations()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "asserts: migrations/checks\nenvironments: { other: { url: env:X, contexts: [other] } }\n")
            .Write("V1__a.sql", "CREATE TABLE a ();").Write("migrations/checks/V2__a.sql", "SELECT count(*) = 0 FROM a;").Write("migrations/checks/else.sql", "-- turnstone: context=other\nSELECT false;");

        var run = await project.RunAsync("apply", "--url", "env:DATABASE_URL");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await RecordedAsync(database)).ShouldBe("step_done migrations/checks/V2__a.sql");
        project.Write("turnstone.yaml", "asserts: nowhere\n");
        var refused = await project.RunAsync("apply");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("The folder of asserts 'nowhere' does not exist");
        project.Write("turnstone.yaml", "asserts: .\n");
        (await project.RunAsync("apply")).Error.ShouldContain("holds the migrations too ('migrations')");
    }
}
