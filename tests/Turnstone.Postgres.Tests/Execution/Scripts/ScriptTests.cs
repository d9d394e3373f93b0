namespace Turnstone.Postgres.Tests.Execution.Scripts;

using System.Text.Json.Nodes;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Servers;

public sealed class ScriptTests(PostgresServer server)
{
    // Without what is of the one run or the other, of a time, or a number of the server's. How many rows a statement touched that psql was handed over, nobody knows.
    const string Rows = """
        SELECT pg_catalog.regexp_replace(
            (payload::jsonb - '{at,run,execution_ms,lock_wait_ms,plan,user,host,previous_head,previous_run,fingerprint,objects}'::text[] - CASE WHEN version = '1.5' THEN 'rows' ELSE '' END)::text,
            '"evidence": "{?[0-9,]*}?"', '"evidence": "…"')
        FROM turnstone.entry ORDER BY id
        """;

    const string Texts = """
        SELECT sha256, length::text, text FROM turnstone.content
        WHERE sha256 NOT IN (SELECT payload::jsonb ->> 'objects' FROM turnstone.entry WHERE payload::jsonb ? 'objects') ORDER BY 1
        """;

    static async Task<ProgramOutput> RunAsync(TestProject project, TestDatabase database, params string[] options)
    {
        var written = await project.RunAsync("plan", "--format", "sql", "-o", "plan.sql");
        written.ExitCode.ShouldBe(0, written.Everything);
        return await AgainAsync(project, database, options);
    }

    static async Task SucceedsAsync(TestProject project, TestDatabase database)
    {
        var run = await RunAsync(project, database);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    static Task<ProgramOutput> AgainAsync(TestProject project, TestDatabase database, params string[] options) =>
        Psql.RunScriptAsync(database, Path.Combine(project.Folder, "plan.sql"), options);

    static async Task<long> CountAsync(TestDatabase database) =>
        await database.ScalarAsync<bool>("SELECT to_regclass('turnstone.entry') IS NULL") ? 0 : await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.entry");

    static async Task<List<string>> LinesAsync(TestDatabase database, string query) => [.. (await database.QueryAsync(query)).Select(row => string.Join('|', row))];

    static async Task<string> StatusAsync(TestProject project)
    {
        var status = JsonNode.Parse((await project.RunAsync("status --json")).Output)!;
        foreach (var migration in status["migrations"]!.AsArray())
        {
            migration!.AsObject().Remove("applied_at");
            migration.AsObject().Remove("execution_ms");
        }
        return status["migrations"]!.ToJsonString();
    }

    [Fact]
    public async Task A_script_leaves_what_an_apply_leaves()
    {
        await using var applied = await server.CreateDatabaseAsync();
        await using var scripted = await server.CreateDatabaseAsync();
        using var project = HostileProject.Of(applied);
        using var second = HostileProject.Of(scripted);

        var apply = await project.RunAsync("apply");
        apply.ExitCode.ShouldBe(0, apply.Everything);
        var script = await RunAsync(second, scripted);

        script.ExitCode.ShouldBe(0, script.Errors);
        foreach (var query in new[] { Rows, Texts, "SELECT t::text FROM \"we\"\"ird\" t ORDER BY id", "SELECT t::text FROM t4 t ORDER BY id" })
        {
            var (expected, found) = (await LinesAsync(applied, query), await LinesAsync(scripted, query));
            foreach (var (line, other) in found.Zip(expected))
            {
                line.ShouldBe(other);
            }
            found.Count.ShouldBe(expected.Count);
        }
        (await second.RunAsync("dump")).Output.ShouldBe((await project.RunAsync("dump")).Output);
        (await StatusAsync(second)).ShouldBe(await StatusAsync(project));
    }

    [Fact]
    public async Task Behind_a_script_there_is_nothing_to_do_the_ledger_holds_and_an_undo_works()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = HostileProject.Of(database);

        await SucceedsAsync(project, database);

        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("plan --format sql")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        var undo = await project.RunAsync("undo --steps 1 --yes");
        undo.ExitCode.ShouldBe(0, undo.Everything);
        (await database.ScalarAsync<bool>("SELECT to_regclass('t4') IS NULL")).ShouldBeTrue();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_going_at_a_script_changes_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE IF NOT EXISTS a (id int);");
        await SucceedsAsync(project, database);
        var before = await CountAsync(database);

        var again = await AgainAsync(project, database);

        again.ExitCode.ShouldBe(3);
        again.Errors.ShouldContain("This script has run here before.");
        again.Errors.ShouldContain("Nothing was changed.");
        (await CountAsync(database)).ShouldBe(before);
    }

