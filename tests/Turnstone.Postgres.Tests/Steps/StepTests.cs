namespace Turnstone.Postgres.Tests.Steps;

using Turnstone.Postgres.Tests.Cli;

public sealed class StepTests(PostgresServer server)
{
    [Fact]
    public async Task F37_A_file_is_split_by_what_postgres_takes_in_a_transaction()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", """
            CREATE TABLE t (v int);
            INSERT INTO t VALUES (1), (2);
            CREATE INDEX CONCURRENTLY i ON t (v);
            VACUUM (ANALYZE) t;
            CREATE TABLE u ();
            DROP INDEX CONCURRENTLY i;
            REINDEX (CONCURRENTLY) TABLE t;
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT step, of, kind, rows FROM turnstone.step WHERE kind = 'step_done' ORDER BY id")).ShouldBe(
        [
            ["1", "6", "step_done", "2"], ["2", "6", "step_done", "0"], ["3", "6", "step_done", "0"],
            ["4", "6", "step_done", "0"], ["5", "6", "step_done", "0"], ["6", "6", "step_done", "0"],
        ]);
        (await database.KindsAsync()).ShouldBe("run_opened step_done step_started step_done step_started step_done step_done step_started step_done step_started step_done run_closed");
    }

    [Fact]
    public async Task A_setting_that_an_earlier_step_made_fails_under_its_own_name_and_line()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__role.sql", """
            SET ROLE pg_monitor;
            RESET ROLE;
            CREATE TABLE t (v int);
            CREATE ROLE turnstone_gone;
            SET ROLE turnstone_gone;
            RESET ROLE;
            DROP ROLE turnstone_gone;
            CREATE INDEX CONCURRENTLY i ON t (v);
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("SET ROLE failed: role \"turnstone_gone\" does not exist");
        run.Error.ShouldContain("V1__role.sql:5:1");
    }

    [Fact]
    public async Task F38_A_new_enum_value_may_be_used_by_the_statement_after_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__enum.sql", """
            CREATE TYPE mood AS ENUM ('sad');
            CREATE TABLE t (m mood);
            ALTER TYPE mood ADD VALUE 'glad';
            INSERT INTO t VALUES ('glad');
            ALTER TABLE t ALTER m SET DEFAULT 'glad';
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<string>("SELECT m::text FROM t")).ShouldBe("glad");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F37_Create_database_runs_alone_and_is_recorded()
    {
        await using var database = await server.CreateDatabaseAsync();
        var name = $"made_{Guid.NewGuid():N}";
        using var project = new TestProject(database).Write("V1__db.sql", $"CREATE DATABASE {name} TEMPLATE template0;");
        try
        {
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(0, run.Everything);
            (await database.ScalarAsync<long>($"SELECT count(*) FROM pg_database WHERE datname = '{name}'")).ShouldBe(1);
        }
        finally
        {
            await database.ExecuteAsync($"DROP DATABASE IF EXISTS {name}");
        }
    }

    [Fact]
    public async Task A_file_without_a_transaction_has_a_step_for_each_statement_and_each_written_transaction()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__none.sql", """
            -- turnstone: transaction=none
            CREATE TABLE t (v int);
            BEGIN;
            INSERT INTO t VALUES (1);
            SAVEPOINT s;
            INSERT INTO t VALUES (2);
            ROLLBACK TO s;
            INSERT INTO t VALUES (3);
            COMMIT;
            INSERT INTO t VALUES (4);
            BEGIN;
            INSERT INTO t VALUES (5);
            COMMIT;
            SELECT 1/0;
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V1__none.sql:14");
        run.Error.ShouldContain("Its steps before this one stand.");
        (await database.QueryAsync("SELECT v FROM t ORDER BY v")).ShouldBe([["1"], ["3"], ["4"], ["5"]]);
        (await database.QueryAsync("SELECT step, of, rows FROM turnstone.step ORDER BY id")).ShouldBe(
            [["1", "5", "0"], ["2", "5", "3"], ["3", "5", "1"], ["4", "5", "1"]]);
    }

    [Theory]
    [InlineData("CALL p();", "CALL")]
    [InlineData("DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); END $$;", "DO")]
    public async Task Code_that_commits_needs_a_file_without_a_transaction_and_is_told_so(string call, string verb)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__p.sql", "CREATE TABLE t (v int);\nCREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); END $$;")
            .Write("V2__call.sql", call);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain($"{verb} failed: invalid transaction termination (SQLSTATE 2D000)");
        run.Error.ShouldContain("Write '-- turnstone: transaction=none' at the top of the file");

        project.Write("V2__call.sql", "-- turnstone: transaction=none\n" + call);
        run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(2);
    }

    [Fact]
    public async Task A_deferred_constraint_that_is_violated_is_reported_at_the_end_of_its_step()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__fk.sql", """
            CREATE TABLE p (id int PRIMARY KEY);
            CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
            INSERT INTO c VALUES (1);
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("The end of step 1 failed: insert or update on table \"c\" violates foreign key constraint");
        run.Error.ShouldContain("SQLSTATE 23503");
        run.Error.ShouldContain("nothing of it stands");
        (await database.HasAsync("c")).ShouldBeFalse();
        (await database.KindsAsync()).ShouldBe("run_opened run_closed");
    }

    [Fact]
    public async Task F25_A_half_way_file_goes_on_at_the_step_that_failed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", """
            CREATE TABLE t (v int);
            CREATE INDEX CONCURRENTLY i ON t (v);
            CREATE TABLE u ();
            SELECT 1/0;
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V1__mixed.sql:4:");
        (await project.RunAsync("status")).Output.ShouldContain("half way");
        (await database.HasAsync("u")).ShouldBeFalse();

        project.Write("V1__mixed.sql", """
            CREATE TABLE t (v int);
            CREATE INDEX CONCURRENTLY i ON t (v);
            CREATE TABLE u ();
            SELECT 1/1;
            """);
        (await project.RunAsync("plan")).Output.ShouldNotContain("CREATE TABLE t");
        run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 1 migration ");
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F26_A_failure_that_rolled_back_leaves_nothing_that_blocks()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__bad.sql", "CREATE TABLE t ();\nSELEKT 1;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V1__bad.sql", "CREATE TABLE t ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_half_way_file_may_be_edited_behind_its_last_finished_step_and_nowhere_else()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nSELECT 1/0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i2 ON t (v);\nSELECT 1;");
        var refused = await project.RunAsync("apply");
        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Error.ShouldContain("migrations/V1__mixed.sql:2:1");
        refused.Error.ShouldContain("Step 2 of V1__mixed.sql, which is half-way, is done and says something else now.");
        var edited = "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE late ();";
        project.Write("V1__mixed.sql", edited);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.QueryAsync("SELECT text FROM turnstone.content JOIN turnstone.migration ON sha256 = content")).ShouldBe([[edited]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_half_way_file_of_which_the_rest_was_deleted_is_complete()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nSELECT 1/0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F06_A_concurrent_build_that_the_server_refuses_leaves_no_invalid_index_and_runs_again_once_it_can()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__unique.sql",
            "CREATE TABLE t (v int);\nINSERT INTO t VALUES (1), (1);\nCREATE UNIQUE INDEX CONCURRENTLY i ON t (v);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V1__unique.sql:3:1");
        run.Error.ShouldContain("SQLSTATE 23505");
        run.Error.ShouldContain("The statement runs outside a transaction; nothing of it is left. Its steps before this one stand.");
        run.Error.ShouldContain("Correct migrations/V1__unique.sql; then: turnstone apply");
        (await database.HasAsync("i")).ShouldBeFalse();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);

        await database.ExecuteAsync("DELETE FROM t");
        var again = await project.RunAsync("apply");
        again.ExitCode.ShouldBe(0, again.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F24_Of_a_step_that_nobody_can_ask_about_only_a_person_can_tell()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__do.sql",
            "-- turnstone: transaction=none\nCREATE TABLE t (v int);\nDO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; RAISE 'no'; END $$;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("turnstone apply --redo 1:2 --reason");
        var asks = await project.RunAsync("apply");
        asks.ExitCode.ShouldBe(5, asks.Everything);
        asks.Error.ShouldContain("Step 2 of V1 failed (no).");
        (await project.RunAsync("status")).Output.ShouldContain("half way");
        (await project.RunAsync("apply --redo 1:2")).ExitCode.ShouldBe(2, "a reason is asked for");
        (await project.RunAsync("apply --redo 1:1 --reason x")).ExitCode.ShouldBe(2, "that step is done");

        var marked = await project.RunAsync("apply", "--mark-done", "V1:2", "--reason", "the row is there");
        marked.ExitCode.ShouldBe(0, marked.Everything);
        (await database.ScalarAsync<string>("SELECT payload::jsonb ->> 'reason' FROM turnstone.entry WHERE kind = 'step_marked_done'")).ShouldBe("the row is there");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");
    }

    [Fact]
    public async Task A_failing_reindex_in_a_file_without_a_transaction_is_named_like_any_other()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__none.sql", "-- turnstone: transaction=none\nCREATE TABLE t ();\nREINDEX TABLE nowhere;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V1__none.sql:3");
        run.Error.ShouldContain("42P01");
    }

    [Fact]
    public async Task An_outer_begin_and_commit_is_left_out_and_any_other_is_refused_with_its_line()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__outer.sql", "BEGIN;\nCREATE TABLE t ();\nCOMMIT;").Write("V2__inner.sql", "CREATE TABLE u ();\nCOMMIT;\nCREATE TABLE v ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("migrations/V2__inner.sql:2:1");
        (await database.HasAsync("t")).ShouldBeFalse();
        (await project.Delete("V2__inner.sql").RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.HasAsync("t")).ShouldBeTrue();
    }
}
