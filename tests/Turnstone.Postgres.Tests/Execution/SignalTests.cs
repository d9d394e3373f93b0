namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

/// <summary>Real processes and real signals, as a terminal and Kubernetes send them.</summary>
[Trait("tier", "all")]
public sealed class SignalTests(PostgresServer server)
{
    const string Gated = "-- turnstone: lock_timeout=0\nCREATE TABLE gated ();\nSELECT pg_advisory_xact_lock(4711);";

    static Task<OpenTransaction> CloseGateAsync(TestDatabase database) => OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");

    static Task SignalAsync(TurnstoneProcess process, string signal) => signal == "INT" ? process.InterruptAsync() : process.TerminateAsync();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
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
    public async Task F23_An_index_build_that_outlasts_the_grace_is_cancelled_and_the_next_apply_goes_on()
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
        // The snapshot that the build waited for keeps the dropping of its index waiting as well, for longer than a signal leaves time.
        ended.Error.ShouldContain("part of it may stand; the next apply finds out and clears it.");
        (await database.KindsAsync()).ShouldBe("run_opened step_done step_started step_failed run_closed");
        await snapshot.ReleaseAsync();
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
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