    [Fact]
    public async Task A_script_that_failed_leaves_what_is_committed_and_apply_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("V2__b.sql", "CREATE TABLE b (id int);\nINSERT INTO a VALUES (1 / 0);\n")
            .Write("V3__c.sql", "CREATE TABLE c (id int);");

        var failed = await RunAsync(project, database);

        failed.ExitCode.ShouldBe(3);
        failed.Errors.ShouldContain("division by zero");
        (await project.RunAsync("status")).Output.ShouldContain("1 applied, 2 pending");
        (await database.ScalarAsync<bool>("SELECT to_regclass('b') IS NULL AND to_regclass('a') IS NOT NULL")).ShouldBeTrue();
        project.Write("V2__b.sql", "CREATE TABLE b (id int);");
        var apply = await project.RunAsync("apply");
        apply.ExitCode.ShouldBe(0, apply.Everything);
        apply.Output.ShouldContain("applied 2 migrations");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_stood_behind_a_failure_outside_a_transaction_is_found_out_by_apply()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a AS SELECT 1 AS id FROM generate_series(1, 2);\nCREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);\n");

        var failed = await RunAsync(project, database);
        failed.ExitCode.ShouldBe(3);
        failed.Errors.ShouldContain("a_id");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_id'::regclass")).ShouldBeFalse();

        (await project.RunAsync("plan --format sql")).Everything.ShouldContain("was begun by an earlier run");
        await database.ExecuteAsync("DELETE FROM a WHERE ctid = '(0,1)'");
        var apply = await project.RunAsync("apply");
        apply.ExitCode.ShouldBe(0, apply.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_id'::regclass")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_stands_for_a_baseline_and_for_what_comes_behind_an_apply()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("V2__b.sql", "CREATE TABLE b (id int);")
            .Write("B2__both.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n").Write("V3__c.sql", "CREATE TABLE c (id int);");
        await SucceedsAsync(project, database);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        project.Write("V4__d.sql", "CREATE TABLE d (id int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V5__e.sql", "CREATE TABLE e (id int);");

        await SucceedsAsync(project, database);

        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("undo --last-run --yes")).Everything.ShouldContain("V5");
    }

    [Fact]
    public async Task An_assert_that_does_not_hold_takes_its_step_with_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__a.sql", "CREATE TABLE a AS SELECT 1 AS id;\n-- there's none\n-- turnstone: assert\nSELECT count(*) = 0 AS none, true AS none FROM a;\n");

        var failed = await RunAsync(project, database);

        failed.ExitCode.ShouldBe(3);
        failed.Errors.ShouldContain("The assert 'there's none' does not hold.");
        (await database.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_plan_is_the_same_script()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = HostileProject.Of(database);

        var first = await project.RunAsync("plan --format sql");
        (await project.RunAsync("plan --format sql -o plan.sql")).ExitCode.ShouldBe(0);

        first.ExitCode.ShouldBe(0, first.Error);
        project.Read("plan.sql").ShouldBe(first.Output);
    }

    [Fact]
    public async Task Projects_that_share_a_database_have_their_scripts_side_by_side()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var one = new TestProject(database).Write("turnstone.yaml", "project: one\n").Write("V1__a.sql", "CREATE TABLE a (id int);");
        using var two = new TestProject(database).Write("turnstone.yaml", "project: two\nledger_schema: turnstone\n").Write("V1__b.sql", "CREATE TABLE b (id int);");
        await SucceedsAsync(one, database);

        await SucceedsAsync(two, database);

        (await one.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await two.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await two.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_hook_for_errors_is_said_to_be_left_out_and_json_is_the_plan()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("afterError.sql", "CREATE TABLE told ();");

        (await project.RunAsync("plan --format sql -o plan.sql")).Error.ShouldContain("script-without-hook");
        var json = await project.RunAsync("plan --format sql --json -o json.sql");

        JsonNode.Parse(json.Output)!["migrations"]!.AsArray().Count.ShouldBe(1);
        project.Read("json.sql").ShouldBe(project.Read("plan.sql"));
        var two = await project.RunAsync("plan --format sql --json");
        two.ExitCode.ShouldBe(2);
        two.Output.ShouldContain("-o plan.sql");
    }
}
