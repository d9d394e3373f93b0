namespace Turnstone.Postgres.Tests.Execution;

using Npgsql;
using Turnstone.Postgres.Tests.Cli;

/// <summary>Failures that other tools have in production, and that no other test stands for.</summary>
public sealed class FailureTests(PostgresServer server)
{
    [Fact]
    public async Task F08_The_driver_s_own_timeout_does_not_cut_a_long_statement_off()
    {
        await using var database = await server.CreateDatabaseAsync();
        var impatient = new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 1 }.ConnectionString;
        using var project = new TestProject(database).With("DATABASE_URL", impatient).Write("V1__slow.sql", "CREATE TABLE t (v int);\nSELECT pg_sleep(2);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task F14_The_lock_spans_the_whole_run_also_behind_a_step_outside_a_transaction()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__mixed.sql",
            "-- turnstone: lock_timeout=0\nCREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nSELECT pg_advisory_xact_lock(4711);\nCREATE TABLE u ();");
        await using var gate = await database.OpenAsync();
        await using (var locked = new NpgsqlBatch(gate) { BatchCommands = { new NpgsqlBatchCommand("SELECT pg_advisory_lock(4711)") } })
        {
            await locked.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:3");
        var second = project.RunAsync("apply");
        await database.AreConnectedAsync(2);
        await gate.DisposeAsync();
        (await first).ExitCode.ShouldBe(0, (await first).Everything);
        (await second).ExitCode.ShouldBe(0, (await second).Everything);
        (await second).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F20b_A_foreign_key_waits_for_the_other_table_no_longer_than_the_budget()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 200ms, lock_deadline: 500ms }\n")
            .Write("V1__parent.sql", "CREATE TABLE parent (id int PRIMARY KEY);").Write("V2__child.sql", "CREATE TABLE child (parent int REFERENCES parent);");
        (await project.RunAsync("apply --to 1")).ExitCode.ShouldBe(0);
        await using var writer = await OpenTransaction.BeginAsync(database, "INSERT INTO parent VALUES (1)");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("lock timeout (SQLSTATE 55P03)");
        await writer.ReleaseAsync();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F36_A_setting_in_front_of_a_concurrent_build_is_not_in_its_message()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__i.sql",
            "CREATE TABLE t (v int);\nSET maintenance_work_mem = '32MB';\nCREATE INDEX CONCURRENTLY i ON t (v);\nSET lock_timeout = 0;\nVACUUM t;\nSELECT 1;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task F40_What_one_role_is_to_own_is_made_in_its_name_whoever_migrates()
    {
        await using var database = await server.CreateDatabaseAsync();
        var owner = $"owner_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {owner}");
        try
        {
            await database.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {owner}");
            using var project = new TestProject(database).Write("beforeEach.sql", $"SET ROLE {owner};").Write("V1__t.sql", "CREATE TABLE t (v int);")
                .Write("V2__mixed.sql", "CREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u ();").Write("V3__theirs.sql", "ALTER TABLE postgres_s ADD c int;");
            await database.ExecuteAsync("CREATE SCHEMA turnstone");
            (await project.RunAsync("apply --to 2")).ExitCode.ShouldBe(0);
            (await database.QueryAsync("SELECT relname, relowner::regrole::text FROM pg_class WHERE relname IN ('t', 'i', 'u') ORDER BY 1")).ShouldBe([["i", owner], ["t", owner], ["u", owner]]);
            await database.ExecuteAsync("CREATE TABLE postgres_s ()");

            var run = await project.RunAsync("apply");

            run.ExitCode.ShouldBe(5, run.Everything);
            run.Error.ShouldContain("must be owner of table postgres_s (SQLSTATE 42501)");
            run.Error.ShouldContain("Grant what is missing, or run as the owner; then: turnstone apply");
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {owner}");
            await database.ExecuteAsync($"DROP ROLE {owner}");
        }
    }

    [Fact]
    public async Task What_Turnstone_cannot_read_is_the_server_s_to_judge()
    {
        await using var database = await server.CreateDatabaseAsync();
        var deep = new string('(', 1500) + "1" + new string(')', 1500);
        using var project = new TestProject(database).Write("V1__deep.sql", $"CREATE TABLE t (v int);\nCREATE VIEW w AS SELECT {deep} AS v;\nCREATE INDEX CONCURRENTLY i ON t (((v) + {deep}));");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT v::text, (SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass)::text FROM w")).ShouldBe([["1", "true"]]);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");

        project.Write("V2__new.sql", "CREATE TABLE u ();\nALTER TABLE t ADD x int FROBNICATED;");
        var refused = await project.RunAsync("apply");
        refused.ExitCode.ShouldNotBe(0);
        refused.Everything.ShouldContain("V2__new.sql:2:25");
        refused.Everything.ShouldContain("42601");
        (await database.QueryAsync("SELECT to_regclass('u')::text")).ShouldBe([[null]]);

        project.Write("V2__new.sql", "FROBNICATE TABLE t;");
        (await project.RunAsync("apply")).Everything.ShouldContain("syntax error at or near \"FROBNICATE\"");
    }
}
