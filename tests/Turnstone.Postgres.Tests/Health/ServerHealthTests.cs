namespace Turnstone.Postgres.Tests.Health;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;
using Turnstone.Sql;

public sealed class ServerHealthTests(PostgresServer server)
{
    [Fact]
    public async Task F18_A_deadlock_timeout_above_the_blocking_budget_is_a_finding()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        (await Doctor.AskAsync(project, "setting")).ShouldBeEmpty("the server's own second is below the budget");

        project.Write("turnstone.yaml", "settings: { blocking_budget: 800ms }\n");
        var told = (await Doctor.AskAsync(project, "setting")).ShouldHaveSingleItem();
        told.ShouldBe(new("deadlock_timeout", "warning",
            "deadlock_timeout = 1000ms: an autovacuum gives way to an ALTER TABLE only after that, and the application waits behind it for longer than blocking_budget (800ms).",
            "ALTER SYSTEM SET deadlock_timeout = '1s'; SELECT pg_reload_conf();"));

        project.Write("turnstone.yaml", "");
        await database.ExecuteAsync($"ALTER DATABASE {new Identifier(database.Name)} SET deadlock_timeout = '3s'");
        told = (await Doctor.AskAsync(project, "setting")).ShouldHaveSingleItem();
        told.Fix.ShouldBe($"ALTER DATABASE {new Identifier(database.Name)} RESET deadlock_timeout;");
        await Doctor.FollowAsync(database, told.Fix);
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(0);

        project.Write("turnstone.yaml", "settings: { blocking_budget: 0 }\n");
        (await Doctor.AskAsync(project, "setting")).ShouldBeEmpty("there is no budget");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task Settings_of_the_whole_server_that_harm_are_named()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "statement_timeout=30s", "default_transaction_read_only=on", "session_replication_role=replica");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        using var project = new TestProject().With("DATABASE_URL", await special.ConnectionStringAsync());

        var told = await Doctor.AskAsync(project, "setting");

        told.Select(one => $"{one.Severity} {one.Object}").ShouldBe(["error default_transaction_read_only", "error session_replication_role", "info statement_timeout"]);
        told[2].Message.ShouldStartWith("statement_timeout = 30000ms for the whole server: ");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F19_Databases_and_tables_that_nothing_freezes_are_named_by_transactions_and_by_multixacts()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "autovacuum=off", "autovacuum_freeze_max_age=100000", "autovacuum_multixact_freeze_max_age=10000", "synchronous_commit=off");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        var database = await special.FirstDatabaseAsync();
        await database.SetUpAsync("""
            CREATE TABLE t (id int PRIMARY KEY);
            INSERT INTO t VALUES (1);
            CREATE PROCEDURE burn(transactions int) LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..transactions LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$;
            CREATE PROCEDURE burn_multixacts(number int) LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..number LOOP
                PERFORM FROM t FOR KEY SHARE;
                BEGIN PERFORM FROM t FOR NO KEY UPDATE; EXCEPTION WHEN division_by_zero THEN NULL; END;
                COMMIT;
            END LOOP; END $$;
            """);
        using var project = new TestProject().With("DATABASE_URL", await special.ConnectionStringAsync());
        (await Doctor.AskAsync(project, "wraparound-near")).ShouldBeEmpty();

        // The server freezes in time on its own, even without autovacuum, unless somebody may still see what is old.
        await using var holder = await OpenTransaction.BeginAsync(database, "SELECT FROM t FOR KEY SHARE");
        await database.ExecuteAsync("CALL burn_multixacts(4600)");
        var told = (await Doctor.AskAsync(project, "wraparound-near")).ShouldHaveSingleItem();
        (told.Object, told.Severity, told.Fix).ShouldBe(("public.t", "info", """VACUUM (FREEZE) "public"."t";"""));
        told.Message.ShouldMatch(@"^Its oldest row is 9,\d\d\d multixacts old, and from 10,000 on it is vacuumed");

        await database.ExecuteAsync("CALL burn_multixacts(5600)");
        await database.ExecuteAsync("CALL burn(200000)");
        var all = await Doctor.AskAsync(project, "wraparound-near");
        all.Where(one => one.Object == "public.t").Select(one => (one.Severity, one.Message.Split(" old,")[0].Split(' ')[^1])).ShouldBe([("warning", "transactions"), ("warning", "multixacts")], ignoreOrder: true);
        all.Where(one => one.Object == "database \"postgres\"").Select(one => one.Message.Split(" is ")[0]).ShouldBe(["Its oldest transaction", "Its oldest multixact"], ignoreOrder: true);
        all.Where(one => one.Object == "database \"template1\"").ShouldAllBe(one => one.Fix == "VACUUM (FREEZE); in database \"template1\"" && one.Severity == "warning");

        await holder.ReleaseAsync();
        await database.ExecuteAsync("VACUUM (FREEZE)");
        (await Doctor.AskAsync(project, "wraparound-near")).ShouldAllBe(one => one.Object != "database \"postgres\"" && one.Object != "public.t");
    }
}
