namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

/// <summary>Real processes and real signals, as a terminal and Kubernetes send them.</summary>
[Trait("tier", "all")]
public sealed class SignalTests(PostgresServer server)
{
    const string Gated = "-- turnstone: lock_timeout=0\nCREATE TABLE gated ();\nSELECT pg_advisory_xact_lock(4711);";

    static Task<OpenTransaction> CloseGateAsync(TestDatabase database) => OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");

    static Task SignalAsync(TurnstoneProcess process, string signal) => signal switch
    {
        "INT" => process.InterruptAsync(),
        "HUP" => process.HangUpAsync(),
        _ => process.TerminateAsync(),
    };

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 143)]
    public async Task F23_After_a_signal_the_running_step_finishes_and_no_other_begins(string signal, int exitCode)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gated.sql", Gated).Write("V2__next.sql", "CREATE TABLE next ();");
        await using var gate = await CloseGateAsync(database);
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V1:1");
        await SignalAsync(process, signal);
        await process.HasHeardAsync();
        await gate.DisposeAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(exitCode, ended.Everything);
        ended.Error.ShouldContain("no new step begins");
        ended.Error.ShouldContain("Stopped by a signal before V2; nothing is half-way.");
        (await database.HasAsync("gated")).ShouldBeTrue();
        (await database.HasAsync("next")).ShouldBeFalse();
        (await database.QueryAsync("SELECT status FROM turnstone.run")).ShouldBe([["stopped"]]);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F23_A_second_signal_cuts_the_running_step_off_and_it_is_rolled_back()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();").Write("V2__gated.sql", Gated);
        await using var gate = await CloseGateAsync(database);
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V2:1");
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
        ended.Error.ShouldContain("SIGTERM: no new step begins; the running one is cut off.");
        ended.Error.ShouldContain("Step 1 of V2 was cut off by a signal.");
        ended.Error.ShouldContain("rolled back; nothing of it stands");
        (await database.HasAsync("gated")).ShouldBeFalse();
        (await database.HasAsync("one")).ShouldBeTrue();
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
    }

    [Fact]
    public async Task F23_Behind_its_grace_the_running_step_is_cut_off()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gated.sql", Gated);
        await using var gate = await CloseGateAsync(database);
        using var process = project.Start("apply", "--grace", "300ms");
        await database.AreWaitingAtAsync("V1:1");
        await process.InterruptAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(130, ended.Everything);
        (await database.HasAsync("gated")).ShouldBeFalse();
    }

    [Fact]
    public async Task F23_Stopped_in_the_middle_of_a_file_it_is_half_way_and_the_next_run_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V1:2");
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await snapshot.ReleaseAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(6, ended.Everything);
        ended.Error.ShouldContain("Stopped by a signal before step 3 of V1; its steps before that stand.");
        ended.Error.ShouldContain("turnstone apply");
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.HasAsync("u")).ShouldBeTrue();
    }

    [Fact]
    public async Task F23_An_index_build_that_outlasts_the_grace_is_cancelled_and_cleared()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        using var process = project.Start("apply", "--grace", "300ms");
        await database.AreWaitingAtAsync("V1:2");
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(6, ended.Everything);
        ended.Error.ShouldContain("Step 2 of V1 was cut off by a signal.");
        (await database.HasAsync("i")).ShouldBeFalse("nothing half-made is left");
        await snapshot.ReleaseAsync();
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
    }

    [Fact]
    public async Task F23_A_second_signal_in_an_index_build_that_cannot_be_cleared_at_once_leaves_it_to_the_next_run()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__mixed.sql", "CREATE TABLE u ();\nCREATE INDEX CONCURRENTLY i ON t (v);");
        // The build waits for it, and so would the dropping of what is half-built.
        await using var writer = await OpenTransaction.BeginAsync(database, "INSERT INTO t VALUES (1)");
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V2:2");
        await process.InterruptAsync();
        await process.HasHeardAsync();
        await process.InterruptAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(6, ended.Everything);
        await writer.ReleaseAsync();
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        (await database.QueryAsync("SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE NOT indisvalid")).ShouldBeEmpty();
    }

    [Fact]
    public async Task F23_A_step_that_waits_for_a_table_is_cut_off_behind_its_grace()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__alter.sql", "-- turnstone: lock_timeout=1h\nALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        using var process = project.Start("apply", "--grace", "300ms");
        await database.AreWaitingAtAsync("V2:1");
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
        ended.Error.ShouldContain("rolled back; nothing of it stands");
        await database.HoldsAsync($"NOT EXISTS (SELECT FROM {Backends.Locks} WHERE NOT granted)");
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["done"], ["stopped"]]);
    }

    [Fact]
    public async Task F23_A_step_that_is_tried_again_ends_with_its_grace()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 50ms, grace: 500ms }\n").Write("V1__t.sql", "CREATE TABLE t ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__alter.sql", "ALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        using var process = project.Start("apply");
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("attempt 3", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await process.InterruptAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(130, ended.Everything);
        ended.Error.ShouldContain("the running one has 0.5 s");
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["done"], ["stopped"]]);
    }

    [Fact]
    public async Task F23_An_undo_hears_signals_as_an_apply_does()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t ();").Write("U1__t.sql", "-- turnstone: lock_timeout=0\nDROP TABLE t;")
            .Write("V2__u.sql", "CREATE TABLE u ();").Write("U2__u.sql", "-- turnstone: lock_timeout=0\nDROP TABLE u;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE u IN ACCESS SHARE MODE");
        using var process = project.Start("undo", "--last-run", "--yes", "--grace", "1min");
        await database.AreWaitingAtAsync("undo of V2:1");
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await blocker.ReleaseAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
        ended.Error.ShouldContain("the running one has 60 s");
        (await database.HasAsync("u")).ShouldBeFalse();
        (await database.HasAsync("t")).ShouldBeTrue();
        (await project.RunAsync("undo --last-run --yes")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F23_A_signal_while_it_waits_for_another_run_ends_it_at_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gated.sql", Gated);
        await using var gate = await CloseGateAsync(database);
        using var first = project.Start("apply");
        await database.AreWaitingAtAsync("V1:1");
        using var second = project.Start("apply");
        await database.AreConnectedAsync(2);
        await second.InterruptAsync();
        var ended = await second.EndAsync();
        ended.ExitCode.ShouldBe(130, ended.Everything);
        ended.Error.ShouldContain("no step was begun");
        await gate.DisposeAsync();
        (await first.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F23_A_second_signal_between_two_attempts_at_a_lock_leaves_a_closed_run()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 50ms }\n")
            .Write("V1__t.sql", "CREATE TABLE t ();\nCREATE INDEX CONCURRENTLY i ON t ((1));");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__mixed.sql", "CREATE TABLE u (v int);\nCREATE INDEX CONCURRENTLY j ON u (v);\nALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        using var process = project.Start("apply");
        // Some attempts later the pauses are long and a signal surely meets one.
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("attempt 6", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(6, ended.Everything);
        ended.Error.ShouldContain("Its steps before this one stand.");
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["done"], ["stopped"]]);
    }

    [Fact]
    public async Task F23_A_signal_while_a_lost_connection_is_had_again_ends_it_at_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();").Write("V2__gated.sql", Gated);
        await using var gate = await CloseGateAsync(database);
        using var process = project.Start("apply", "--events");
        await database.AreWaitingAtAsync("V2:1");
        // The old session is gone, and somebody else has the lock by the time there is a new one.
        await using var other = await OpenTransaction.BeginAsync(database, "SELECT 1");
        var key = await database.ScalarAsync<string>($"SELECT format('%s, %s', classid::bigint, objid::bigint) FROM {Backends.Locks} WHERE locktype = 'advisory' AND objsubid = 1 AND objid <> 4711");
        var waiting = other.ExecuteAsync($"SELECT pg_advisory_lock({key!.Split(", ")[0]}::bigint << 32 | {key.Split(", ")[1]}::bigint)");
        await database.HoldsAsync($"EXISTS (SELECT FROM {Backends.Locks} WHERE locktype = 'advisory' AND NOT granted AND objid <> 4711)");
        await database.TerminateAsync("V2:1");
        await waiting;
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("waiting_for_run", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        // Whether its last step happened it could not find out: that is no clean end.
        ended.ExitCode.ShouldBe(3, ended.Everything);
        ended.Error.ShouldContain("so the next apply knows whether it happened");
        (await database.HasAsync("gated")).ShouldBeFalse();
        await other.DisposeAsync();
        await gate.DisposeAsync();
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
    }

    [Fact]
    public async Task F23_A_signal_while_the_server_is_away_ends_it_at_once()
    {
        using var project = new TestProject().With("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere").Write("V1__one.sql", "SELECT 1;");
        using var process = project.Start("apply");
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("nothing listens on that port", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
    }
}
