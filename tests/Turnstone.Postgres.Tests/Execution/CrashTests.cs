namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

/// <summary>Real processes and SIGKILL: no handler gets to run.</summary>
[Trait("tier", "all")]
public sealed class CrashTests(PostgresServer server)
{
    [Fact]
    public async Task F16_Killed_in_a_transactional_step_no_lock_is_left_and_the_next_apply_finishes()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__one.sql", "CREATE TABLE one ();")
            .Write("V2__two.sql", "CREATE TABLE two ();\nSELECT pg_sleep(1);\nCREATE TABLE three ();");
        using var process = project.Start("apply");
        await database.AreAtAsync("V2:1");
        await process.KillHardAsync();

        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        (await database.HasAsync("three")).ShouldBeTrue();
        (await database.QueryAsync("SELECT version FROM turnstone.migration ORDER BY id")).ShouldBe([["1"], ["2"]]);
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at LIMIT 1")).ShouldBe([["abandoned"]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F07_F24_Killed_in_a_concurrent_build_the_next_apply_clears_what_it_left_and_builds_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();");
        await using (var snapshot = await OpenTransaction.WithSnapshotAsync(database))
        {
            using var process = project.Start("apply");
            await database.AreWaitingAtAsync("V1:2");
            await process.KillHardAsync();
            await database.AreConnectedAsync(0);
        }
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeFalse();
        (await project.RunAsync("status")).Output.ShouldContain("half way");

        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        next.Error.ShouldContain("V1  step 2: the invalid index public.i: DROP INDEX CONCURRENTLY IF EXISTS public.i");
        (await database.HasAsync("u")).ShouldBeTrue();
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["abandoned"], ["done"]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");
    }

    [Fact]
    public async Task F07_A_dead_client_s_build_that_goes_on_in_the_server_is_waited_for_and_found_done()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        using var process = project.Start("apply");
        await database.AreWaitingAtAsync("V1:2");
        await process.KillHardAsync();
        using var next = project.Start("apply");
        await Condition.HoldsAsync(() => next.ErrorSoFar.Contains("waiting for another run", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await snapshot.ReleaseAsync();
        var ended = await next.EndAsync();
        ended.ExitCode.ShouldBe(0, ended.Everything);
        ended.Error.ShouldContain("it had happened already");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        (await database.ScalarAsync<bool>("SELECT (payload::jsonb ->> 'found')::boolean FROM turnstone.entry WHERE kind = 'step_done' AND step = 2")).ShouldBeTrue();
    }

    [Fact]
    public async Task F22_What_a_killed_process_had_sent_happens_whole_or_not_at_all()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();\nSELECT pg_sleep(2);");
        using var process = project.Start("apply");
        await database.AreAtAsync("V1:1");
        await process.KillHardAsync();
        // The old backend still holds the lock while it works: the next run waits for it, then sees what became of it.
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        next.Error.ShouldContain("waiting for another run: pid");
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.migration")).ShouldBe(1);
        (await database.HasAsync("one")).ShouldBeTrue();
    }

    [Fact]
    public async Task Killed_while_it_waits_for_another_run_it_leaves_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "-- turnstone: lock_timeout=0\nSELECT pg_advisory_xact_lock(4711);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        using var first = project.Start("apply");
        await database.AreWaitingAtAsync("V1:1");
        using (var second = project.Start("apply"))
        {
            await database.AreConnectedAsync(2);
            await second.KillHardAsync();
        }
        await database.AreConnectedAsync(1);
        await gate.DisposeAsync();
        (await first.EndAsync()).ExitCode.ShouldBe(0);
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
    }
}
