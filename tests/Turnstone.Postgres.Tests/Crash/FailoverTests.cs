namespace Turnstone.Postgres.Tests.Crash;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

/// <summary>The address leads to another server while a run is on its way: its lock was never there, and its last commits may be missing.</summary>
[Trait("tier", "all")]
public sealed class FailoverTests(PostgresServer server) : IAsyncLifetime
{
    const string Gated = "-- turnstone: lock_timeout=0\nCREATE TABLE two ();\nSELECT pg_advisory_xact_lock(4711);";

    readonly SpecialServer primary = new(server);
    readonly SpecialServer standby = new(server);
    TestDatabase? before;
    TestDatabase? after;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    TestDatabase Before => before!;

    TestDatabase After => after!;

    public async ValueTask InitializeAsync()
    {
        await primary.StartAsync(standby: false);
        await Condition.HoldsAsync(primary.TakesConnectionsAsync, Stop);
        before = await primary.FirstDatabaseAsync();
        after = await standby.FirstDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await standby.DisposeAsync();
        await primary.DisposeAsync();
    }

    [Fact]
    public async Task F13_In_a_transaction_a_run_stops_at_another_timeline_and_the_next_one_goes_on_there()
    {
        await StandbyAsync(follows: true);
        await using var proxy = new Proxy(primary.Port);
        using var project = Project(proxy).Write("V2__gated.sql", Gated).Write("V3__three.sql", "CREATE TABLE three ();");
        await using var gate = await OpenTransaction.BeginAsync(Before, "SELECT pg_advisory_lock(4711)");
        var run = project.RunAsync("apply");
        await Before.AreWaitingAtAsync("V2:1");
        await CaughtUpAsync();
        await FailOverAsync(proxy);
        Stopped(await run.WaitAsync(TimeSpan.FromSeconds(60), Stop), "timeline");

        (await After.KindsAsync()).ShouldBe("run_opened step_done", "a run that lost its server writes nothing to the next one");
        await GoesOnAsync(project, "applied 2 migrations");
    }

    [Fact]
    public async Task F13_At_a_step_outside_a_transaction_the_next_run_repairs_on_the_new_server_what_came_along()
    {
        await StandbyAsync(follows: true);
        await using var proxy = new Proxy(primary.Port);
        using var project = Project(proxy).Write("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON one (v);").Write("V3__three.sql", "CREATE TABLE three ();");
        await using var snapshot = await OpenTransaction.WithSnapshotAsync(Before);
        var run = project.RunAsync("apply");
        await Before.AreWaitingAtAsync("V2:1");
        await CaughtUpAsync();
        await FailOverAsync(proxy);
        Stopped(await run.WaitAsync(TimeSpan.FromSeconds(60), Stop), "timeline");

        (await After.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeFalse();
        await GoesOnAsync(project, "applied 2 migrations");
        (await After.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.During)]
    [InlineData(Moment.After)]
    public async Task F13_Between_two_requests_a_run_stops_and_what_never_came_along_is_applied_again(Moment moment)
    {
        // It has the server's data of the start, and nothing of what happened since.
        await StandbyAsync(follows: false);
        await using var proxy = new Proxy(primary.Port) { StopAt = new(20, moment) };
        using var project = Project(proxy);
        for (var version = 2; version <= 8; version++)
        {
            project.Write($"V{version}__t.sql", $"CREATE TABLE t{version} (v int);\nCREATE INDEX ON t{version} (v);");
        }
        var run = project.RunAsync("apply");
        await proxy.Reached.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await FailOverAsync(proxy);
        Stopped(await run.WaitAsync(TimeSpan.FromSeconds(60), Stop), "timeline");

        (await After.QueryAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBeEmpty();
        await GoesOnAsync(project, "applied 8 migrations");
    }

    [Fact]
    public async Task F13_A_standby_that_is_not_promoted_yet_is_not_written_to()
    {
        await StandbyAsync(follows: true);
        await using var proxy = new Proxy(primary.Port);
        using var project = Project(proxy).Write("V2__gated.sql", Gated);
        await using var gate = await OpenTransaction.BeginAsync(Before, "SELECT pg_advisory_lock(4711)");
        var run = project.RunAsync("apply");
        await Before.AreWaitingAtAsync("V2:1");
        proxy.ServerPort = standby.Port;
        proxy.Cut();
        Stopped(await run.WaitAsync(TimeSpan.FromSeconds(60), Stop), "standby");
    }

    static TestProject Project(Proxy proxy, TestDatabase database) => new TestProject(database).With("DATABASE_URL", proxy.Through(database.ConnectionString))
        .Write("turnstone.yaml", "settings: { connect_deadline: 20s }\n").Write("V1__one.sql", "CREATE TABLE one (v int);");

    static void Stopped(CliRun run, string because)
    {
        run.ExitCode.ShouldBeOneOf([3, 6], run.Everything);
        run.Error.ShouldContain(because);
        run.Error.ShouldContain("turnstone apply");
    }

    TestProject Project(Proxy proxy) => Project(proxy, Before);

    async Task StandbyAsync(bool follows)
    {
        await (follows ? standby.FollowAsync(primary) : standby.StartAsync(standby: true));
        await Condition.HoldsAsync(standby.TakesConnectionsAsync, Stop);
    }

    async Task CaughtUpAsync()
    {
        var position = await Before.ScalarAsync<string>("SELECT pg_current_wal_lsn()::text");
        await After.HoldsAsync($"pg_last_wal_replay_lsn() >= '{position}'");
    }

    async Task FailOverAsync(Proxy proxy)
    {
        (await After.ScalarAsync<bool>("SELECT pg_promote()")).ShouldBeTrue();
        proxy.ServerPort = standby.Port;
        proxy.Cut();
    }

    async Task GoesOnAsync(TestProject project, string said)
    {
        var next = await project.RunAsync("apply");
        next.ExitCode.ShouldBe(0, next.Everything);
        next.Output.ShouldContain(said);
        (await After.QueryAsync("SELECT version FROM turnstone.migration GROUP BY version HAVING count(*) > 1")).ShouldBeEmpty();
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }
}
