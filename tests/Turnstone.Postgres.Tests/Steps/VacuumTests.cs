namespace Turnstone.Postgres.Tests.Steps;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

/// <summary>A vacuum that the server began by itself stands in a step's way: an ordinary one gives way, one against wraparound does not.</summary>
[Trait("tier", "all")]
public sealed class VacuumTests(PostgresServer server)
{
    // Slow enough that it is still at work when somebody wants the table.
    static readonly string[] Slow =
        ["autovacuum=on", "autovacuum_naptime=1s", "autovacuum_vacuum_cost_delay=100ms", "autovacuum_vacuum_cost_limit=1", "track_counts=on"];

    const string Working = "EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND query LIKE 'autovacuum: VACUUM% public.t%')";

    async Task<SpecialServer> StartAsync(params string[] settings)
    {
        var special = new SpecialServer(server);
        await special.StartAsync(standby: false, [.. Slow, .. settings]);
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        return special;
    }

    static TestProject Project(TestDatabase database, string budget) => new TestProject(database).Write("turnstone.yaml", $"settings: {{ blocking_budget: {budget}, lock_deadline: 30s }}\n")
        .Write("V1__t.sql", "CREATE TABLE t (v int) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);\nINSERT INTO t SELECT generate_series(1, 100000);\nDELETE FROM t WHERE v % 2 = 0;");

    [Fact]
    public async Task F18_An_ordinary_autovacuum_is_waited_for_as_long_as_it_takes_to_give_way()
    {
        // A vacuum is asked to give way once somebody has waited for this long: longer than one attempt, which is time enough for a busy machine to see who is in the way.
        await using var special = await StartAsync("deadlock_timeout=3s");
        await using var database = await special.CreateDatabaseAsync();
        using var project = Project(database, "2s").Write("V2__c.sql", "ALTER TABLE t ADD c int;");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await database.HoldsAsync(Working);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("autovacuum worker");
        (await database.ScalarAsync<int>("SELECT attempts FROM turnstone.step WHERE version = '2'")).ShouldBe(2);
    }

    [Fact]
    public async Task F19_A_vacuum_against_wraparound_is_not_tried_against_and_may_be_cancelled_by_who_asks_for_it()
    {
        await using var special = await StartAsync();
        await using var database = await special.CreateDatabaseAsync();
        // Time enough for a busy machine to see who is in the way: only who is known is not tried against.
        using var project = Project(database, "5s").Write("V2__c.sql", "ALTER TABLE t ADD c int;");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        // Of this table alone: the others of the cluster would keep the workers busy first.
        await database.ExecuteAsync("ALTER TABLE t SET (autovacuum_enabled = off, autovacuum_freeze_max_age = 100000)");
        await database.ExecuteAsync("CREATE PROCEDURE burn() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..110000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$");
        await database.ExecuteAsync("CALL burn()");
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND query LIKE '%public.t (to prevent wraparound)')");

        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("a vacuum against transaction number wraparound, which does not give way");
        run.Error.ShouldNotContain("again in");

        var cancels = await project.RunAsync("apply --on-blocker cancel-autovacuum");
        cancels.ExitCode.ShouldBe(0, cancels.Everything);
        cancels.Error.ShouldContain("was cancelled (--on-blocker)");
    }
}
