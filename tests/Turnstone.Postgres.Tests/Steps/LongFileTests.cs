namespace Turnstone.Postgres.Tests.Steps;

using System.Globalization;
using System.Text;
using Turnstone.Postgres.Tests.Cli;

/// <summary>Files that are too long for a plan to hold them; what is too long is set small here.</summary>
public sealed class LongFileTests(PostgresServer server)
{
    const string Settings = "ledger: { keep_text: 100B }\nplaceholders: { region: eu-west, secret: env:APP_SECRET }\n";

    static string Inserts(int count, int wrong = -1) => "CREATE TABLE t (n int, v text);\n" + string.Concat(Enumerable.Range(2, count - 1)
        .Select(line => line == wrong ? "INSERT INTO t VALUES (1, nowhere);\n" : string.Create(CultureInfo.InvariantCulture, $"INSERT INTO t VALUES ({line}, '${{region}}');\n")));

    static TestProject Project(TestDatabase database, string text) => new TestProject(database).With("APP_SECRET", "n3ver-5een")
        .Write("turnstone.yaml", Settings).Write("V1__long.sql", text);

    static async Task<CliRun> ApplyAsync(TestProject project, int exitCode = 0)
    {
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(exitCode, run.Everything);
        return run;
    }

    [Fact]
    public async Task Its_statements_are_sent_from_the_file_and_the_ledger_has_digest_and_length()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, Inserts(1001));
        var plan = await project.RunAsync("plan");
        plan.Output.ShouldContain("CREATE TABLE … 1,001 statements, 3");
        plan.Output.ShouldNotContain("INSERT");

        await ApplyAsync(project);

        (await database.QueryAsync("SELECT count(*), min(v), max(v) FROM t")).ShouldBe([["1000", "eu-west", "eu-west"]]);
        (await database.QueryAsync("SELECT rows FROM turnstone.step")).ShouldBe([["1000"]]);
        (await database.QueryAsync("SELECT length, text FROM turnstone.content WHERE text IS NULL")).ShouldBe([[$"{Encoding.UTF8.GetByteCount(Inserts(1001))}", null]]);
        (await ApplyAsync(project)).Output.ShouldContain("nothing to do");
        (await ApplyAsync(project.Write("turnstone.yaml", Settings.Replace("100B", "1MB", StringComparison.Ordinal)))).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task The_place_of_an_error_is_exact()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, Inserts(1001, wrong: 777));
        var run = await ApplyAsync(project, exitCode: 5);
        run.Error.ShouldContain("--> migrations/V1__long.sql:777:26\n");
        (await database.HasAsync("t")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_half_way_file_goes_on_whether_it_is_long_by_now_or_not()
    {
        await using var database = await server.CreateDatabaseAsync();
        const string text = "CREATE TABLE t (n int);\nINSERT INTO t VALUES (1);\nVACUUM t;\nCREATE INDEX CONCURRENTLY i ON t (n);\nSELECT nowhere;\n";
        using var project = Project(database, text).Write("turnstone.yaml", "");
        await ApplyAsync(project, exitCode: 5);
        await ApplyAsync(project.Write("turnstone.yaml", Settings).Write("V1__long.sql", text.Replace("SELECT nowhere", "INSERT INTO t VALUES (2)", StringComparison.Ordinal)));
        (await database.QueryAsync("SELECT n FROM t")).ShouldBe([["1"], ["2"]]);
        (await database.QueryAsync("SELECT step, rows FROM turnstone.step WHERE kind = 'step_done' ORDER BY id")).ShouldBe([["1", "1"], ["2", "0"], ["3", "0"], ["4", "1"]]);
    }

    [Fact]
    public async Task F43_Its_secrets_are_sent_and_never_shown()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"r_{Guid.NewGuid():N}";
        using var project = Project(database, $"CREATE ROLE {role} PASSWORD 'wr1tten-here';\nSET app.key = '${{secret}}';\nCREATE TABLE t AS SELECT current_setting('app.key') AS k;\nVACUUM t;\nALTER ROLE {role} PASSWORD '${{secret}}';\nDROP ROLE {role};\n");
        var plan = await project.RunAsync("plan", "--json");
        var run = await ApplyAsync(project);
        (await database.QueryAsync("SELECT k FROM t")).ShouldBe([["n3ver-5een"]]);
        (plan.Everything + run.Everything + string.Concat((await database.QueryAsync("SELECT payload FROM turnstone.entry")).Select(row => row[0])))
            .ShouldNotContain("wr1tten-here");
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES (7, '${region}');", "INSERT INTO t VALUES (8, '${region}');")]
    [InlineData("INSERT INTO t VALUES (1001, '${region}');\n", "")]
    [InlineData("INSERT INTO t VALUES (7, '${region}');", "INSERT INTO t VALUES (7, '${region}'); SELECT 1;")]
    public async Task A_file_that_changes_between_plan_and_execution_is_refused_and_nothing_of_it_stands(string planned, string instead)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, "-- turnstone: lock_timeout=0\nSELECT pg_advisory_xact_lock(4711);").Write("V2__long.sql", Inserts(1001));
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var running = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        project.Write("V2__long.sql", Inserts(1001).Replace(planned, instead, StringComparison.Ordinal));
        await gate.DisposeAsync();
        var run = await running;
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("error[plan-outdated]");
        run.Error.ShouldContain("migrations/V2__long.sql");
        run.Error.ShouldContain("rolled back; nothing of it stands");
        (await database.HasAsync("t")).ShouldBeFalse();
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
        await ApplyAsync(project);
    }

    [Fact]
    public async Task A_data_file_that_changes_between_plan_and_execution_is_refused_too()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__gate.sql", "-- turnstone: lock_timeout=0\nSELECT pg_advisory_xact_lock(4711);")
            .Write("V2__t.sql", "CREATE TABLE t (a int);\n-- turnstone: copy table=t file=t.csv\n").Write("t.csv", "a\n1\n");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var running = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V1:1");
        project.Write("t.csv", "a\n2\n");
        await gate.DisposeAsync();
        (await running).Error.ShouldContain("error[plan-outdated]");
        (await database.HasAsync("t")).ShouldBeFalse();
    }

    [Fact]
    public async Task BEGIN_and_COMMIT_around_it_are_left_out()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, $"BEGIN;\n{Inserts(500)}COMMIT;\n");
        await ApplyAsync(project);
        (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(499);
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
    }
}
