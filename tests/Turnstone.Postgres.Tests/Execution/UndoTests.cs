namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class UndoTests(PostgresServer server)
{
    const string Tables = "SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), '') FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

    static TestProject Three(TestDatabase database) => new TestProject(database)
        .Write("V1__a.sql", "CREATE TABLE a (id int);").Write("U1__a.sql", "DROP TABLE a;")
        .Write("V2__b.sql", "CREATE TABLE b (id int);").Write("U2__b.sql", "DROP TABLE b;")
        .Write("V3__c.sql", "CREATE TABLE c (id int);").Write("U3__c.sql", "DROP TABLE c;");

    static TestProject Governed(TestProject project) => project
        .WriteAt("turnstone.yaml", "environments: { prod: { url: env:DATABASE_URL, require: { undo: true } } }\n");

    [Theory]
    [InlineData("--steps 1", "a b")]
    [InlineData("--steps 2", "a")]
    [InlineData("--steps 9", "")]
    [InlineData("--to 1", "a")]
    [InlineData("--to V2", "a b")]
    [InlineData("--to 0", "")]
    [InlineData("--last-run", "a b")]
    public async Task What_is_selected_is_taken_back(string selection, string left)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        (await project.RunAsync("apply --to 2")).ExitCode.ShouldBe(0);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        var undone = await project.RunAsync($"undo {selection} --yes");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.ScalarAsync<string>(Tables)).ShouldBe(left);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0, "what was taken back is applied again");
        (await database.ScalarAsync<string>(Tables)).ShouldBe("a b c");
    }

    [Fact]
    public async Task A_run_is_taken_back_by_the_beginning_of_its_id_newest_first()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        await project.RunAsync("apply --to 2");
        await project.RunAsync("apply");
        var run = await database.ScalarAsync<string>("SELECT left(run_id::text, 8) FROM turnstone.migration WHERE version = '1'");

        var undone = await project.RunAsync($"undo --run {run} --yes --json");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.ScalarAsync<string>(Tables)).ShouldBe("c");
        (await database.QueryAsync("SELECT type, version FROM turnstone.migration ORDER BY id OFFSET 3")).ShouldBe([["undo", "2"], ["undo", "1"]]);
        (await project.RunAsync("undo --run 00000000 --yes")).Error.ShouldContain("No run 00000000 applied anything that still stands.");
    }

    [Fact]
    public async Task An_older_image_undoes_from_the_ledgers_text()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        await project.RunAsync("apply");
        foreach (var file in new[] { "V2__b.sql", "U2__b.sql", "V3__c.sql", "U3__c.sql" })
        {
            project.Delete(file);
        }

        var undone = await project.RunAsync("undo --to 1 --yes");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.ScalarAsync<string>(Tables)).ShouldBe("a");
        (await project.RunAsync("status")).Output.ShouldContain("2 undone");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task Nothing_is_taken_back_where_one_of_them_has_no_undo()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database).Write("U1__a.sql", "/* nothing */ -- at all").Delete("U2__b.sql");
        await project.RunAsync("apply");

        var undone = await project.RunAsync("undo --to 0 --yes");

        undone.ExitCode.ShouldBe(2, undone.Everything);
        undone.Error.ShouldContain("V1 (a) has no undo: its U file is missing, empty, or holds comments only.");
        undone.Error.ShouldContain("V2 (b) has no undo");
        (await database.ScalarAsync<string>(Tables)).ShouldBe("a b c");
    }

    [Fact]
    public async Task A_migration_that_says_it_cannot_be_taken_back_is_not()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database).Write("V3__c.sql", "-- turnstone: undo=none reason=\"sent by mail\"\nCREATE TABLE c (id int);");
        await project.RunAsync("apply");

        (await project.RunAsync("undo --steps 1 --yes")).Error.ShouldContain("V3 says of itself that it cannot be taken back");
    }

    [Fact]
    public async Task An_undo_that_stops_on_its_way_goes_on_where_it_stopped()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int);")
            .Write("U1__a.sql", "-- turnstone: transaction=none\nDROP TABLE b;\nDROP TABLE aa;\n");
        await project.RunAsync("apply");

        var failed = await project.RunAsync("undo --steps 1 --yes");
        failed.ExitCode.ShouldBe(5, failed.Everything);
        failed.Error.ShouldContain("U1__a.sql:3:1");
        (await project.RunAsync("status")).Output.ShouldContain("V1 is half undone: 1 of 2 steps of its undo are done. Next: turnstone undo --steps 1");
        var blocked = await project.RunAsync("apply");
        blocked.ExitCode.ShouldBe(2, blocked.Everything);
        blocked.Error.ShouldContain("V1 (a) is half undone");

        project.Write("U1__a.sql", "-- turnstone: transaction=none\nDROP TABLE b;\nDROP TABLE a;\n");
        var resumed = await project.RunAsync("undo --steps 1 --yes --json");
        resumed.ExitCode.ShouldBe(0, resumed.Everything);
        resumed.Output.ShouldContain("\"ordinal\": 2");
        resumed.Output.ShouldNotContain("\"ordinal\": 1,");
        (await database.ScalarAsync<string>(Tables)).ShouldBe("");
    }

    [Fact]
    public async Task Where_policy_asks_for_something_an_undone_version_is_held_until_somebody_says_so()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        await project.RunAsync("apply");
        await project.RunAsync("undo --steps 1 --yes");
        Governed(project).WriteAt("turnstone.sum", "");
        await project.RunAsync("sum");

        var status = await project.RunAsync("status --env prod --json");
        status.Output.ShouldContain("\"state\": \"held\"");
        // What require: asks for is not built; the plan shows what would run.
        (await project.RunAsync("plan --env prod")).Error.ShouldContain("V3 was taken back and is held");
        (await project.RunAsync("plan --env prod")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("apply --env prod --redo 3 --dry-run")).Output.ShouldContain("CREATE TABLE c");
        (await project.RunAsync("apply --env prod --redo 2")).Error.ShouldContain("V2 is not a version that was taken back.");
    }

    [Fact]
    public async Task Where_policy_asks_for_something_the_text_counts_that_was_approved_with_the_migration()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        await project.RunAsync("apply");
        Governed(project).Write("U3__c.sql", "DROP TABLE c CASCADE;");

        (await project.RunAsync("undo --steps 1 --dry-run --url env:DATABASE_URL")).Output.ShouldContain("DROP TABLE c CASCADE");
        var governed = await project.RunAsync("undo --steps 1 --dry-run --env prod");
        governed.Output.ShouldNotContain("CASCADE");
        governed.Error.ShouldContain("was edited after the migration was applied; the text of that time is what runs");
        (await project.RunAsync("accept-edit", "3", "--reason", "a view came later", "--url", "env:DATABASE_URL")).ExitCode.ShouldBe(0);
        (await project.RunAsync("undo --steps 1 --dry-run --env prod")).Output.ShouldContain("CASCADE");
    }

    [Fact]
    public async Task An_undo_with_a_secret_needs_its_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "SELECT 1;").Write("U1__a.sql", "ALTER ROLE CURRENT_USER PASSWORD 'h1dden-word';");
        await project.RunAsync("apply");
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.content WHERE text LIKE '%h1dden%'")).ShouldBe(0);
        project.Delete("U1__a.sql").Delete("V1__a.sql");

        var undone = await project.RunAsync("undo --steps 1 --yes");

        undone.ExitCode.ShouldBe(2, undone.Everything);
        undone.Error.ShouldContain("it holds a secret");
    }

    [Fact]
    public async Task An_undo_is_asked_for_and_not_guessed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        (await project.RunAsync("undo")).Output.ShouldContain("nothing is applied");
        (await project.RunAsync("undo --steps 1 --yes")).Error.ShouldContain("Nothing is applied.");
        await project.RunAsync("apply");

        (await project.RunAsync("undo")).ExitCode.ShouldBe(2);
        (await project.RunAsync("undo --steps 1")).Error.ShouldContain("add --yes");
        (await project.RunAsync("undo --steps 0 --yes")).Error.ShouldContain("not a number of migrations");
        (await project.RunAsync("undo --steps 1 --last-run --yes")).Error.ShouldContain("Give one of them.");
        (await project.RunAsync("undo --to 7 --yes")).Error.ShouldContain("V7 is not applied");
        (await database.ScalarAsync<string>(Tables)).ShouldBe("a b c");
    }

    [Fact]
    public async Task Applied_again_and_taken_back_again_it_is_as_the_first_time()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Three(database);
        for (var i = 0; i < 3; i++)
        {
            (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
            (await database.ScalarAsync<string>(Tables)).ShouldBe("a b c");
            (await project.RunAsync("undo --to 0 --yes")).ExitCode.ShouldBe(0);
            (await database.ScalarAsync<string>(Tables)).ShouldBe("");
        }
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }
}
