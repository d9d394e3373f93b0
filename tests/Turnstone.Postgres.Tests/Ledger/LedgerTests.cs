namespace Turnstone.Postgres.Tests.Ledger;

using System.Text.Json;
using Npgsql;
using Turnstone.Ledger;
using Turnstone.Postgres.Tests.Cli;

public sealed class LedgerTests(PostgresServer server)
{
    const string OneTable = "CREATE TABLE one ();\n";

    static async Task ApplyAsync(TestProject project, params string[] more)
    {
        var run = await project.RunAsync(["apply", .. more]);
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task The_first_run_makes_the_ledger_and_keeps_the_text()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT version FROM turnstone.ledger_version")).ShouldBe([["1"]]);
        (await database.QueryAsync("""
            SELECT m.version, m.description, m.file, c.text, c.length, c.sha256 = encode(sha256(convert_to(c.text, 'UTF8')), 'hex'), m.checksum LIKE 'v1:sha256:%'
            FROM turnstone.migration m JOIN turnstone.content c ON c.sha256 = m.content
            """)).ShouldBe([["1", "one", "migrations/V1__one.sql", OneTable, "21", "t", "t"]]);
    }

    [Fact]
    public async Task A_text_longer_than_is_kept_is_recorded_as_digest_and_length()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "ledger: { keep_text: 10B }\n").Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT text, length FROM turnstone.content WHERE text IS NULL")).ShouldBe([[null, "21"]]);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE turnstone.entry SET payload = payload")]
    [InlineData("DELETE FROM turnstone.entry")]
    [InlineData("TRUNCATE turnstone.entry")]
    [InlineData("UPDATE turnstone.content SET text = ''")]
    [InlineData("DELETE FROM turnstone.content WHERE false")]
    [InlineData("TRUNCATE turnstone.content")]
    public async Task Not_even_the_owner_changes_what_happened(string tampering)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        var refused = await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync(tampering));
        refused.SqlState.ShouldBe("TS003");
        refused.MessageText.ShouldContain("append-only");
        var replica = await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync($"DO $$ BEGIN SET LOCAL session_replication_role = replica; {tampering}; END $$"));
        replica.SqlState.ShouldBe("TS003");
    }

    [Fact]
    public async Task Who_ran_what_when_is_a_view()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).With("TURNSTONE_USER", "ada").Write("V1__one.sql", OneTable);
        await ApplyAsync(project, "--app-version", "2.4.1");
        (await database.QueryAsync("SELECT app_version, migration_version, deployed_by, deployed_at > now() - interval '1 hour' FROM turnstone.schema_deployment_log"))
            .ShouldBe([["2.4.1", "1", "ada", "t"]]);
    }

    [Theory]
    [InlineData("GITHUB_ACTOR=octocat;GITHUB_SHA=abc1;GITHUB_RUN_ID=77;GITHUB_SERVER_URL=https://github.com;GITHUB_REPOSITORY=a/b", "octocat", "abc1", "https://github.com/a/b/actions/runs/77")]
    [InlineData("GITLAB_USER_LOGIN=tanuki;CI_COMMIT_SHA=abc2;CI_JOB_URL=https://gitlab.com/a/b/-/jobs/1", "tanuki", "abc2", "https://gitlab.com/a/b/-/jobs/1")]
    [InlineData("BUILD_REQUESTEDFOR=Grace Hopper;BUILD_SOURCEVERSION=abc3;BUILD_BUILDURI=vstfs:///Build/Build/430", "Grace Hopper", "abc3", "vstfs:///Build/Build/430")]
    public async Task A_ci_system_s_person_commit_and_build_are_recorded(string variables, string who, string commit, string build)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", OneTable);
        foreach (var variable in variables.Split(';'))
        {
            project.With(variable.Split('=', 2)[0], variable.Split('=', 2)[1]);
        }
        await ApplyAsync(project);
        (await database.QueryAsync("SELECT deployed_by, git_commit, ci_build, host, database_user, verb, status FROM turnstone.run"))
            .ShouldBe([[who, commit, build, Environment.MachineName, "postgres", "apply", "done"]]);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_release_is_read_and_never_written()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        await database.ExecuteAsync("INSERT INTO turnstone.ledger_version (version, installed_by) VALUES (2, '9.9')");
        await ApplyAsync(project);
        (await project.RunAsync("status")).Output.ShouldContain("1 applied");
        project.Write("V2__two.sql", "CREATE TABLE two ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("of version 2, written by a newer Turnstone; this one writes version 1");
        run.Error.ShouldContain("Nothing was changed.");
        (await database.HasAsync("two")).ShouldBeFalse();
        (await database.KindsAsync()).ShouldBe("run_opened step_done run_closed");
    }

    [Theory]
    [InlineData("we\"ird")]
    [InlineData("sixty-three bytes, which is all that a name of postgres may have")]
    [InlineData("Übersicht 🐦")]
    [InlineData("select")]
    [InlineData("it's a \\ schema; --")]
    public async Task The_ledger_s_schema_may_have_any_name(string name)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", $"ledger_schema: {JsonSerializer.Serialize(name[..Math.Min(name.Length, 63)])}\n").Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        project.Write("V2__two.sql", "CREATE TABLE two ();");
        await ApplyAsync(project);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("status")).Output.ShouldContain("2 applied");
        (await database.ScalarAsync<string>("SELECT nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relname = 'entry'"))
            .ShouldBe(name[..Math.Min(name.Length, 63)]);
    }

    [Fact]
    public async Task Projects_share_a_database_without_seeing_each_other()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var shop = new TestProject(database).Write("turnstone.yaml", "project: shop\n").Write("V1__one.sql", OneTable);
        using var stock = new TestProject(database).Write("turnstone.yaml", "project: it's stock\n").Write("V1__two.sql", "CREATE TABLE two ();");
        await ApplyAsync(shop);
        await ApplyAsync(stock);
        shop.Write("V2__three.sql", "CREATE TABLE three ();");
        stock.Write("V2__bad.sql", "SELEKT 1;");
        (await stock.RunAsync("apply")).ExitCode.ShouldBe(5);
        await ApplyAsync(shop);
        (await shop.RunAsync("status")).Output.ShouldContain("2 applied");
        (await stock.RunAsync("status")).Output.ShouldContain("1 applied, 1 pending");
        (await shop.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await stock.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_payload_is_what_is_hashed_as_anyone_can_compute_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", OneTable);
        await ApplyAsync(project);
        (await database.ScalarAsync<bool>("SELECT bool_and(hash = encode(sha256(convert_to(coalesce(previous, '') || payload, 'UTF8')), 'hex')) FROM turnstone.entry")).ShouldBeTrue();
        RunOrigin.ToolVersionText.ShouldBe(await database.ScalarAsync<string>("SELECT tool_version FROM turnstone.run"));
    }
}
