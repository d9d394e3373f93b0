namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class HookTests(PostgresServer server)
{
    static TestProject Logging(TestDatabase database)
    {
        var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("V2__b.sql", "CREATE TABLE b (id int);")
            .Write("R__r.sql", "CREATE OR REPLACE VIEW r AS SELECT 1 AS one;").Write("U2__b.sql", "DROP TABLE b;");
        foreach (var hook in new[] { "beforeApply", "afterApply", "beforeEach", "afterEach", "afterError" })
        {
            project.Write($"{hook}.sql", $"INSERT INTO public.log (what) VALUES ('{hook}');");
        }
        return project;
    }

    static Task LogAsync(TestDatabase database) => database.ExecuteAsync("CREATE TABLE log (id serial, what text)");

    static async Task<string?> LoggedAsync(TestDatabase database) => await database.ScalarAsync<string>("SELECT string_agg(what, ' ' ORDER BY id) FROM log");

    [Fact]
    public async Task Hooks_run_around_an_apply_and_around_each_migration()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Logging(database);
        await LogAsync(database);
        (await project.RunAsync("baseline 0")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 3 migrations");
        (await LoggedAsync(database)).ShouldBe("beforeApply beforeEach afterEach beforeEach afterEach beforeEach afterEach afterApply");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await LoggedAsync(database)).ShouldNotBeNull().Split(' ').Length.ShouldBe(8, "nothing to do is nothing to run around");
    }

    [Fact]
    public async Task What_beforeEach_sets_holds_for_the_migration_and_no_longer()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("beforeEach.sql", "SET search_path = app;\nSET app.who = 'me';").Write("beforeApply.sql", "CREATE SCHEMA IF NOT EXISTS app; SET app.whole = 'run';")
            .Write("V1__a.sql", "CREATE TABLE a AS SELECT current_setting('app.who') AS who, current_setting('app.whole', true) AS whole;\nCREATE INDEX CONCURRENTLY ON a (who);\nCREATE TABLE b (id int);\n");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT who, whole FROM app.a")).ShouldBe([["me", ""]]);
        (await database.ScalarAsync<bool>("SELECT to_regclass('app.b') IS NOT NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task AfterError_runs_where_a_step_failed_and_changes_nothing_about_that()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Logging(database).Write("V2__b.sql", "CREATE TABLE b (id nothing);");
        await LogAsync(database);
        await project.RunAsync("baseline 0");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        (await LoggedAsync(database)).ShouldBe("beforeApply beforeEach afterEach beforeEach afterError");
        project.Write("afterError.sql", "SELECT 1 / 0;");
        var both = await project.RunAsync("apply");
        both.ExitCode.ShouldBe(5);
        both.Error.ShouldContain("V2__b.sql:1:");
        both.Error.ShouldContain("afterError.sql:1:1");
    }

    [Fact]
    public async Task A_hook_that_fails_stops_the_run_says_where_and_is_gone_on_from()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Logging(database).Write("afterEach.sql", "SELECT 1;\nSELECT 1 / 0;\n").Write("beforeApply.sql", "").Write("afterError.sql", "");
        await LogAsync(database);
        await project.RunAsync("baseline 0");

        var failed = await project.RunAsync("apply");
        failed.ExitCode.ShouldBe(5, failed.Everything);
        failed.Error.ShouldContain("migrations/afterEach.sql:2:1");
        failed.Error.ShouldContain("Correct migrations/afterEach.sql; then: turnstone apply");
        project.Write("afterEach.sql", "INSERT INTO log (what) VALUES ('corrected');");
        var again = await project.RunAsync("apply");

        again.ExitCode.ShouldBe(0, again.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM log WHERE what = 'corrected'")).ShouldBe(3);
        (await database.ScalarAsync<long>("SELECT count(*) FROM log WHERE what = 'beforeEach'")).ShouldBe(3, "V1's was done the first time");
    }

    [Fact]
    public async Task An_undo_runs_what_stands_around_each()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Logging(database);
        await LogAsync(database);
        await project.RunAsync("baseline 0");
        await project.RunAsync("apply");
        await database.ExecuteAsync("TRUNCATE log");

        (await project.RunAsync("undo --to 1 --yes")).ExitCode.ShouldBe(0);

        (await LoggedAsync(database)).ShouldBe("beforeEach afterEach");
    }
}
