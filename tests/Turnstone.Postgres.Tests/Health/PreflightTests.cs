namespace Turnstone.Postgres.Tests.Health;

using System.Text.Json;
using Npgsql;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;

public sealed class PreflightTests(PostgresServer server)
{
    static readonly string[] Names =
    [
        "right-target", "pooler", "writable", "rights", "ownership", "expected-version", "lock-space", "fingerprint", "ledger-chain", "lock", "old-snapshots", "blockers", "event-triggers",
        "replicas", "health",
    ];

    [Fact]
    public async Task Everything_that_a_run_would_look_at_has_its_line_and_nothing_is_written()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);").Write("V2__u.sql", "CREATE TABLE u ();");

        var run = await project.RunAsync("preflight");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("a run could begin. Nothing is written.");
        var checks = await ChecksAsync(project, 0);
        checks.Keys.ShouldBe(Names);
        checks["expected-version"].ShouldBe(("ok", "2 pending: V1, V2."));
        checks["ownership"].ShouldBe(("ok", "Nothing that is there already is altered."));
        checks["fingerprint"].ShouldBe(("not_checked", "There is no ledger yet."));
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);

        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        checks = await ChecksAsync(project, 0);
        checks["expected-version"].ShouldBe(("ok", "Nothing is pending."));
        checks["ledger-chain"].ShouldBe(("ok", "4 rows add up."));
        checks["fingerprint"].ShouldBe(("ok", "The schema is as the last run left it."));

        await database.ExecuteAsync("CREATE INDEX by_hand ON t (v)");
        project.Write("V3__t.sql", "ALTER TABLE t ADD w int;");
        checks = await ChecksAsync(project, 0);
        checks["ownership"].State.ShouldBe("ok");
        checks["fingerprint"].ShouldBe(("warning", "Changed by somebody else since the last run: index by_hand of table public.t."));
    }

    [Fact]
    public async Task Who_is_not_the_owner_of_what_is_altered_is_told_whose_it_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        var (migrator, owner) = ($"migrator_{database.Name[^8..]}", $"owner_{database.Name[^8..]}");
        await database.ExecuteAsync($"CREATE ROLE {migrator} LOGIN PASSWORD 'pw'");
        await database.ExecuteAsync($"CREATE ROLE {owner}");
        try
        {
            await database.ExecuteAsync($"GRANT CREATE ON DATABASE {database.Name} TO {migrator}");
            using var project = new TestProject().With("DATABASE_URL", new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = migrator, Password = "pw" }.ConnectionString)
                .Write("V1__s.sql", "CREATE SCHEMA s;");
            (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
            await database.ExecuteAsync("CREATE TABLE mine (v int)");
            await database.ExecuteAsync("CREATE TABLE theirs (v int)");
            await database.ExecuteAsync($"ALTER TABLE mine OWNER TO {migrator}");
            await database.ExecuteAsync($"ALTER TABLE theirs OWNER TO {owner}");
            project.Write("V2__t.sql", "ALTER TABLE mine ADD w int;\nCREATE INDEX ON theirs (v);\nSELECT * FROM theirs;");

            var checks = await ChecksAsync(project, 2);

            checks["ownership"].ShouldBe(("failed", $"{migrator} is not the owner of theirs ({owner}), which the plan alters."));
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {migrator}, {owner}");
            await database.ExecuteAsync($"DROP ROLE {migrator}, {owner}");
        }
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task Its_session_is_read_only_and_only_asks()
    {
        await using var logging = await LocalServer.StartAsync(
            new() { Version = server.Major, Settings = new Dictionary<string, string> { ["log_statement"] = "all", ["log_line_prefix"] = "%d " } }, TestContext.Current.CancellationToken);
        await using var database = await TestDatabase.CreateAsync(logging, "only_asked");
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__u.sql", "CREATE TABLE u (v int);");
        var before = (await AskedAsync(logging)).Count;

        (await project.RunAsync("preflight")).ExitCode.ShouldBe(0);

        var asked = (await AskedAsync(logging)).Skip(before).ToList();
        asked.ShouldNotBeEmpty();
        asked.Where(statement => !statement.StartsWith("SELECT", StringComparison.Ordinal) && !statement.StartsWith("WITH", StringComparison.Ordinal) && !statement.StartsWith("SET LOCAL", StringComparison.Ordinal))
            .ShouldBe(["SET ROLE NONE", "RESET ROLE", "SET default_transaction_read_only = on", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "COMMIT", "BEGIN TRANSACTION READ ONLY", "COMMIT"]);
        asked.ShouldContain("SET LOCAL lock_timeout = '2s'");
        asked.FindIndex(statement => statement.StartsWith("SET default", StringComparison.Ordinal)).ShouldBe(5, "nothing but the probe comes before it");
    }

    [Fact]
    public async Task A_wrong_target_is_not_even_connected_to()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "environments:\n  prod: { url: env:DATABASE_URL, allow: { hosts: [db.prod.internal] } }\n");

        var checks = await ChecksAsync(project, 2, "--env prod");

        checks.Keys.ShouldBe(Names);
        checks["right-target"].State.ShouldBe("failed");
        checks.Values.Skip(1).ShouldAllBe(check => check.State == "not_checked");
    }

    [Fact]
    public async Task F40_A_role_that_may_not_do_what_a_run_does_is_told_the_grant()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"we\"ird {database.Name[^8..]}";
        await database.ExecuteAsync($"CREATE ROLE \"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\" LOGIN PASSWORD 'pw'");
        await database.ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        using var project = new TestProject().With("DATABASE_URL", new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "pw" }.ConnectionString)
            .Write("V1__t.sql", "CREATE TABLE t (v int);");

        var run = await project.RunAsync("preflight");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Output.ShouldContain("As the database's owner: CREATE SCHEMA \"turnstone\" AUTHORIZATION \"we\"\"ird");

        await database.ExecuteAsync($"GRANT CREATE ON DATABASE \"{database.Name}\" TO \"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        var checks = await ChecksAsync(project, 0);
        checks["rights"].State.ShouldBe("warning");
        checks["rights"].Message.ShouldContain("may not create anything in schema \"public\"");
    }

    [Fact]
    public async Task F30_An_edited_file_and_F31_a_late_one_would_stop_a_run()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V2__t.sql", "CREATE TABLE t (v int);").Write("turnstone.yaml", "out_of_order: refuse\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        project.Write("V2__t.sql", "CREATE TABLE t (v bigint);").Write("V1__late.sql", "SELECT 1;");
        var run = await project.RunAsync("preflight");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("checksum-changed");
        run.Error.ShouldContain("out-of-order");
        (await ChecksAsync(project, 2))["expected-version"].State.ShouldBe("failed");
    }

    [Fact]
    public async Task A_ledger_that_does_not_add_up_weighs_most()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("ALTER TABLE turnstone.entry DISABLE TRIGGER append_only");
        await database.ExecuteAsync("UPDATE turnstone.entry SET payload = replace(payload, 'V1', 'V7') WHERE kind = 'step_done'");

        (await ChecksAsync(project, 7))["ledger-chain"].State.ShouldBe("failed");
    }

    [Fact]
    public async Task Whoever_holds_the_lock_is_named()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__slow.sql", "SELECT pg_advisory_xact_lock(4711);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var applying = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");

        var checks = await ChecksAsync(project, 3);

        checks["lock"].State.ShouldBe("failed");
        checks["lock"].Message.ShouldContain("V1:1");
        await gate.DisposeAsync();
        (await applying).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F20_Who_would_be_waited_for_is_named()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE \"Ta\"\"ble\" (v int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await using var dumping = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "pg_dump" }.ConnectionString);
        await dumping.OpenAsync(TestContext.Current.CancellationToken);
        await using var batch = new NpgsqlBatch(dumping) { BatchCommands = { new("BEGIN ISOLATION LEVEL REPEATABLE READ"), new("LOCK TABLE \"Ta\"\"ble\" IN ACCESS SHARE MODE"), new("SELECT 1") } };
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var young = await ChecksAsync(project, 0);
        young["old-snapshots"].State.ShouldBe("ok");
        young["blockers"].Message.ShouldContain("pg_dump, user postgres), idle in transaction, since 0 s holds public.\"Ta\"\"ble\"");
        var old = await ChecksAsync(project, 0, "--older-than 0s");
        old["old-snapshots"].State.ShouldBe("warning");
        old["old-snapshots"].Message.ShouldContain("CREATE INDEX CONCURRENTLY and its like would wait for pid ");
        old["health"].Message.ShouldContain("idle-in-transaction");
    }

    [Fact]
    public async Task F42_Event_triggers_are_listed_and_name_themselves_where_they_refuse()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__guard.sql", """
            CREATE SCHEMA guard;
            CREATE FUNCTION guard."no ""DDL"() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'frozen: %', tg_tag;
            END $$;
            CREATE EVENT TRIGGER "the ""freeze" ON ddl_command_start WHEN TAG IN ('CREATE VIEW') EXECUTE FUNCTION guard."no ""DDL"();
            """);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__v.sql", "CREATE TABLE t (v int);\nCREATE VIEW v AS SELECT 1 AS one;");

        var checks = await ChecksAsync(project, 0);
        checks["event-triggers"].ShouldBe(("warning", "\"the \"\"freeze\" of postgres calls guard.\"no \"\"DDL\"() on ddl_command_start, for CREATE VIEW."));

        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("CREATE VIEW failed: frozen: CREATE VIEW (SQLSTATE P0001)");
        run.Error.ShouldContain(", of the event trigger \"the \"\"freeze\" of postgres (on ddl_command_start)");
        run.Error.ShouldContain("ask postgres, whose it is; then: turnstone apply");
        run.Error.ShouldContain("migrations/V2__v.sql:2:1");
    }

    [Fact]
    public async Task F42_An_error_in_a_function_that_is_no_event_triggers_names_none()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__guard.sql", """
            CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE FUNCTION guard() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
            CREATE EVENT TRIGGER guard ON ddl_command_end EXECUTE FUNCTION guard();
            """).Write("V2__f.sql", "SELECT f();");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("in PL/pgSQL function f(), line 1");
        run.Error.ShouldNotContain("event trigger");
    }

    [Fact]
    public async Task A_policy_that_is_not_met_is_exit_1()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "environments:\n  prod: { url: env:DATABASE_URL, require: { approvals: 1 } }\n")
            .Write("V1__t.sql", "CREATE TABLE t (v int);");

        (await ChecksAsync(project, 2, "--env prod"))["expected-version"].Message.ShouldBe("There is no turnstone.sum.");
        (await project.RunAsync("sum")).ExitCode.ShouldBe(0);
        (await ChecksAsync(project, 1, "--env prod"))["policy"].Message.ShouldContain("asks for 1 approval(s)");
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_exit_2()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" SET default_transaction_read_only = on");
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);");

        (await ChecksAsync(project, 2))["writable"].State.ShouldBe("failed");
    }

    // The first line of each statement that was sent to the one database of that name.
    static async Task<IReadOnlyList<string>> AskedAsync(LocalServer logging)
    {
        const string before = "only_asked LOG:  execute <unnamed>: ";
        var log = await File.ReadAllLinesAsync(Path.Combine(logging.DataFolder, "server.log"), TestContext.Current.CancellationToken);
        return [.. log.Where(line => line.StartsWith(before, StringComparison.Ordinal)).Select(line => line[before.Length..])];
    }

    static async Task<IReadOnlyDictionary<string, (string State, string Message)>> ChecksAsync(TestProject project, int exit, string options = "")
    {
        var run = await project.RunAsync($"preflight --json {options}");
        run.ExitCode.ShouldBe(exit, run.Everything);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
            check => check.GetProperty("name").GetString()!, check => (check.GetProperty("state").GetString()!, check.GetProperty("message").GetString()!));
    }
}
