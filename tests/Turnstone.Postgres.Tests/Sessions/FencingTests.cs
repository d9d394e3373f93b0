namespace Turnstone.Postgres.Tests.Sessions;

using Turnstone.Postgres.Tests.Cli;

public sealed class FencingTests(PostgresServer server)
{
    [Fact]
    public async Task F12_When_our_backend_is_ended_nothing_of_the_step_stands_and_the_next_run_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__one.sql", "CREATE TABLE one ();")
            .Write("V2__two.sql", "CREATE TABLE two ();\nSELECT pg_sleep(60);");
        var run = project.RunAsync("apply");
        await database.AreAtAsync("V2:1");
        await database.TerminateAsync("V2:1");
        var ended = await run;
        ended.ExitCode.ShouldBe(3, ended.Everything);
        ended.Error.ShouldContain("To go on: turnstone apply");
        (await database.HasAsync("two")).ShouldBeFalse();

        project.Write("V2__two.sql", "CREATE TABLE two ();");
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        next.Output.ShouldContain("applied 1 migration ");
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["failed"], ["done"]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F12_When_it_is_ended_between_two_steps_of_a_file_the_run_is_half_way()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__mixed.sql", "CREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();\nSELECT pg_sleep(60);");
        var run = project.RunAsync("apply");
        await database.AreAtAsync("V1:3");
        await database.TerminateAsync("V1:3");
        var ended = await run;
        ended.ExitCode.ShouldBe(6, ended.Everything);
        (await database.HasAsync("u")).ShouldBeFalse();
        (await project.RunAsync("status")).Output.ShouldContain("half way");
    }

    [Fact]
    public async Task F13_A_run_that_was_overtaken_cannot_commit()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__t.sql", "-- turnstone: lock_timeout=0\nCREATE TABLE t ();\nSELECT pg_advisory_xact_lock(4711);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var run = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        // A failover frees the lock and another run takes over; the server that this one talks to knows nothing of it but the number.
        await database.ExecuteAsync("UPDATE turnstone.fence SET token = token + 1");
        await gate.DisposeAsync();
        var overtaken = await run;
        overtaken.ExitCode.ShouldBe(3, overtaken.Everything);
        overtaken.Error.ShouldContain("another run took over");
        (await database.HasAsync("t")).ShouldBeFalse();
        (await database.KindsAsync()).ShouldBe("run_opened");
    }

    [Theory]
    [InlineData("CREATE TABLE t ();\nSELECT pg_advisory_unlock_all();")]
    [InlineData("CREATE TABLE t ();\nDO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;")]
    [InlineData("CREATE TEMP TABLE pg_locks AS SELECT * FROM pg_catalog.pg_locks;\nSELECT pg_advisory_unlock_all();")]
    public async Task F13_A_migration_that_frees_the_run_s_lock_cannot_commit(string sql)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", sql);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("TS002");
        run.Error.ShouldContain("Take pg_advisory_unlock_all() or DISCARD ALL out of the migration");
        (await database.HasAsync("t")).ShouldBeFalse();
        project.Write("V1__t.sql", "CREATE TABLE t ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F13_Discard_all_is_refused_before_anything_runs()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t ();").Write("V2__discard.sql", "CREATE TABLE u ();\nDISCARD ALL;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("migrations/V2__discard.sql:2:1");
        run.Error.ShouldContain("frees the lock");
        (await database.HasAsync("t")).ShouldBeFalse();
    }

    [Fact]
    public async Task F13_A_step_outside_a_transaction_that_frees_the_lock_is_named_and_not_recorded_as_done()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__call.sql", """
            -- turnstone: transaction=none
            CREATE PROCEDURE q() LANGUAGE plpgsql AS 'BEGIN COMMIT; PERFORM pg_advisory_unlock_all(); END';
            CALL q();
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V1__call.sql:3");
        run.Error.ShouldContain("TS002");
        (await database.KindsAsync()).ShouldBe("run_opened step_done step_started");
    }
}
