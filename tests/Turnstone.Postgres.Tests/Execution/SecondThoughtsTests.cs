namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What comes after an undo, a stop or an older image: the same commands once more.</summary>
public sealed class SecondThoughtsTests(PostgresServer server)
{
    static TestProject Two(TestDatabase database) => new TestProject(database)
        .Write("V1__a.sql", "CREATE TABLE a (id int);").Write("U1__a.sql", "DROP TABLE a;")
        .Write("V2__b.sql", "CREATE TABLE b (id int);").Write("U2__b.sql", "DROP TABLE b;");

    [Fact]
    public async Task An_older_image_that_took_something_back_neither_waits_for_it_nor_holds_its_repeatables_back()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database);
        await project.RunAsync("apply");
        project.Delete("V2__b.sql").Delete("U2__b.sql");
        (await project.RunAsync("undo --steps 1 --yes")).ExitCode.ShouldBe(0);

        (await project.RunAsync("wait --timeout 1s")).ExitCode.ShouldBe(0);
        project.Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 1 migration");
    }

    [Fact]
    public async Task An_older_image_leaves_the_repeatables_of_a_newer_one_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM b;");
        await project.RunAsync("apply");
        project.Delete("V2__b.sql").Delete("U2__b.sql").Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");

        var older = await project.RunAsync("apply");

        older.ExitCode.ShouldBe(0, older.Everything);
        older.Output.ShouldContain("nothing to do");
        older.Error.ShouldContain("R__v was run by a newer set of files");
        (await project.RunAsync("wait --timeout 1s")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_taken_back_takes_its_repeatables_along_and_brings_them_back()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("R__grants.sql", "GRANT SELECT ON b TO PUBLIC;");
        await project.RunAsync("apply");
        await project.RunAsync("undo --steps 1 --yes");

        var again = await project.RunAsync("apply");

        again.Output.ShouldContain("applied 2 migrations");
        (await database.ScalarAsync<string>("SELECT relacl::text FROM pg_class WHERE relname = 'b'")).ShouldNotBeNull().ShouldContain("=r/");
    }

    [Fact]
    public async Task A_step_of_an_undo_that_is_found_done_does_not_apply_anything()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a (id int);\nDROP TABLE IF EXISTS b;").Write("U1__a.sql", "-- turnstone: transaction=none\nDROP TABLE a;\nDO $$ BEGIN COMMIT; RAISE 'no'; END $$;\n");
        await project.RunAsync("apply");
        var failed = await project.RunAsync("undo --steps 1 --yes");
        failed.ExitCode.ShouldBe(5, failed.Everything);
        (await project.RunAsync("undo --steps 1 --yes")).Error.ShouldContain("Step 2 of the undo of V1");

        var marked = await project.RunAsync("apply", "--mark-done", "1:2", "--reason", "it went with the table");

        marked.ExitCode.ShouldBe(0, marked.Everything);
        marked.Error.ShouldContain("Recorded for the undo of V1; nothing was applied.");
        (await database.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL")).ShouldBeTrue();
        (await project.RunAsync("status")).Output.ShouldContain("1 undone");
    }

    [Fact]
    public async Task Going_on_with_an_undo_takes_back_what_is_left_of_it_and_no_more()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("V3__c.sql", "CREATE TABLE c (id int);").Write("U3__c.sql", "DROP TABLE c;").Write("U2__b.sql", "DROP TABLE bb;");
        await project.RunAsync("apply");

        var failed = await project.RunAsync("undo --steps 2 --yes");

        failed.ExitCode.ShouldBe(5);
        failed.Error.ShouldContain("Correct migrations/U2__b.sql; then: turnstone undo --steps 1");
        failed.Error.ShouldContain("What was taken back before stays taken back.");
    }

    [Fact]
    public async Task AfterApply_runs_with_the_next_apply_where_it_failed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("afterApply.sql", "GRANT SELECT ON a TO nobody_yet;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);

        var again = await project.Write("afterApply.sql", "GRANT SELECT ON a TO PUBLIC;").RunAsync("apply");

        again.ExitCode.ShouldBe(0, again.Everything);
        (await database.ScalarAsync<string>("SELECT relacl::text FROM pg_class WHERE relname = 'a'")).ShouldNotBeNull().ShouldContain("=r/");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_hook_around_a_run_holds_nothing_that_could_be_half_done()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("afterApply.sql", "VACUUM a;");

        var refused = await project.RunAsync("apply");

        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Error.ShouldContain("VACUUM runs outside a transaction: cut off in a hook, nobody would come back to it.");
        (await database.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_migration_of_which_only_the_hook_ran_is_pending()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("beforeEach.sql", "SELECT 1;").Write("V2__b.sql", "SELECT 1 / 0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        (await project.RunAsync("status")).Output.ShouldContain("1 applied, 1 pending");

        var renumbered = await project.Delete("V2__b.sql").Delete("U2__b.sql").Delete("beforeEach.sql").Write("V3__b.sql", "CREATE TABLE b (id int);").RunAsync("apply");

        renumbered.ExitCode.ShouldBe(0, renumbered.Everything);
    }

    [Fact]
    public async Task Files_and_hooks_of_another_context_stay_out_also_after_an_undo()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("V3__seed.sql", "-- turnstone: context=seed\nINSERT INTO a VALUES (1);").Write("U3__seed.sql", "TRUNCATE a;")
            .Write("afterApply.sql", "-- turnstone: context=seed\nINSERT INTO a VALUES (2);");
        (await project.RunAsync("apply")).Output.ShouldContain("applied 2 migrations");
        (await database.ScalarAsync<long>("SELECT count(*) FROM a")).ShouldBe(0);
        await project.RunAsync("apply --context seed");
        await project.RunAsync("undo --steps 1 --yes");

        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await database.ScalarAsync<long>("SELECT count(*) FROM a")).ShouldBe(0);
    }

    [Fact]
    public async Task An_undone_version_below_others_is_late_when_it_comes_back()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("turnstone.yaml", "out_of_order: refuse\n");
        await project.RunAsync("apply --to 1");
        await project.RunAsync("apply");
        var run = await database.ScalarAsync<string>("SELECT left(run_id::text, 8) FROM turnstone.migration WHERE version = '1'");
        (await project.RunAsync($"undo --run {run} --yes")).ExitCode.ShouldBe(0);

        var late = await project.RunAsync("apply");

        late.ExitCode.ShouldBe(2);
        late.Error.ShouldContain("V1 comes before versions that are applied already");
        (await project.RunAsync("undo", "--run", "", "--yes")).Error.ShouldContain("too little of a run's id");
    }

    [Fact]
    public async Task An_edited_undo_that_is_gone_does_not_live_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database);
        await project.RunAsync("apply");
        await project.RunAsync("undo --steps 1 --yes");
        project.Write("V2__b.sql", "CREATE TABLE bb (id int);").Delete("U2__b.sql");
        await project.RunAsync("apply");

        (await project.RunAsync("undo --steps 1 --yes")).Error.ShouldContain("V2 (b) has no undo");
    }

    [Fact]
    public async Task Files_that_a_baseline_stands_for_may_go()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database);
        await project.RunAsync("apply");
        project.Delete("V1__a.sql").Delete("U1__a.sql").Write("B1__a.sql", "CREATE TABLE a (id int);");

        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("accept-edit", "1", "--reason", "x")).ExitCode.ShouldBe(0);
        (await project.RunAsync("baseline 7")).Error.ShouldContain("There is no file of version 7; the newest is 2.");
    }

    [Fact]
    public async Task A_baseline_marked_done_by_hand_covers_what_it_stands_for()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("B2__all.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE UNIQUE INDEX CONCURRENTLY i ON nothing (id);\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);

        var marked = await project.RunAsync("apply", "--mark-done", "2:2", "--reason", "not needed");

        marked.ExitCode.ShouldBe(0, marked.Everything);
        (await project.RunAsync("status")).Output.ShouldContain("2 applied");
    }

    [Fact]
    public async Task A_data_file_that_is_gone_stops_what_needs_it_and_no_undo()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Two(database).Write("V2__b.sql", "CREATE TABLE b (id int);\n-- turnstone: copy table=b file=b.csv\n").WriteAt("migrations/b.csv", "id\n1\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Delete("b.csv");

        (await project.RunAsync("status")).Output.ShouldContain("1 applied, 1 changed");
        (await project.RunAsync("undo --steps 1 --yes")).ExitCode.ShouldBe(0);
        var apply = await project.RunAsync("apply");
        apply.ExitCode.ShouldBe(2, apply.Everything);
        apply.Error.ShouldContain("There is no file migrations/b.csv");
        File.CreateSymbolicLink(Path.Combine(project.Folder, "migrations", "b.csv"), "/etc/passwd");
        (await project.RunAsync("plan")).Error.ShouldContain("b.csv leads to a file outside of the project.");
    }
}
