namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Crash;

/// <summary>Statements outside a transaction that stop half-way: what they leave is found and cleared, and nothing is taken for done that is not.</summary>
[Trait("tier", "all")]
public sealed class RecoveryTests(PostgresServer server)
{
    const string Invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";

    [Fact]
    public async Task F05_An_invalid_index_that_somebody_left_is_not_taken_for_the_one_that_is_asked_for()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); INSERT INTO t VALUES (1), (1);");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => database.ExecuteAsync("CREATE UNIQUE INDEX CONCURRENTLY i ON t (v)"));
        using var project = new TestProject(database).Write("V1__i.sql", "-- turnstone: transaction=none\nCREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v);");
        project.Write("B0.1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("baseline 0.1")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBe([["t", "f"]]);
    }

    [Fact]
    public async Task F05_An_index_of_the_name_with_another_definition_is_refused_and_not_passed_over()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int, w int);\nCREATE INDEX i ON t (w);")
            .Write("V2__i.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v);");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V2__i.sql:1:1");
        run.Error.ShouldContain("is there already, and is not what is asked for: CREATE INDEX i ON public.t USING btree (w)");
        run.Error.ShouldContain("nothing of it is left");
    }

    [Fact]
    public async Task F05_The_index_that_is_asked_for_may_be_there()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);\nCREATE INDEX i ON t (v);").Write("V2__i.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task F07_Somebody_else_s_build_of_the_index_is_waited_for()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__i.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v);");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        var theirs = database.ExecuteAsync("CREATE INDEX CONCURRENTLY i ON t (v)");
        await database.HoldsAsync("EXISTS (SELECT FROM pg_index WHERE NOT indisvalid)");
        using var process = project.Start("apply");
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("is still at work on it, which is waited for", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await snapshot.ReleaseAsync();
        await theirs;
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid")).ShouldBe(1);
    }

    [Fact]
    public async Task F22_What_a_server_left_that_went_down_while_it_moved_a_database_is_named()
    {
        await using var database = await server.CreateDatabaseAsync();
        var (moved, space) = ($"{database.Name}_one", $"{database.Name}_space");
        await database.ExecuteAsync($"CREATE DATABASE {moved} TEMPLATE template0");
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET allow_in_place_tablespaces = on");
        await database.ExecuteAsync($"CREATE TABLESPACE {space} LOCATION ''");
        try
        {
            using var project = new TestProject(database).Write("V1__move.sql", $"ALTER DATABASE {moved} SET TABLESPACE {space};");
            var folder = await database.ScalarAsync<string>($"""
                SELECT format('%s/PG_%s_%s/%s', pg_tablespace_location(t.oid), current_setting('server_version_num')::int / 10000, catalog_version_no, d.oid)
                FROM pg_tablespace t, pg_database d, pg_control_system() WHERE spcname = '{space}' AND datname = '{moved}'
                """);
            await database.ExecuteAsync($"COPY (SELECT 1) TO PROGRAM 'mkdir -p {folder} && touch {folder}/1259'");

            var refused = await project.RunAsync("apply");

            refused.ExitCode.ShouldBe(5, refused.Everything);
            refused.Error.ShouldContain($"delete the folder {folder} on the server; then: turnstone apply");
            (await HalfCopy.DeleteAsync(database, refused)).ShouldBeTrue();
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(0, run.Everything);
        }
        finally
        {
            await database.ExecuteAsync($"DROP DATABASE {moved}");
            await database.ExecuteAsync($"DROP TABLESPACE {space}");
        }
    }

    [Fact]
    public async Task F02_A_deadlock_that_costs_the_build_is_cleared_and_the_build_tried_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__mixed.sql", "-- turnstone: lock_timeout=0\nCREATE TABLE t (v int);\nSELECT pg_advisory_xact_lock(4711);\n").Write("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (v);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V1:1");
        // Somebody waits in the server for the lock of the run, as other tools do; its own look for a deadlock is over before the build begins.
        await using var other = await OpenTransaction.BeginAsync(database, "SET deadlock_timeout = '1ms'");
        var waiting = other.ExecuteAsync($"SELECT pg_advisory_lock((classid::bigint << 32) | objid::bigint) FROM {Backends.Locks} WHERE locktype = 'advisory' AND granted AND objid <> 4711 LIMIT 1");
        await database.HoldsAsync($"(SELECT count(*) FROM {Backends.Locks} WHERE locktype = 'advisory' AND NOT granted) = 2");
        await gate.DisposeAsync();
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("deadlock detected; again in", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await database.ExecuteAsync($"SELECT pg_cancel_backend(pid) FROM {Backends.Locks} WHERE locktype = 'advisory' AND NOT granted");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => waiting);
        await other.DisposeAsync();
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>(Invalid)).ShouldBe(0);
        (await database.HasAsync("i")).ShouldBeTrue();
    }

    [Fact]
    public async Task F10_A_detach_that_meets_a_reader_gives_way_in_time_and_is_finished()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 200ms }\n")
            .Write("V1__p.sql", "CREATE TABLE p (v int) PARTITION BY LIST (v);\nCREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);").Write("V2__detach.sql", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var reader = await OpenTransaction.BeginAsync(database, "SELECT count(*) FROM p");
        using var process = project.Start("apply");
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("again in", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await reader.ReleaseAsync();
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_inherits")).ShouldBe(0);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F10_A_detach_that_is_still_pending_at_the_end_says_what_that_means()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 100ms, lock_deadline: 300ms }\n")
            .Write("V1__p.sql", "CREATE TABLE p (v int) PARTITION BY LIST (v);\nCREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);").Write("V2__detach.sql", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var reader = await OpenTransaction.BeginAsync(database, "SELECT count(*) FROM p");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(6, run.Everything);
        run.Error.ShouldContain("p is read and written without p1");
        await reader.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_inherits")).ShouldBe(0);
    }

    [Theory]
    [InlineData("CREATE TABLE gated ();\nSELECT pg_advisory_xact_lock(4711);", "V2:1", 3)]
    [InlineData("CREATE TABLE gated ();\nCREATE INDEX CONCURRENTLY i ON t (v);\nSELECT pg_advisory_xact_lock(4711);", "V2:3", 6)]
    public async Task F07_A_statement_that_an_administrator_cancels_is_not_to_blame(string sql, string step, int exitCode)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__gated.sql", $"-- turnstone: lock_timeout=0\n{sql}");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        // The build would wait for its snapshot; the lock is its session's.
        await gate.ReleaseAsync();
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync(step);
        await database.ExecuteAsync($"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '% {step}'");
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(exitCode, run.Everything);
        run.Error.ShouldContain("57014");
        run.Error.ShouldContain("To go on: turnstone apply");
        await gate.DisposeAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F09_A_build_that_waits_longer_than_it_may_is_ended_and_leaves_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { concurrent_wait_deadline: 500ms }\n")
            .Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (v);");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        using var process = project.Start("apply");
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("CREATE INDEX was ended: it waited");
        run.Error.ShouldContain("concurrent_wait_deadline");
        (await database.HasAsync("i")).ShouldBeFalse();
        await snapshot.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F17_Work_that_keeps_everybody_out_for_longer_than_it_may_is_ended()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { max_hold: 300ms }\n")
            .Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__alter.sql", "ALTER TABLE t ADD c int;\nSELECT pg_sleep(20);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("SELECT was ended: it kept everybody else out of t for");
        run.Error.ShouldContain("max_hold");
        run.Error.ShouldContain("nothing of it stands");
    }

    [Fact]
    public async Task F17_Waiting_for_one_lock_after_the_other_is_bounded_as_a_whole_and_who_is_in_the_way_is_named()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 600ms, lock_deadline: 2s }\n")
            .Write("V1__t.sql", "CREATE TABLE a (v int);\nCREATE TABLE b (v int);").Write("V2__alter.sql", "SET lock_timeout = 0;\nALTER TABLE a ADD c int;\nALTER TABLE b ADD c int;");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var reader = await OpenTransaction.BeginAsync(database, "SET application_name = 'a report'", "SELECT count(*) FROM b");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("In the way: pid ");
        run.Error.ShouldContain("a report");
        await reader.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F12_A_connection_that_is_lost_is_had_again_and_the_run_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();\nSELECT set_config('idle_in_transaction_session_timeout', '1ms', false);\nSELECT 1;\nCREATE TABLE two ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.HasAsync("two")).ShouldBeTrue();
    }

    [Fact]
    public async Task F24_A_build_without_a_name_that_two_signals_cut_off_is_found_again_by_what_was_there_before()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);\nCREATE INDEX ON t (v);").Write("V2__mixed.sql", "CREATE TABLE u ();\nCREATE INDEX CONCURRENTLY ON t (v);");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var writer = await OpenTransaction.BeginAsync(database, "INSERT INTO t VALUES (1)");
        using (var process = project.Start("apply"))
        {
            await database.AreWaitingAtAsync("V2:2");
            await process.InterruptAsync();
            await process.HasHeardAsync();
            await process.InterruptAsync();
            (await process.EndAsync()).ExitCode.ShouldBe(6);
        }
        await writer.ReleaseAsync();
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.QueryAsync("SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1")).ShouldBe([["t_v_idx", "t"], ["t_v_idx1", "t"]]);
    }

    [Fact]
    public async Task What_was_refused_and_cleared_keeps_nobody_from_taking_back_what_came_before()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);\nINSERT INTO t VALUES (1), (1);").Write("U1__t.sql", "DROP TABLE t;")
            .Write("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (v);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        var undo = await project.RunAsync("undo --steps 1 --yes");
        undo.ExitCode.ShouldBe(0, undo.Everything);
        (await database.HasAsync("t")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_all_that_was_tried_was_cleared_a_baseline_may_begin_the_history()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "VACUUM t;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        await database.ExecuteAsync("CREATE TABLE t (v int)");
        var run = await project.RunAsync("baseline 1 --reason restored");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F17_What_a_file_says_about_its_session_does_not_blind_who_looks_at_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { max_hold: 300ms }\n")
            .Write("V1__t.sql", "CREATE TABLE t (v int);\nDO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database()); END $$;")
            .Write("V2__alter.sql", "ALTER TABLE t ADD c int;\nRESET ALL;\nSELECT pg_sleep(20);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("kept everybody else out of t for");
    }

    [Fact]
    public async Task F40_A_role_that_may_not_know_which_cluster_it_is_in_may_migrate()
    {
        await using var database = await server.CreateDatabaseAsync();
        var migrator = $"migrator_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {migrator} LOGIN PASSWORD 'x'");
        try
        {
            await database.ExecuteAsync("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
            await database.ExecuteAsync($"ALTER DATABASE {database.Name} OWNER TO {migrator}");
            await database.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {migrator}");
            var theirs = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = migrator, Password = "x" }.ConnectionString;
            using var project = new TestProject(database).With("DATABASE_URL", theirs).Write("V1__t.sql", "CREATE TABLE t (v int);");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(0, run.Everything);
        }
        finally
        {
            await database.ExecuteAsync($"ALTER DATABASE {database.Name} OWNER TO CURRENT_USER");
            await database.ExecuteAsync($"DROP OWNED BY {migrator} CASCADE");
            await database.ExecuteAsync($"DROP ROLE {migrator}");
        }
    }

    [Fact]
    public async Task F40_A_role_that_takes_on_another_one_when_it_connects_may_migrate()
    {
        await using var database = await server.CreateDatabaseAsync();
        var (owner, migrator) = ($"owner_{Guid.NewGuid():N}", $"migrator_{Guid.NewGuid():N}");
        await database.ExecuteAsync($"CREATE ROLE {owner}");
        await database.ExecuteAsync($"CREATE ROLE {migrator} LOGIN PASSWORD 'x' IN ROLE {owner}");
        try
        {
            await database.ExecuteAsync($"ALTER ROLE {migrator} SET role = '{owner}'");
            await database.ExecuteAsync($"ALTER DATABASE {database.Name} OWNER TO {owner}");
            await database.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {owner}");
            var theirs = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = migrator, Password = "x" }.ConnectionString;
            using var project = new TestProject(database).With("DATABASE_URL", theirs).Write("turnstone.yaml", "settings: { max_hold: 300ms }\n")
                .Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__hold.sql", "ALTER TABLE t ADD c int;\nSELECT pg_sleep(20);");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(5, run.Everything);
            run.Error.ShouldContain("kept everybody else out of t for");
            (await database.ScalarAsync<string>("SELECT relowner::regrole::text FROM pg_class WHERE relname = 't'")).ShouldBe(owner);
        }
        finally
        {
            await database.ExecuteAsync($"ALTER DATABASE {database.Name} OWNER TO CURRENT_USER");
            await database.ExecuteAsync($"DROP OWNED BY {owner} CASCADE");
            await database.ExecuteAsync($"DROP ROLE {migrator}, {owner}");
        }
    }
}
