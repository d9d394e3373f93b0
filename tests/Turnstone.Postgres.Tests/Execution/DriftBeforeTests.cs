namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What somebody else changed since the last run is told by the next.</summary>
public sealed class DriftBeforeTests(PostgresServer server)
{
    static TestProject Project(TestDatabase database, string require) => new TestProject(database)
        .Write("turnstone.yaml", $"environments:\n  prod: {{ url: env:DATABASE_URL{require} }}\n")
        .Write("V1__two.sql", "CREATE TABLE one (v int);\nCREATE TABLE other (v int);");

    static async Task<CliRun> ChangedAsync(TestDatabase database, TestProject project, string next)
    {
        (await project.RunAsync("sum")).ExitCode.ShouldBe(0);
        var first = await project.RunAsync("apply --env prod");
        first.ExitCode.ShouldBe(0, first.Everything);
        await database.ExecuteAsync("ALTER TABLE one ADD COLUMN by_hand text");
        project.Write("V2__next.sql", next);
        (await project.RunAsync("sum")).ExitCode.ShouldBe(0);
        return await project.RunAsync("apply --env prod");
    }

    [Fact]
    public async Task Where_the_plan_is_about_it_a_governed_run_stops_before_its_first_step()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, ", require: { undo: false }");

        var run = await ChangedAsync(database, project, "ALTER TABLE one ADD w int;");

        run.ExitCode.ShouldBe(4, run.Everything);
        run.Error.ShouldContain("error[drift]: Changed by somebody else since the last run, and the plan is about it: column by_hand of table public.one.");
        run.Error.ShouldContain("Nothing was changed.");
        (await database.ScalarAsync<long>("SELECT count(*) FROM information_schema.columns WHERE column_name = 'w'")).ShouldBe(0);

        var acknowledged = await project.RunAsync("drift", "--acknowledge", "a hotfix of last night", "--env", "prod");
        acknowledged.ExitCode.ShouldBe(0, acknowledged.Everything);
        run = await project.RunAsync("apply --env prod");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldNotContain("drift");
        (await database.ScalarAsync<string>("SELECT payload::jsonb ->> 'reason' FROM turnstone.entry WHERE payload::jsonb ? 'reason'")).ShouldBe("a hotfix of last night");
        (await project.RunAsync("audit verify --env prod")).ExitCode.ShouldBe(0);
        (await project.RunAsync("drift --env prod")).ExitCode.ShouldBe(4, "its history still makes another");
    }

    [Fact]
    public async Task Where_it_is_about_something_else_it_goes_on_and_says_so()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, ", require: { undo: false }");

        var run = await ChangedAsync(database, project, "ALTER TABLE other ADD w int;");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("warning[drift]: Changed by somebody else since the last run: column by_hand of table public.one.");
    }

    [Fact]
    public async Task A_developer_s_own_database_goes_on_whatever_it_is_about()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, "");

        var run = await ChangedAsync(database, project, "ALTER TABLE one ADD w int;");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("warning[drift]");
    }
}
