namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class RepeatableTests(PostgresServer server)
{
    [Fact]
    public async Task A_repeatable_runs_behind_the_versions_and_again_when_its_text_changed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);")
            .Write("R__numbers.sql", "CREATE OR REPLACE VIEW numbers AS SELECT id FROM a;");

        (await project.RunAsync("apply")).Output.ShouldContain("applied 2 migrations");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        project.Write("R__numbers.sql", "CREATE OR REPLACE VIEW numbers AS SELECT id FROM a WHERE id > 0;");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 1 migration");
        (await project.RunAsync("status --json")).Output.ShouldContain("\"kind\": \"repeatable\"");
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.migration WHERE type = 'repeatable'")).ShouldBe(2);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_repeatable_runs_behind_those_that_it_names()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("R__a.sql", "CREATE OR REPLACE VIEW a AS SELECT * FROM b WHERE total() > 0;")
            .Write("R__b.sql", "CREATE OR REPLACE VIEW b AS SELECT 1 AS one FROM c;")
            .Write("R__c.sql", "CREATE OR REPLACE VIEW \"c\" AS SELECT 1 AS one;")
            .Write("R__total.sql", "CREATE OR REPLACE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM c $$;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT description FROM turnstone.migration ORDER BY id")).ShouldBe([["c"], ["b"], ["total"], ["a"]]);
    }

    [Fact]
    public async Task A_repeatable_waits_for_the_versions_that_are_not_asked_for()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);")
            .Write("V2__b.sql", "ALTER TABLE a ADD COLUMN name text;")
            .Write("R__a.sql", "CREATE OR REPLACE VIEW v AS SELECT name FROM a;");

        var first = await project.RunAsync("apply --to 1 -v");
        first.ExitCode.ShouldBe(0, first.Everything);
        first.Error.ShouldContain("R__a: run when V2 is applied");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 2 migrations");
    }

    [Fact]
    public async Task A_repeatable_that_fails_is_not_applied_and_says_where()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("R__a.sql", "SELECT 1;\nCREATE OR REPLACE VIEW v AS SELECT nothing;");

        var failed = await project.RunAsync("apply");
        failed.ExitCode.ShouldBe(5);
        failed.Error.ShouldContain("R__a.sql:2:36");
        project.Write("R__a.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_repeatable_outside_a_transaction_goes_on_where_it_stopped()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE a AS SELECT 1 AS id FROM generate_series(1, 2)");
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE b (id int);")
            .Write("R__index.sql", "CREATE TABLE IF NOT EXISTS c (id int);\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one ON a (id);\n");
        (await project.RunAsync("baseline 0")).ExitCode.ShouldBe(0);

        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        (await project.RunAsync("status")).Output.ShouldContain("R__index stopped after step 1 of 2. Next: turnstone apply");
        await database.ExecuteAsync("TRUNCATE a");
        var again = await project.RunAsync("apply");

        again.ExitCode.ShouldBe(0, again.Everything);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task An_undo_brings_back_the_text_that_a_repeatable_had_before()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);").Write("U1__a.sql", "DROP TABLE a;")
            .Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
        await project.RunAsync("apply");
        project.Write("V2__b.sql", "CREATE TABLE b (id int);").Write("U2__b.sql", "DROP TABLE b;")
            .Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a WHERE id > 5;");
        await project.RunAsync("apply");

        var undone = await project.RunAsync("undo --steps 1 --yes");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.ScalarAsync<string>("SELECT pg_get_viewdef('v')")).ShouldNotBeNull().ShouldNotContain("> 5");
        (await project.RunAsync("plan")).Output.ShouldContain("R__v");
    }

    [Fact]
    public async Task A_repeatable_whose_file_is_gone_is_told_and_stops_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "SELECT 1;").Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
        await project.RunAsync("apply");
        project.Delete("R__v.sql");

        var run = await project.RunAsync("apply -v");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("R__v was applied and its file is gone; what it made stays");
    }

    [Fact]
    public async Task Files_of_another_context_are_neither_pending_nor_run()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);")
            .Write("R__seed.sql", "-- turnstone: context=seed\nINSERT INTO a VALUES (1);");

        (await project.RunAsync("apply")).Output.ShouldContain("applied 1 migration");
        (await project.RunAsync("status")).Output.ShouldNotContain("seed");
        (await project.RunAsync("apply --context seed")).Output.ShouldContain("applied 1 migration");
        (await database.ScalarAsync<long>("SELECT count(*) FROM a")).ShouldBe(1);
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("plan")]
    [InlineData("wait --timeout 1s")]
    public async Task A_context_that_nobody_knows_is_refused(string verb)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);")
            .Write("R__seed.sql", "-- turnstone: context=seed\nINSERT INTO a VALUES (1);");

        var run = await project.RunAsync($"{verb} --context sead");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("No file and no environment is of context 'sead'.");
        run.Error.ShouldContain("There are: seed.");
        (await database.HasAsync("a")).ShouldBeFalse();
    }
}
