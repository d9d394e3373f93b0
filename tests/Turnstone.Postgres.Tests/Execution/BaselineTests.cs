namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class BaselineTests(PostgresServer server)
{
    static TestProject Files(TestDatabase database) => new TestProject(database)
        .Write("V1__a.sql", "CREATE TABLE a (id int);")
        .Write("V2__b.sql", "CREATE TABLE b (id int);")
        .Write("V3__c.sql", "CREATE TABLE c (id int);");

    [Fact]
    public async Task A_new_database_begins_with_the_newest_baseline_and_goes_on_behind_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database)
            .Write("B1__old.sql", "CREATE TABLE old (id int);")
            .Write("B2__both.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int);");

        (await project.RunAsync("status --json")).Output.ShouldContain("\"kind\": \"baseline\"");
        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 2 migrations");
        (await database.QueryAsync("SELECT type, version FROM turnstone.migration ORDER BY id")).ShouldBe([["baseline", "2"], ["versioned", "3"]]);
        (await project.RunAsync("status")).Output.ShouldContain("3 applied");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_database_with_a_history_never_runs_a_baseline()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database);
        await project.RunAsync("apply --to 1");

        var run = await project.Write("B2__both.sql", "SELECT 1/0;").RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 2 migrations");
    }

    [Fact]
    public async Task A_baseline_above_what_is_asked_for_does_not_count()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database).Write("B2__both.sql", "SELECT 1/0;");

        var run = await project.RunAsync("apply --to 1");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT type, version FROM turnstone.migration ORDER BY id")).ShouldBe([["versioned", "1"]]);
    }

    [Fact]
    public async Task A_baseline_of_several_steps_that_is_cut_off_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database).Write("B2__both.sql", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY ON a (id);\nCREATE TABLE b (id nothing);\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);

        project.Write("B2__both.sql", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY ON a (id);\nCREATE TABLE b (id int);\n");
        var again = await project.RunAsync("apply");

        again.ExitCode.ShouldBe(0, again.Everything);
        (await project.RunAsync("status")).Output.ShouldContain("3 applied");
    }

    [Fact]
    public async Task A_database_that_is_there_is_taken_as_it_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database);
        await database.ExecuteAsync("CREATE TABLE a (id int)");
        await database.ExecuteAsync("CREATE TABLE b (id int)");
        var refused = await project.RunAsync("apply");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("turnstone baseline <version>");

        var taken = await project.RunAsync("baseline", "2", "--reason", "was there");
        taken.ExitCode.ShouldBe(0, taken.Everything);
        taken.Output.ShouldContain("taken to be at V2; 2 files up to it count as applied.");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 1 migration");
        (await project.RunAsync("undo --to 0 --yes")).Error.ShouldContain("V2 is part of the baseline");

        project.Write("V1__a.sql", "CREATE TABLE a (id bigint);");
        (await project.RunAsync("apply")).Error.ShouldContain("V1 was taken as applied");
        (await project.RunAsync("baseline 3")).Error.ShouldContain("has a history already: 3 versions are applied.");
    }

    [Fact]
    public async Task A_baseline_is_no_way_past_an_empty_database_or_without_a_version()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database);

        (await project.RunAsync("baseline 2")).Error.ShouldContain("is empty: there is nothing that a baseline could stand for");
        (await project.RunAsync("baseline")).Error.ShouldContain("no version was given");
        (await project.RunAsync("baseline two")).Error.ShouldContain("not a version");
        (await database.ScalarAsync<bool>("SELECT to_regnamespace('turnstone') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_edit_that_is_accepted_counts_and_one_that_was_not_made_is_refused()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Files(database);
        await project.RunAsync("apply");
        project.Write("V2__b.sql", "-- why\nCREATE TABLE b (id int);").Delete("V1__a.sql");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(2);

        (await project.RunAsync("accept-edit 2")).Error.ShouldContain("needs a reason");
        (await project.RunAsync("accept-edit", "2", "--reason", "a comment")).ExitCode.ShouldBe(0);
        (await project.RunAsync("accept-edit", "V1", "--reason", "lost")).Output.ShouldContain("may do without its file");

        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("accept-edit", "2", "--reason", "again")).Error.ShouldContain("are as they were");
        (await project.RunAsync("accept-edit", "9", "--reason", "x")).Error.ShouldContain("V9 is not applied");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await database.ScalarAsync<string>("SELECT payload::jsonb ->> 'reason' FROM turnstone.entry WHERE kind = 'edit_accepted' ORDER BY id LIMIT 1")).ShouldBe("a comment");
    }
}
