namespace Turnstone.Postgres.Tests.Cli;

using System.Text.Json;

/// <summary>The members that the contract of the command line promises; scripts read them.</summary>
public sealed class JsonTests(PostgresServer server)
{
    static JsonElement Read(CliRun run)
    {
        var root = JsonDocument.Parse(run.Output).RootElement;
        root.GetProperty("turnstone").ValueKind.ShouldBe(JsonValueKind.String);
        root.GetProperty("exit_code").GetInt32().ShouldBe(run.ExitCode);
        root.GetProperty("diagnostics").ValueKind.ShouldBe(JsonValueKind.Array);
        return root;
    }

    static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    [Fact]
    public async Task Apply_that_succeeds()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one (id int);\nINSERT INTO one VALUES (1), (2);\nCREATE INDEX CONCURRENTLY i ON one (id);");
        var apply = Read(await project.RunAsync("apply --json"));
        apply.GetProperty("verb").GetString().ShouldBe("apply");
        apply.GetProperty("run_id").GetGuid().ShouldBe(await database.ScalarAsync<Guid>("SELECT run_id FROM turnstone.run"));
        apply.GetProperty("applied").GetInt32().ShouldBe(1);
        var steps = apply.GetProperty("steps").EnumerateArray().ToList();
        steps.Count.ShouldBe(2);
        Members(steps[0]).ShouldBe(["kind", "version", "ordinal", "file", "line", "state", "execution_ms", "lock_wait_ms", "rows", "attempts", "statements"]);
        steps[0].GetProperty("rows").GetInt64().ShouldBe(2);
        (steps[1].GetProperty("ordinal").GetInt32(), steps[1].GetProperty("line").GetInt32(), steps[1].GetProperty("state").GetString()).ShouldBe((2, 3, "done"));

        var again = Read(await project.RunAsync("apply --json"));
        again.GetProperty("applied").GetInt32().ShouldBe(0);
        again.GetProperty("steps").GetArrayLength().ShouldBe(0);
        again.TryGetProperty("run_id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_that_fails()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one (id int);").Write("V2__bad.sql", "SELECT 1;\nSELECT PASSWORD 'unclosed \"quote\nFROM t';");
        var run = await project.RunAsync("apply", "--json");
        run.ExitCode.ShouldBe(5);
        var apply = Read(run);
        apply.GetProperty("applied").GetInt32().ShouldBe(1);
        apply.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("state").GetString()).ShouldBe(["done", "failed"]);
        var diagnostic = apply.GetProperty("diagnostics").EnumerateArray().Single();
        Members(diagnostic).ShouldBe(["rule", "severity", "file", "line", "column", "message", "help"]);
        (diagnostic.GetProperty("rule").GetString(), diagnostic.GetProperty("severity").GetString()).ShouldBe(("step-failed", "error"));
        (diagnostic.GetProperty("file").GetString(), diagnostic.GetProperty("line").GetInt32()).ShouldBe(("migrations/V2__bad.sql", 2));
    }

    [Fact]
    public async Task A_literal_that_is_not_closed_does_not_take_the_document_with_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "DO $$ BEGIN RAISE EXCEPTION 'PASSWORD ''half a literal, \"key\": password='; END $$;");
        var run = await project.RunAsync("apply", "--json");
        run.ExitCode.ShouldBe(5);
        Read(run).GetProperty("applied").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Apply_that_is_not_even_begun()
    {
        using var project = new TestProject().Write("V1__one.sql", "SELECT 1;");
        Read(await project.RunAsync("apply --json")).GetProperty("verb").GetString().ShouldBe("apply");
        project.With("DATABASE_URL", "postgres://u@127.0.0.1:1/x").Write("turnstone.yaml", "settings: { connect_deadline: 100ms }\n");
        var away = await project.RunAsync("apply --json");
        away.ExitCode.ShouldBe(3);
        Read(away).GetProperty("diagnostics").EnumerateArray().Last().GetProperty("rule").GetString().ShouldBe("server-unavailable");
        var usage = await project.RunAsync("apply --json --no-such-flag");
        usage.ExitCode.ShouldBe(2);
        Read(usage).GetProperty("diagnostics").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Status()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "SELECT 1;").Write("V2__half.sql", "CREATE TABLE t (v int); CREATE INDEX CONCURRENTLY i ON t (v); SELECT 1/0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V3__pending.sql", "SELECT 3;");
        var migrations = Read(await project.RunAsync("status --json")).GetProperty("migrations").EnumerateArray().ToList();
        migrations.Select(one => one.GetProperty("state").GetString()).ShouldBe(["applied", "half_way", "pending"]);
        Members(migrations[0]).ShouldBe(["version", "description", "kind", "state", "applied_at", "execution_ms", "checksum"]);
        migrations[0].GetProperty("applied_at").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
        migrations[0].GetProperty("checksum").GetString().ShouldStartWith("v1:sha256:");
    }

    [Fact]
    public async Task Plan()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE \"a'b\" ();\nCREATE ROLE r PASSWORD 'x y\nz';");
        var plan = Read(await project.RunAsync("plan --json"));
        plan.GetProperty("digest").GetString()!.Length.ShouldBe(64);
        var step = plan.GetProperty("migrations")[0].GetProperty("steps")[0];
        step.GetProperty("kind").GetString().ShouldBe("sql");
        step.GetProperty("transaction").GetBoolean().ShouldBeTrue();
        step.GetProperty("statements")[0].GetProperty("sql").GetString().ShouldBe("CREATE TABLE \"a'b\" ()");
        step.GetProperty("statements")[1].GetProperty("sql").GetString().ShouldBe("CREATE ROLE r PASSWORD ******");
        project.Write("V2__bad.sql", "COMMIT;");
        var refused = await project.RunAsync("plan --json");
        refused.ExitCode.ShouldBe(2);
        Read(refused).GetProperty("diagnostics")[0].GetProperty("rule").GetString().ShouldBe("transaction-control");
    }

    [Fact]
    public async Task Progress_goes_to_standard_error_and_quiet_is_quiet()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "DO $$ BEGIN RAISE WARNING 'take care'; END $$;");
        var quiet = await project.RunAsync("apply --quiet");
        quiet.Everything.ShouldBe("");
        project.Write("V2__two.sql", "DO $$ BEGIN RAISE WARNING 'take care'; END $$;");
        var run = await project.RunAsync("apply");
        run.Error.ShouldContain("WARNING: take care");
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }
}
