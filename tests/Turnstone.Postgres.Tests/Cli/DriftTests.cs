namespace Turnstone.Postgres.Tests.Cli;

using System.Text.Json;

public sealed class DriftTests(PostgresServer server)
{
    [Fact]
    public async Task What_is_ignored_is_counted_and_no_drift()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("turnstone.yaml", "project: shop\ndrift: { ignore: ['table public.tmp_*', '* of table public.job_*'] }\n")
            .Write("V1__t.sql", "CREATE TABLE t (id integer); CREATE TABLE job_queue (id integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("CREATE TABLE tmp_one (id integer)");
        await database.ExecuteAsync("CREATE INDEX job_queue_id ON job_queue (id)");

        var ignored = await project.RunAsync("drift");
        ignored.ExitCode.ShouldBe(0, ignored.Everything);
        ignored.Output.ShouldContain("(2 ignored, as turnstone.yaml says)");

        await database.ExecuteAsync("ALTER TABLE t ADD more text");
        var drift = await project.RunAsync("drift", "--sql");
        drift.ExitCode.ShouldBe(4, drift.Everything);
        drift.Output.ShouldContain("column more");
        drift.Output.ShouldContain("DROP COLUMN more");
        drift.Output.ShouldNotContain("tmp_one");
    }

    [Fact]
    public async Task Two_environments_are_compared_with_each_other()
    {
        await using var staging = await server.CreateDatabaseAsync("CREATE TABLE t (id integer)");
        await using var prod = await server.CreateDatabaseAsync("CREATE TABLE t (id bigint)");
        using var project = new TestProject().With("STAGING", staging.ConnectionString).With("PROD", prod.ConnectionString)
            .Write("turnstone.yaml", "environments: { staging: { url: env:STAGING }, prod: { url: env:PROD } }\n");

        var run = await project.RunAsync("drift", "--between", "staging", "prod");
        run.ExitCode.ShouldBe(4, run.Everything);
        run.Output.ShouldContain("staging → prod: 1 difference");
        run.Output.ShouldContain("type: integer → bigint");
        (await project.RunAsync("drift", "--between", "prod", "prod")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Its_JSON_document_says_what_should_be_and_what_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (id integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("ALTER TABLE t ALTER id TYPE bigint");

        var run = await project.RunAsync("drift", "--json");

        run.ExitCode.ShouldBe(4, run.Everything);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("verb").GetString().ShouldBe("drift");
        json.RootElement.GetProperty("exit_code").GetInt32().ShouldBe(4);
        var difference = json.RootElement.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        difference.GetProperty("object").GetString().ShouldBe("column id of table public.t");
        difference.GetProperty("expected").GetString().ShouldBe("integer");
        difference.GetProperty("actual").GetString().ShouldBe("bigint");
        difference.GetProperty("severity").GetString().ShouldBe("integrity");
        difference.GetProperty("sql").GetString()!.ShouldContain("TYPE integer");
    }

    [Fact]
    public async Task Without_a_server_the_fingerprints_of_the_last_run_say_what_changed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (id integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        var same = await RunWithoutServerAsync(project, "drift");
        same.ExitCode.ShouldBe(0, same.Everything);
        same.Error.ShouldContain("compared with the fingerprints that the last run left");

        await database.ExecuteAsync("ALTER TABLE t ADD more text");
        var drift = await RunWithoutServerAsync(project, "drift");
        drift.ExitCode.ShouldBe(4, drift.Everything);
        drift.Output.ShouldContain("~ column more of table public.t");

        var sql = await RunWithoutServerAsync(project, "drift", "--sql");
        sql.ExitCode.ShouldBe(2);
        sql.Error.ShouldContain("there is no SQL");
    }

    [Fact]
    public async Task Without_a_server_and_without_fingerprints_it_says_how_to_get_one()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (id integer)");
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (id integer);");
        (await project.RunAsync("baseline", "1")).ExitCode.ShouldBe(0);

        var run = await RunWithoutServerAsync(project, "drift");

        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("error[no-shadow]");
        run.Error.ShouldContain("Nothing was compared.");
    }

    [Fact]
    public async Task A_fingerprint_of_a_newer_release_is_not_taken_for_no_drift()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (id integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await NewerAsync(database);

        var run = await RunWithoutServerAsync(project, "drift");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("error[fingerprint-newer]");
        run.Error.ShouldContain("'schema fingerprint v2'");

        var apply = await project.Write("V2__u.sql", "CREATE TABLE u (id integer);").RunAsync("apply");
        apply.ExitCode.ShouldBe(0, apply.Everything);
        apply.Error.ShouldContain("warning[fingerprint-newer]");
    }

    [Fact]
    public async Task A_JSON_dump_is_what_should_be_where_no_server_can_be_had()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "drift: { ignore: ['table public.tmp_*'] }\n").Write("V1__t.sql", "CREATE TABLE t (id integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("dump", "--format", "json", "-o", "expected.json")).ExitCode.ShouldBe(0);

        var same = await RunWithoutServerAsync(project, "drift", "--expected", "expected.json");
        same.ExitCode.ShouldBe(0, same.Everything);
        same.Output.ShouldContain("what expected.json says.");

        await database.ExecuteAsync("CREATE TABLE tmp_one (id integer)");
        await database.ExecuteAsync("ALTER TABLE t ADD more text");
        await database.ExecuteAsync("GRANT SELECT ON t TO PUBLIC");
        var drift = await RunWithoutServerAsync(project, "drift", "--expected", "expected.json");
        drift.ExitCode.ShouldBe(4, drift.Everything);
        drift.Output.ShouldContain("2 differences from what expected.json says, expected → now (1 ignored");
        drift.Output.ShouldContain("~ table public.t  (security)");
        drift.Output.ShouldContain("last named by V1");
        drift.Output.ShouldContain("+   column more");

        var sql = await RunWithoutServerAsync(project, "drift", "--expected", "expected.json", "--sql");
        sql.ExitCode.ShouldBe(2);
        sql.Error.ShouldContain("there is no SQL");
        (await RunWithoutServerAsync(project, "drift", "--expected", "nothing.json")).Error.ShouldContain("There is no file nothing.json.");
    }

