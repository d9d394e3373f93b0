namespace Turnstone.Postgres.Tests.Sessions;

using Turnstone.Postgres.Tests.Cli;

public sealed class OneAtATimeTests(PostgresServer server)
{
    // The step waits for this lock as long as a test holds it.
    const string Gate = "-- turnstone: lock_timeout=0\nCREATE TABLE gated (id int);\nSELECT pg_advisory_xact_lock(4711);\n";

    static Task<OpenTransaction> CloseGateAsync(TestDatabase database) => OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");

    [Fact]
    public async Task A_second_run_waits_then_finds_nothing_to_do()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gated.sql", Gate);
        await using var gate = await CloseGateAsync(database);
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        var second = project.RunAsync("apply");
        await database.AreConnectedAsync(2);
        await database.ExecuteAsync("SELECT pg_sleep(0.3)");
        second.IsCompleted.ShouldBeFalse();
        await gate.DisposeAsync();

        (await first).ExitCode.ShouldBe(0, (await first).Everything);
        var waited = await second;
        waited.ExitCode.ShouldBe(0, waited.Everything);
        waited.Error.ShouldMatch(@"waiting for another run: pid \d+ \(turnstone [0-9a-f]{8} V1:1\), user ");
        waited.Output.ShouldContain("nothing to do");
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F15_Eight_runs_at_once_on_an_empty_database_apply_each_migration_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        var projects = Enumerable.Range(0, 8).Select(_ => new TestProject(database)).ToList();
        foreach (var project in projects)
        {
            for (var version = 1; version <= 30; version++)
            {
                project.Write($"V{version}__t{version}.sql", $"CREATE TABLE t{version} (id int); INSERT INTO t{version} VALUES ({version});");
            }
        }
        var runs = await Task.WhenAll(projects.Select(project => Task.Run(() => project.RunAsync("apply", "--json"))));
        projects.ForEach(project => project.Dispose());

        runs.ShouldAllBe(run => run.ExitCode == 0, string.Concat(runs.Select(run => run.Everything)));
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.migration")).ShouldBe(30);
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.run")).ShouldBe(1);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(30);
        (await database.ScalarAsync<long>("SELECT count(*) FROM t30")).ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_waits_in_vain_says_who_holds_the_lock()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gated.sql", Gate);
        await using var gate = await CloseGateAsync(database);
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        using var impatient = new TestProject(database).Write("V1__gated.sql", Gate).Write("turnstone.yaml", "settings: { lock_deadline: 300ms }\n");
        var second = await impatient.RunAsync("apply");
        await gate.DisposeAsync();
        (await first).ExitCode.ShouldBe(0);

