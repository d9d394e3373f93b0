namespace Turnstone.Postgres.Tests.Health;

using System.Text.Json;
using Npgsql;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

public sealed class DoctorTests(PostgresServer server)
{
    // A name that every check has to get through.
    const string Schema = "\"Bö\"\"s ${x}\"";
    const string Table = Schema + ".\"select 'y'\"";

    [Fact]
    public async Task A_healthy_database_has_nothing_to_tell()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY, v int CHECK (v > 0)); CREATE INDEX ON t (v);");
        using var project = new TestProject(database);

        var run = await project.RunAsync("doctor --older-than 0s");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("nothing was found that is not as it should be");
        run.Error.ShouldBe("");
        (await ProblemsAsync(project)).ShouldBeEmpty();
    }

    [Fact]
    public async Task F06_A_half_built_index_is_named_and_built_anew()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SCHEMA app; CREATE TABLE app.t (v int); INSERT INTO app.t VALUES (1), (1);");
        await ShouldFailAsync(database, "CREATE UNIQUE INDEX CONCURRENTLY i ON app.t (v)");
        await database.ExecuteAsync("DELETE FROM app.t WHERE ctid = '(0,1)'");
        using var project = new TestProject(database);

        var run = await project.RunAsync("doctor");
        run.ExitCode.ShouldBe(1, run.Everything);
        run.Output.ShouldContain("app.i: Its build on app.t was cut off or failed: ");
        var problem = (await ProblemsAsync(project)).ShouldHaveSingleItem();
        problem.GetProperty("name").GetString().ShouldBe("invalid-index");
        problem.GetProperty("object").GetString().ShouldBe("app.i");
        problem.GetProperty("severity").GetString().ShouldBe("warning");
        problem.GetProperty("fix").GetString().ShouldBe("""REINDEX INDEX CONCURRENTLY "app"."i";""");

        var asked = await project.RunAsync("doctor --fix");
        asked.ExitCode.ShouldBe(2);
        asked.Error.ShouldContain("add --yes");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.i'::regclass")).ShouldBeFalse();

        var fixing = await project.RunAsync("doctor --fix --yes");
        fixing.ExitCode.ShouldBe(0, fixing.Everything);
        fixing.Output.ShouldContain("repaired 1 problem");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.i'::regclass")).ShouldBeTrue();
        (await database.QueryAsync("SELECT kind, type, payload::jsonb ->> 'file' FROM turnstone.entry WHERE kind LIKE 'step%' ORDER BY id")).ShouldBe(
            [["step_started", "repair", "repair of invalid-index app.i"], ["step_done", "repair", "repair of invalid-index app.i"]]);
        (await database.QueryAsync("SELECT verb, status FROM turnstone.run")).ShouldBe([["doctor", "done"]]);
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.migration")).ShouldBe(0);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F06_What_a_cut_off_reindexing_left_is_dropped_and_the_index_stays()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); CREATE INDEX i ON t (v);");
        await using (await OpenTransaction.BeginAsync(database, "SELECT * FROM t"))
        {
            await ShouldFailAsync(database, "SET lock_timeout = '100ms'", "REINDEX INDEX CONCURRENTLY i");
        }
        using var project = new TestProject(database);

        (await ProblemsAsync(project)).ShouldHaveSingleItem().GetProperty("fix").GetString().ShouldBe("""DROP INDEX CONCURRENTLY "public"."i_ccnew";""");
        (await project.RunAsync("doctor --fix --yes")).ExitCode.ShouldBe(0);

        (await database.QueryAsync("SELECT relname, indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = 't'::regclass")).ShouldBe([["i", "t"]]);
    }

    [Fact]
    public async Task F06_The_old_copy_of_a_reindexing_is_told_from_the_new_one()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); CREATE INDEX i ON t (v); CREATE INDEX i_ccold ON t (v);");
        await database.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i_ccold'::regclass");
        using var project = new TestProject(database);

        var run = await project.RunAsync("doctor");

        run.Output.ShouldContain("left the old copy");
        run.Output.ShouldContain("""DROP INDEX CONCURRENTLY "public"."i_ccold";""");
    }

    [Fact]
    public async Task F06_An_index_that_is_only_called_like_a_copy_is_built_anew()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); CREATE INDEX mine_ccnew ON t (v);");
        await database.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'mine_ccnew'::regclass");
        using var project = new TestProject(database);

        (await ProblemsAsync(project)).ShouldHaveSingleItem().GetProperty("fix").GetString().ShouldBe("""REINDEX INDEX CONCURRENTLY "public"."mine_ccnew";""");
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY j ON t (v)", "j")]
    [InlineData("REINDEX INDEX CONCURRENTLY i", "i_ccnew")]
    [InlineData("DROP INDEX CONCURRENTLY i", "i")]
    public async Task F06_An_index_that_somebody_works_on_is_no_problem(string statement, string invalid)
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); CREATE INDEX i ON t (v);");
        await using var reader = await OpenTransaction.BeginAsync(database, "SELECT * FROM t WHERE v = 1");
        var working = database.ExecuteAsync(statement);
        await database.HoldsAsync($"EXISTS (SELECT FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relname = '{invalid}' AND NOT (indisvalid AND indislive))");
        using var project = new TestProject(database);
        var low = await WithRoleAsync(database);

        (await ProblemsAsync(project, "doctor")).ShouldBeEmpty("the superuser sees who builds it");
        (await ProblemsAsync(low, "doctor")).ShouldBeEmpty("anybody sees its lock");

        await reader.ReleaseAsync();
        await working;
        low.Dispose();
    }

    [Fact]
    public async Task F10_A_pending_detach_is_finalized()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE p (id int) PARTITION BY RANGE (id);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
            INSERT INTO p VALUES (1);
            """);
        await using (await OpenTransaction.BeginAsync(database, "SELECT * FROM p"))
        {
            await ShouldFailAsync(database, "SET lock_timeout = '100ms'", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY");
        }
        using var project = new TestProject(database);

        var run = await project.RunAsync("doctor");
        run.ExitCode.ShouldBe(1, run.Everything);
        run.Output.ShouldContain("public.p1: Its DETACH CONCURRENTLY from public.p was cut off");
        (await project.RunAsync("doctor --fix --yes")).ExitCode.ShouldBe(0);

        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = 'p'::regclass")).ShouldBe(0);
        (await database.ScalarAsync<long>("SELECT count(*) FROM p1")).ShouldBe(1);
    }

    [Fact]
    public async Task Constraints_that_were_never_checked_are_checked_and_one_that_fails_keeps_no_other_from_it()
    {
        await using var database = await server.CreateDatabaseAsync($"""
            CREATE SCHEMA {Schema};
            CREATE TABLE {Table} (id int, v int);
            INSERT INTO {Table} VALUES (1, -1);
            ALTER TABLE {Table} ADD CONSTRAINT "a""bad" CHECK (v > 0) NOT VALID;
            ALTER TABLE {Table} ADD CONSTRAINT "b good" CHECK (id > 0) NOT VALID;
            CREATE DOMAIN d AS int;
            ALTER DOMAIN d ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
            """);
        using var project = new TestProject(database).Write("turnstone.yaml", "placeholders: { x: no }\n");

        (await ProblemsAsync(project)).Count.ShouldBe(3);
        var run = await project.RunAsync("doctor --fix --yes");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("""check constraint "a"bad" of relation""");
        run.Error.ShouldContain("then: turnstone doctor --fix");
        run.Output.ShouldContain("repaired 2 problems");
        (await database.QueryAsync("SELECT conname FROM pg_constraint WHERE NOT convalidated")).ShouldBe([["a\"bad"]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_constraint_that_is_inherited_is_told_once()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE p (v int) PARTITION BY LIST (v);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            ALTER TABLE p ADD CHECK (v > 0) NOT VALID;
            """);
        using var project = new TestProject(database);

        (await ProblemsAsync(project)).ShouldHaveSingleItem().GetProperty("object").GetString().ShouldBe("public.p");
        (await project.RunAsync("doctor --fix --yes")).ExitCode.ShouldBe(0);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")).ShouldBe(0);
    }

    [Fact]
    public async Task A_not_null_that_was_never_checked_is_checked()
    {
        if ((int)server.Major < 18)
        {
            Assert.Skip("NOT NULL NOT VALID came with PostgreSQL 18.");
        }
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (v int); ALTER TABLE t ADD CONSTRAINT n NOT NULL v NOT VALID; ALTER TABLE t ADD CHECK (v > 0) NOT ENFORCED;");
        using var project = new TestProject(database);

        (await ProblemsAsync(project)).ShouldHaveSingleItem().GetProperty("message").GetString()!.ShouldContain("NOT NULL constraint");
        (await project.RunAsync("doctor --fix --yes")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Names_get_through_every_repair_as_they_are()
    {
        await using var database = await server.CreateDatabaseAsync($"CREATE SCHEMA {Schema}; CREATE TABLE {Table} (v int); CREATE INDEX \"the \"\"index\" ON {Table} (v);");
        await database.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid IN (SELECT oid FROM pg_class WHERE relname = 'the \"index')");
        using var project = new TestProject(database).Write("turnstone.yaml", "placeholders: { x: no }\n");

        var run = await project.RunAsync("doctor --fix --yes");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_the_ledgers_an_extensions_or_temporary_is_not_looked_at()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE SCHEMA own;
            CREATE TABLE own.t (v int);
            ALTER TABLE own.t ADD CHECK (v > 0) NOT VALID;
            CREATE TABLE extending (v int);
            ALTER TABLE extending ADD CHECK (v > 0) NOT VALID;
            ALTER EXTENSION plpgsql ADD TABLE extending;
            """);
        using var project = new TestProject(database).Write("turnstone.yaml", "ledger_schema: own\n");
        await using var other = await OpenTransaction.BeginAsync(database, "CREATE TEMPORARY TABLE t (v int)", "ALTER TABLE t ADD CHECK (v > 0) NOT VALID", "COMMIT");

        (await ProblemsAsync(project)).ShouldBeEmpty();
    }

    [Fact]
    public async Task F20_A_transaction_that_stands_still_is_named_with_what_ends_it()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t ();");
        using var project = new TestProject(database);
        await using var open = await OpenTransaction.BeginAsync(database, "SELECT 1 AS \"PASSWORD 'S3cr3t'\"", "ALTER TABLE t RENAME TO u");

        (await ProblemsAsync(project, "doctor")).ShouldBeEmpty("it is young");
        var problem = (await ProblemsAsync(project)).ShouldHaveSingleItem();

        problem.GetProperty("name").GetString().ShouldBe("idle-in-transaction");
        problem.GetProperty("message").GetString()!.ShouldContain("ALTER TABLE t RENAME TO u");
        problem.GetProperty("fix").GetString()!.ShouldStartWith("SELECT pg_terminate_backend(");
        var fixing = await project.RunAsync("doctor --fix --yes --older-than 0s");
        fixing.ExitCode.ShouldBe(1, "data is never thrown away by itself");
        await open.ReleaseAsync();
    }

    [Fact]
    public async Task A_session_of_ours_without_a_lock_is_left_over()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        await using var left = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "turnstone 0a1b2c3d V7:2" }.ConnectionString);
        await left.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(left, "SELECT 1");

        (await ProblemsAsync(project)).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("left-over-session");
        await ExecuteAsync(left, "SELECT pg_advisory_lock(1)");
        (await ProblemsAsync(project)).ShouldBeEmpty("it holds a run's lock");
    }

    [Fact]
    public async Task Settings_that_harm_are_named_with_what_takes_them_back()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE busy () WITH (autovacuum_enabled = off);");
        using var project = new TestProject(database);
        using var low = await WithRoleAsync(database, "lock_timeout = '1s'");
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" SET statement_timeout = '30s'");
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" SET default_transaction_read_only = on");

        var problems = await ProblemsAsync(low);

        problems.Select(problem => $"{problem.GetProperty("severity")} {problem.GetProperty("name")} {problem.GetProperty("message").GetString()!.Split(':')[0]}").ShouldBe(
            ["error setting default_transaction_read_only = on", "warning setting lock_timeout = 1s", "info setting statement_timeout = 30s", "warning autovacuum-off Autovacuum is off for this table"]);
        problems[1].GetProperty("fix").GetString().ShouldEndWith(" RESET lock_timeout;");
        problems[1].GetProperty("fix").GetString().ShouldStartWith("ALTER ROLE \"we\"\"ird");
    }

    [Fact]
    public async Task What_is_only_worth_knowing_is_no_finding()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" SET lock_timeout = '10s'");

        var run = await project.RunAsync("doctor");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("info");
    }

    [Fact]
    public async Task What_a_role_may_not_see_is_said_with_the_grant()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        await using var other = await OpenTransaction.WithSnapshotAsync(database);
        using var low = await WithRoleAsync(database);

        var run = await low.RunAsync("doctor --older-than 0s");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("session(s) of other roles do, and since when");
        run.Error.ShouldContain("GRANT pg_read_all_stats TO \"we\"\"ird");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F19_A_table_that_is_near_a_wraparound_vacuum_is_named()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE old (v int) WITH (autovacuum_freeze_max_age = 100000);");
        await database.ExecuteAsync("CREATE PROCEDURE burn() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..90001 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$");
        await database.ExecuteAsync("CALL burn()");
        using var project = new TestProject(database);

        var problem = (await ProblemsAsync(project)).ShouldHaveSingleItem();

        problem.GetProperty("name").GetString().ShouldBe("wraparound-near");
        problem.GetProperty("fix").GetString().ShouldBe("""VACUUM (FREEZE) "public"."old";""");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F20_Prepared_transactions_and_invalid_databases_are_told_and_left_alone()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "max_prepared_transactions=2", "autovacuum=off");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        await using var connection = new NpgsqlConnection(await special.ConnectionStringAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, "CREATE TABLE t ()", "CREATE DATABASE \"ha\"\"lf\"", "UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'ha\"lf'",
            "BEGIN", "LOCK TABLE t", "PREPARE TRANSACTION 'it''s forgotten'");
        using var project = new TestProject().With("DATABASE_URL", await special.ConnectionStringAsync());

        var problems = await ProblemsAsync(project);
        problems.Select(problem => $"{problem.GetProperty("name")} {problem.GetProperty("object")} {problem.GetProperty("fix")}").ShouldBe(
        [
            "prepared-transaction it's forgotten COMMIT PREPARED 'it''s forgotten'; or ROLLBACK PREPARED 'it''s forgotten';",
            "autovacuum-off autovacuum ALTER SYSTEM SET autovacuum = on; SELECT pg_reload_conf();",
            "invalid-database ha\"lf DROP DATABASE \"ha\"\"lf\";",
        ]);
        (await ProblemsAsync(project, "doctor")).Count.ShouldBe(2, "a young one may be about to end");
        var preflight = await project.RunAsync("preflight --older-than 0s");
        preflight.Output.ShouldContain("the prepared transaction 'it''s forgotten' holds public.t");
    }

    [Fact]
    public async Task A_run_that_did_something_says_what_it_leaves_behind()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);\nALTER TABLE t ADD CONSTRAINT later CHECK (v > 0) NOT VALID;");

        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("warning[constraint-not-validated]: health: public.t: The CHECK constraint \"later\" is NOT VALID");
        run.Error.ShouldContain("See: turnstone doctor");

        var again = await project.RunAsync("apply");
        again.Everything.ShouldNotContain("health");
        using var document = JsonDocument.Parse((await project.Write("V2__u.sql", "CREATE TABLE u ();").RunAsync("apply --json")).Output);
        document.RootElement.GetProperty("diagnostics").EnumerateArray().ShouldHaveSingleItem().GetProperty("severity").GetString().ShouldBe("warning");
    }

    static async Task ShouldFailAsync(TestDatabase database, params string[] statements)
    {
        await using var connection = await database.OpenAsync();
        await ExecuteAsync(connection, statements[..^1]);
        await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, statements[^1]));
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
            await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same project as a role that may do little, with a name that has to be quoted.</summary>
    static async Task<TestProject> WithRoleAsync(TestDatabase database, string? setting = null)
    {
        var role = $"we\"ird {database.Name[^8..]}";
        var quoted = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await database.ExecuteAsync($"CREATE ROLE {quoted} LOGIN PASSWORD 'pass'");
        if (setting is not null)
        {
            await database.ExecuteAsync($"ALTER ROLE {quoted} SET {setting}");
        }
        return new TestProject().With("DATABASE_URL", new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "pass" }.ConnectionString);
    }

    static async Task<IReadOnlyList<JsonElement>> ProblemsAsync(TestProject project, string command = "doctor --older-than 0s")
    {
        var run = await project.RunAsync($"{command} --json");
        run.ExitCode.ShouldBeLessThan(2, run.Everything);
        using var document = JsonDocument.Parse(run.Output);
        document.RootElement.GetProperty("verb").GetString().ShouldBe("doctor");
        // Most tables here have no primary key, which is another test's.
        return [.. document.RootElement.GetProperty("problems").EnumerateArray().Where(problem => problem.GetProperty("name").GetString() != "no-primary-key").Select(problem => problem.Clone())];
    }
}
