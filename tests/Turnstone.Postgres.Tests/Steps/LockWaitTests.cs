namespace Turnstone.Postgres.Tests.Steps;

using Turnstone.Postgres.Tests.Cli;

public sealed class LockWaitTests(PostgresServer server)
{
    const string Impatient = "settings: { blocking_budget: 100ms, lock_deadline: 700ms }\n";
    const string Patient = "settings: { blocking_budget: 100ms }\n";

    async Task<(TestDatabase, TestProject)> SetUpAsync(string settings)
    {
        var database = await server.CreateDatabaseAsync();
        var project = new TestProject(database).Write("turnstone.yaml", settings).Write("V1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        return (database, project);
    }

    [Fact]
    public async Task A_step_that_does_not_get_its_lock_tries_again_and_succeeds_once_the_blocker_goes()
    {
        var (database, project) = await SetUpAsync(Patient);
        await using var _ = database;
        using var __ = project.Write("V2__alter.sql", "UPDATE t SET v = 1;\nALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var run = project.RunAsync("apply", "--json");
        await database.HoldsAsync("(SELECT query = 'ROLLBACK' FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ '^turnstone( |$)')");
        await blocker.ReleaseAsync();
        var ended = await run;
        ended.ExitCode.ShouldBe(0, ended.Everything);
        ended.Error.ShouldMatch(@"V2  step 1, attempt 1: canceling statement due to lock timeout; again in [\d.]+ s");
        (await database.ScalarAsync<bool>("SELECT attempts > 1 AND lock_wait_ms >= 100 FROM turnstone.step WHERE version = '2'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_gives_up_at_the_deadline_and_may_be_tried_again()
    {
        var (database, project) = await SetUpAsync(Impatient);
        await using var _ = database;
        using var __ = project.Write("V2__alter.sql", "CREATE TABLE u ();\nALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var run = await project.RunAsync("apply", "--json");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Output.ShouldContain("ALTER TABLE failed: canceling statement due to lock timeout (SQLSTATE 55P03)");
        run.Output.ShouldContain("nothing of it stands");
        run.Output.ShouldContain("To go on: turnstone apply");
        run.Output.ShouldMatch("\"attempts\": [2-9]");
        (await database.HasAsync("u")).ShouldBeFalse();
        await blocker.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_gives_up_behind_finished_ones_leaves_its_file_half_way()
    {
        var (database, project) = await SetUpAsync(Impatient);
        await using var _ = database;
        using var __ = project.Write("V2__mixed.sql", "CREATE TABLE u (v int);\nCREATE INDEX CONCURRENTLY i ON u (v);\nALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(6, run.Everything);
        run.Error.ShouldContain("migrations/V2__mixed.sql:3:1");
        run.Error.ShouldContain("Its steps before this one stand.");
        await blocker.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F09_Building_an_index_concurrently_waits_longer_than_the_blocking_budget()
    {
        var (database, project) = await SetUpAsync(Impatient);
        await using var _ = database;
        using var __ = project.Write("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON t (v);");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(database);
        var run = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V2:1");
        await database.ExecuteAsync("SELECT pg_sleep(1)");
        run.IsCompleted.ShouldBeFalse();
        await snapshot.ReleaseAsync();
        (await run).ExitCode.ShouldBe(0, (await run).Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        var (database, project) = await SetUpAsync("settings: { blocking_budget: 30s }\n");
        await using var _ = database;
        using var __ = project.Write("V2__both.sql", "CREATE TABLE u ();").Write("V3__both.sql", "LOCK TABLE u;\nLOCK TABLE t;");
        (await project.RunAsync("apply --to 2")).ExitCode.ShouldBe(0);
        await using var other = await OpenTransaction.BeginAsync(database, "SET LOCAL deadlock_timeout = '1min'", "LOCK TABLE t");
        var run = project.RunAsync("apply", "-v");
        await database.AreWaitingAtAsync("V3:1");
        var locked = other.ExecuteAsync("LOCK TABLE u");
        await locked;
        await other.ReleaseAsync();
        var ended = await run;
        ended.ExitCode.ShouldBe(0, ended.Everything);
        ended.Error.ShouldContain("deadlock detected; again in");
    }
}