        second.ExitCode.ShouldBe(3);
        second.Error.ShouldMatch(@"Another run of project 'default' holds the lock: pid \d+ \(turnstone [0-9a-f]{8} V1:1\)");
        second.Error.ShouldContain("Nothing was changed.");
    }

    [Fact]
    public async Task A_run_that_ended_holds_nobody_up()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        for (var version = 1; version <= 10; version++)
        {
            project.Write($"V{version}__t.sql", $"CREATE TABLE t{version} ();");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(0, run.Everything);
            run.Error.ShouldNotContain("waiting for another run");
        }
    }

    [Fact]
    public async Task A_holder_that_goes_from_step_to_step_is_waited_for_longer_than_the_deadline()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        // Together twice the deadline, and each step a small part of it: what comes behind the last one takes its time too.
        for (var version = 1; version <= 12; version++)
        {
            project.Write($"V{version}__slow.sql", "SELECT pg_sleep(0.5);");
        }
        var first = project.RunAsync("apply");
        await database.AreAtAsync("V1:1");
        project.Write("turnstone.yaml", "settings: { lock_deadline: 3s }\n");
        var second = await project.RunAsync("apply");
        (await first).ExitCode.ShouldBe(0);
        second.ExitCode.ShouldBe(0, second.Everything);
    }

    // A block holds one row, and each row takes its time: what the server counts goes on and on.
    static Task PrepareSlowBuildAsync(TestDatabase database) => database.SetUpAsync("""
        CREATE TABLE wide (id int, filler text);
        ALTER TABLE wide ALTER filler SET STORAGE PLAIN;
        INSERT INTO wide SELECT g, repeat('x', 7000) FROM generate_series(1, 12) g;
        CREATE FUNCTION slow(v int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.25); RETURN v; END';
        """);

    [Fact]
    [Trait("tier", "all")]
    public async Task F01_F07_A_holder_whose_index_grows_is_waited_for_longer_than_the_deadline_and_said_how_far_it_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "SELECT 1;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await PrepareSlowBuildAsync(database);
        project.Write("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON wide (slow(id));");
        var first = project.RunAsync("apply");
        await database.AreAtAsync("V2:1");
        project.Write("turnstone.yaml", "settings: { lock_deadline: 1s }\n");
        var second = await project.RunAsync("apply", "--events");
        var built = await first;
        built.ExitCode.ShouldBe(0, built.Everything);
        second.ExitCode.ShouldBe(0, second.Everything);
        var told = second.Error.Split('\n').Where(line => line.Contains("\"event\":\"waiting_for_run\"", StringComparison.Ordinal)).ToList();
        told.ShouldContain(line => line.Contains("\"step\":\"V2:1\",\"query\":\"CREATE INDEX CONCURRENTLY i ON wide (slow(id))\"", StringComparison.Ordinal));
        told.ShouldContain(line => line.Contains("\"phase\":\"building index: scanning table\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F01_F07_A_holder_whose_index_stands_still_is_given_up_on_and_named()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON t (v);");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V2:1");
        project.Write("turnstone.yaml", "settings: { lock_deadline: 500ms }\n");
        var second = await project.RunAsync("apply");
        await snapshot.ReleaseAsync();
        (await first).ExitCode.ShouldBe(0, (await first).Everything);
        second.ExitCode.ShouldBe(3, second.Everything);
        second.Error.ShouldMatch(@"holds the lock: pid \d+ \(turnstone [0-9a-f]{8} V2:1\), .*active for .*; it runs CREATE INDEX CONCURRENTLY i ON t \(v\) \(waiting for old snapshots");
    }

    [Fact]
    public async Task F43_A_secret_in_what_the_holder_runs_is_not_told()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__role.sql",
            "-- turnstone: lock_timeout=0\nDO $$ BEGIN PERFORM pg_advisory_xact_lock(4711); ALTER ROLE postgres PASSWORD 'n3ver-5een'; RAISE 'no'; END $$;");
        await using var gate = await CloseGateAsync(database);
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        project.Write("turnstone.yaml", "settings: { lock_deadline: 300ms }\n");
        var second = await project.RunAsync("apply");
        await gate.DisposeAsync();
        (await first).ExitCode.ShouldBe(5, (await first).Everything);
        second.ExitCode.ShouldBe(3, second.Everything);
        second.Error.ShouldContain("; it runs DO $$ BEGIN PERFORM pg_advisory_xact_lock(4711); ALTER ROLE postgres PASSWORD ");
        second.Everything.ShouldNotContain("n3ver");
    }

    [Fact]
    public async Task F01_F02_F03_A_waiting_run_does_not_hold_up_the_index_that_the_holder_builds()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        project.Write("V1__t.sql", "CREATE TABLE t (id int, v int); INSERT INTO t SELECT g, g FROM generate_series(1, 1000) g;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON t (v);");

        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V2:1");
        var others = Enumerable.Range(0, 3).Select(_ => project.RunAsync("apply")).ToList();
        await database.AreConnectedAsync(4);
        await database.ExecuteAsync("SELECT pg_sleep(1.2)");
        (await database.QueryAsync("""
            SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'turnstone'
                AND (backend_xmin IS NOT NULL AND state <> 'active' OR state = 'idle in transaction')
            """)).ShouldBeEmpty("a session that only waits must have neither snapshot nor transaction");
        await snapshot.ReleaseAsync();

        var built = await first;
        built.ExitCode.ShouldBe(0, built.Everything);
        foreach (var other in await Task.WhenAll(others))
        {
            other.ExitCode.ShouldBe(0, other.Everything);
            other.Output.ShouldContain("nothing to do");
        }
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
    }

    [Fact]
    public async Task F04_While_a_step_outside_a_transaction_runs_no_transaction_of_ours_is_open()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        var run = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:2");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ '^turnstone( |$)'")).ShouldBe(1);
        (await database.ScalarAsync<bool>("SELECT to_regclass('t') IS NOT NULL AND to_regclass('u') IS NULL")).ShouldBeTrue("step 1 is committed");
        (await database.KindsAsync()).ShouldBe("run_opened step_done step_started");
        await snapshot.ReleaseAsync();
        (await run).ExitCode.ShouldBe(0, (await run).Everything);
    }

    [Fact]
    public async Task F04_The_lock_is_held_and_nothing_else_while_a_step_is_waited_with()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__alter.sql", "ALTER TABLE t ADD c int;").Write("turnstone.yaml", "settings: { blocking_budget: 200ms }\n");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var run = project.RunAsync("apply");
        await database.HoldsAsync("""
            EXISTS (SELECT FROM pg_stat_activity a WHERE datname = current_database() AND application_name ~ '^turnstone( |$)' AND state = 'idle'
                AND backend_xmin IS NULL AND xact_start IS NULL AND query = 'ROLLBACK'
                AND (SELECT array_agg(locktype) FROM pg_locks l WHERE l.pid = a.pid) = ARRAY['advisory'])
            """);
        await blocker.ReleaseAsync();
        (await run).ExitCode.ShouldBe(0, (await run).Everything);
    }
}
