namespace Turnstone.Postgres.Tests.Execution.Scripts;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;

/// <summary>What a script refuses to run on, and what is not made a script of.</summary>
public sealed class ScriptGuardTests(PostgresServer server)
{
    static TestProject Small(TestDatabase database) => new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);");

    static async Task RefusesAsync(TestProject project, TestDatabase database, string why, params string[] options)
    {
        var refused = await Psql.RunScriptAsync(database, Path.Combine(project.Folder, "plan.sql"), options);
        refused.ExitCode.ShouldBe(3);
        refused.Errors.ShouldContain(why);
        refused.Errors.ShouldContain("Nothing was changed.");
        (await database.ScalarAsync<bool>("SELECT to_regclass('a') IS NULL")).ShouldBeTrue();
    }

    static async Task WriteAsync(TestProject project)
    {
        var written = await project.RunAsync("plan --format sql -o plan.sql");
        written.ExitCode.ShouldBe(0, written.Everything);
        written.Error.ShouldContain("psql \"$URL\" -X -f plan.sql");
    }

    [Fact]
    public async Task A_script_for_an_empty_database_refuses_one_that_is_not()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var another = await server.CreateDatabaseAsync("CREATE TABLE theirs (id int)");
        using var project = Small(database);
        await WriteAsync(project);

        await RefusesAsync(project, another, "holds objects that no ledger knows of: public.theirs");
    }

    [Fact]
    public async Task A_script_refuses_another_history_than_its_plans()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var another = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V0__z.sql", "CREATE TABLE z (id int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V1__a.sql", "CREATE TABLE a (id int);");
        await WriteAsync(project);

        await RefusesAsync(project, another, "has no ledger");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        project.Delete("V1__a.sql").Write("V1.1__b.sql", "CREATE TABLE b (id int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        await RefusesAsync(project, database, "after another history");
    }

    [Fact]
    public async Task A_script_refuses_while_another_run_is_at_work()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Small(database);
        await WriteAsync(project);
        var key = new System.Text.RegularExpressions.Regex(@"pg_try_advisory_lock\((-?\d+)\)").Match(project.Read("plan.sql")).Groups[1].Value;
        await using var holder = await database.OpenAsync();
        await using var taking = TestDatabase.Batch(holder, $"SELECT pg_advisory_lock({key})");
        await taking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await RefusesAsync(project, database, "Another run of project 'default' is at work.");
    }

    [Fact]
    public async Task A_script_refuses_a_transaction_around_it_and_another_version()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Small(database);
        await WriteAsync(project);

        await RefusesAsync(project, database, "makes its own transactions", "--single-transaction");
        var major = (int)server.Major;
        project.WriteAt("plan.sql", project.Read("plan.sql").Replace($"<> {major} THEN", "<> 13 THEN", StringComparison.Ordinal));
        await RefusesAsync(project, database, "The plan was made for PostgreSQL");
    }

    [Theory]
    [InlineData("CREATE TABLE a (id int);\nCREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user 'x', password 'hushhush');", "V1__a.sql:2:1")]
    [InlineData("CREATE TABLE a (id int);\nSELECT set_config('a.b', '${key}', false);", "V1__a.sql:2:1")]
    [InlineData("CREATE TABLE a (id int);\n-- turnstone: copy table=a file=rows.csv\n", "V1__a.sql:2:1")]
    public async Task What_a_script_cannot_hold_is_refused_with_its_place(string text, string place)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).With("KEY", "hushhush").Write("turnstone.yaml", "placeholders: { key: env:KEY }\n").Write("V1__a.sql", text).Write("rows.csv", "1\n");

        var refused = await project.RunAsync("plan --format sql -o plan.sql");

        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Everything.ShouldContain(place);
        refused.Everything.ShouldContain("turnstone apply");
        refused.Everything.ShouldNotContain("hushhush");
        File.Exists(Path.Combine(project.Folder, "plan.sql")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_too_long_for_a_plan_is_too_long_for_a_script()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Small(database).Write("turnstone.yaml", "ledger: { keep_text: 1kB }\n").Write("V2__b.sql", $"CREATE TABLE b (id int); -- {new string('x', 2000)}\n");

        var refused = await project.RunAsync("plan --format sql -o plan.sql");

        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Everything.ShouldContain("V2__b.sql:1:1");
        File.Exists(Path.Combine(project.Folder, "plan.sql")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_a_policy_asks_for_more_there_is_no_script()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Small(database).Write("turnstone.yaml", "environments:\n  prod: { url: env:DATABASE_URL, require: { approvals: 1 } }\n");

        var refused = await project.RunAsync("plan --env prod --format sql -o plan.sql");

        refused.ExitCode.ShouldBe(1, refused.Everything);
        refused.Everything.ShouldContain("policy-approvals");
        File.Exists(Path.Combine(project.Folder, "plan.sql")).ShouldBeFalse();
    }
}