    [Fact]
    public async Task What_ran_out_of_order_is_replayed_in_the_order_in_which_it_ran()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "out_of_order: allow\n").Write("V1__t.sql", "CREATE TABLE t (a integer);").Write("V3__c.sql", "ALTER TABLE t ADD c integer;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__b.sql", "ALTER TABLE t ADD b integer; ALTER TABLE t ADD d integer; ALTER TABLE t DROP COLUMN c; ALTER TABLE t ADD c bigint;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("drift");

        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task Files_that_are_gone_are_replayed_from_the_ledger()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a integer);").Write("V2__u.sql", "CREATE TABLE u (a integer);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Delete("V1__t.sql");

        var run = await project.RunAsync("drift");

        run.ExitCode.ShouldBe(0, run.Everything);
        await database.ExecuteAsync("ALTER TABLE t ADD more integer");
        (await project.RunAsync("drift")).Output.ShouldContain("column more");
    }

    [Fact]
    public async Task What_was_taken_back_and_what_is_repeated_are_where_the_history_left_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__t.sql", "CREATE TABLE t (a integer, b integer);").Write("V2__u.sql", "CREATE TABLE u (a integer);").Write("U2__u.sql", "DROP TABLE u;")
            .Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT a FROM t;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("undo", "--steps", "1", "--yes")).ExitCode.ShouldBe(0);
        project.Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT a, b FROM t;").Delete("V2__u.sql").Delete("U2__u.sql");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("drift");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name = 'v'")).ShouldBe(2);
        await database.ExecuteAsync("CREATE TABLE u (a integer)");
        (await project.RunAsync("drift")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_database_without_a_ledger_has_no_history_to_compare_with()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (id integer)");
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (id integer);");
        var run = await project.RunAsync("drift");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("error[no-history]");
    }

    // Where servers are looked for is the process's own environment.
    internal static async Task<CliRun> RunWithoutServerAsync(TestProject project, params string[] arguments)
    {
        using var process = project.With("TURNSTONE_PG_BIN", "/nowhere").Start(arguments);
        return await process.EndAsync();
    }

    // As a later release would leave it: the text and its digest in the run's last row.
    static Task NewerAsync(TestDatabase database) => database.SetUpAsync("""
        ALTER TABLE turnstone.entry DISABLE TRIGGER append_only;
        INSERT INTO turnstone.content (sha256, length, text)
            SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(text, 'UTF8')), 'hex'), 26, text FROM (VALUES (E'schema fingerprint v2\nabc\n')) newer (text);
        UPDATE turnstone.entry SET payload = pg_catalog.jsonb_set(payload::jsonb, '{objects}', (SELECT pg_catalog.to_jsonb(sha256) FROM turnstone.content WHERE text LIKE 'schema fingerprint v2%'))::text
            WHERE kind = 'run_closed' AND payload::jsonb ? 'objects';
        ALTER TABLE turnstone.entry ENABLE ALWAYS TRIGGER append_only
        """);
}
