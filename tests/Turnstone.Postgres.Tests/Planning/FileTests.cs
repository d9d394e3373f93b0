namespace Turnstone.Postgres.Tests.Planning;

using System.Text;
using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;

public sealed class FileTests(PostgresServer server)
{
    static async Task<CliRun> ApplyAsync(TestProject project, int exitCode = 0)
    {
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(exitCode, run.Everything);
        return run;
    }

    [Fact]
    public async Task F28_Another_checkout_of_the_same_file_is_the_same_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        const string text = "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\n  SELECT 'ü';\n$$;\n";
        using var project = new TestProject(database).Write("V1__f.sql", text);
        await ApplyAsync(project);
        var body = await database.ScalarAsync<string>("SELECT prosrc FROM pg_proc WHERE proname = 'f'");
        foreach (var same in (string[])[text.Replace("\n", "\r\n", StringComparison.Ordinal), text.Replace('\n', '\r'), "\uFEFF" + text, text + "\n  \n", text.TrimEnd()])
        {
            (await ApplyAsync(project.Write("V1__f.sql", Encoding.UTF8.GetBytes(same)))).Output.ShouldContain("nothing to do");
        }
        await using var other = await server.CreateDatabaseAsync();
        using var windows = new TestProject(other).Write("V1__f.sql", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        await ApplyAsync(windows);
        (await other.ScalarAsync<string>("SELECT prosrc FROM pg_proc WHERE proname = 'f'")).ShouldBe(body);
        (await other.QueryAsync("SELECT checksum FROM turnstone.migration")).ShouldBe(await database.QueryAsync("SELECT checksum FROM turnstone.migration"));
    }

    [Fact]
    public async Task F28_Latin_1_is_refused_with_line_and_column()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__latin.sql", Encoding.Latin1.GetBytes("SELECT 1;\nSELECT 'Müller';\n"));
        var run = await ApplyAsync(project, exitCode: 2);
        run.Error.ShouldContain("migrations/V1__latin.sql:2:10");
        run.Error.ShouldContain("Byte 0xFC is not UTF-8");
        run.Error.ShouldContain("iconv -f ISO-8859-1 -t UTF-8");
    }

    [Fact]
    public async Task F30_An_edited_file_is_refused_with_the_difference_and_nothing_runs()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();\n");
        await ApplyAsync(project);
        project.Write("V1__one.sql", "CREATE TABLE one (id int);\n").Write("V2__two.sql", "CREATE TABLE two ();");
        var run = await ApplyAsync(project, exitCode: 2);
        run.Error.ShouldContain("migrations/V1__one.sql");
        run.Error.ShouldContain("its file was edited since");
        run.Error.ShouldContain("- CREATE TABLE one ();");
        run.Error.ShouldContain("+ CREATE TABLE one (id int);");
        (await database.HasAsync("two")).ShouldBeFalse();
        (await project.RunAsync("status")).Output.ShouldContain("changed");
    }

    [Fact]
    public async Task F30_A_renamed_description_is_a_warning_and_a_renamed_version_is_another_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();\n").Write("V2__two.sql", "CREATE TABLE two ();\n");
        await ApplyAsync(project);
        var renamed = await ApplyAsync(project.Delete("V1__one.sql").Write("V01.0__first.sql", "CREATE TABLE one ();\n"));
        renamed.Error.ShouldContain("V1 was applied as 'one'; its text is the same.");
        renamed.Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F30_A_file_that_is_gone_is_missing_below_the_newest_file_and_from_the_future_above()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        for (var version = 1; version <= 3; version++)
        {
            project.Write($"V{version}__t.sql", $"CREATE TABLE t{version} ();");
        }
        await ApplyAsync(project);
        var older = await ApplyAsync(project.Delete("V3__t.sql"));
        older.Error.ShouldContain("V3 (t) was applied by a newer set of files than this one.");
        (await project.RunAsync("status")).Output.ShouldContain("2 applied, 1 future");
        (await project.RunAsync("wait --timeout 1s")).ExitCode.ShouldBe(0);
        var missing = await ApplyAsync(project.Delete("V1__t.sql"), exitCode: 2);
        missing.Error.ShouldContain("V1 (t) was applied on");
        missing.Error.ShouldContain("its file, migrations/V1__t.sql, is gone");
        (await project.RunAsync("status")).Output.ShouldContain("missing");
    }

    [Theory]
    [InlineData("allow", 0, "")]
    [InlineData("refuse", 2, "V2 comes before versions that are applied already.")]
    [InlineData("proved", 0, "")]
    public async Task F31_A_file_that_was_merged_late_is_seen_and_treated_as_the_project_says(string setting, int exitCode, string message)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", $"out_of_order: {setting}\n")
            .Write("V1__a.sql", "CREATE TABLE a ();").Write("V3__c.sql", "CREATE TABLE c ();");
        await ApplyAsync(project);
        project.Write("V2__b.sql", "CREATE TABLE b ();");
        (await project.RunAsync("status")).Output.ShouldContain("out of order");
        (await ApplyAsync(project, exitCode)).Error.ShouldContain(message);
        (await database.HasAsync("b")).ShouldBe(exitCode == 0);
        if (exitCode == 0)
        {
            (await database.QueryAsync("SELECT version FROM turnstone.migration ORDER BY id")).ShouldBe([["1"], ["3"], ["2"]], "the order that really happened");
            (await ApplyAsync(project)).Output.ShouldContain("nothing to do");
        }
    }

    [Fact]
    public async Task F31_Half_the_files_of_two_branches_each_are_the_full_history_in_the_end()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var ours = new TestProject(database).Write("turnstone.yaml", "out_of_order: allow\n");
        using var theirs = new TestProject(database).Write("turnstone.yaml", "out_of_order: allow\n");
        using var merged = new TestProject(database).Write("turnstone.yaml", "out_of_order: allow\n");
        for (var version = 1; version <= 20; version++)
        {
            var text = $"CREATE TABLE t{version} ();";
            merged.Write($"V{version}__t.sql", text);
            (version % 2 == 0 ? ours : theirs).Write($"V{version}__t.sql", text);
        }
        await ApplyAsync(ours);
        // Of the other branch's applied files 2 to 18 are missing here: the newest file is older than the newest that was applied.
        var early = await ApplyAsync(theirs, exitCode: 2);
        early.Error.ShouldContain("is gone");
        await ApplyAsync(merged);
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.migration")).ShouldBe(20);
        (await merged.RunAsync("status")).Output.ShouldContain("20 applied");
    }

    [Fact]
    public async Task An_ignore_line_does_not_change_a_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "-- what it is for\nCREATE TABLE one ();\n");
        await ApplyAsync(project);
        project.Write("V1__one.sql", "-- what it is for\n-- turnstone: ignore=table-without-key reason=\"it is a list\"\nCREATE TABLE one ();\n");
        (await ApplyAsync(project)).Output.ShouldContain("nothing to do");
        project.Write("V1__one.sql", "-- what it is made for\nCREATE TABLE one ();\n");
        await ApplyAsync(project, exitCode: 2);
    }

    [Fact]
    public async Task F32_Two_files_of_one_version_are_refused_before_anything_runs()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V0042__a.sql", "CREATE TABLE a ();").Write("V42__b.sql", "CREATE TABLE b ();");
        var run = await ApplyAsync(project, exitCode: 2);
        run.Error.ShouldContain("migrations/V42__b.sql and migrations/V0042__a.sql have the same version, 42.");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_of_another_context_is_neither_pending_nor_applied()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__seed.sql", "-- turnstone: context=seed\nCREATE TABLE seed ();").Write("V2__two.sql", "CREATE TABLE two ();");
        await ApplyAsync(project);
        (await database.HasAsync("seed")).ShouldBeFalse();
        (await project.RunAsync("status")).Output.ShouldNotContain("seed");
    }

    [Fact]
    public async Task An_apply_up_to_a_version_stops_there()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a ();").Write("V2__b.sql", "CREATE TABLE b ();").Write("V3__c.sql", "CREATE TABLE c ();");
        (await project.RunAsync("apply --to 2")).Output.ShouldContain("applied 2 migrations");
        (await database.HasAsync("c")).ShouldBeFalse();
        (await project.RunAsync("apply --to 9")).ExitCode.ShouldBe(2);
        (await project.RunAsync("wait --to 2 --timeout 1s")).ExitCode.ShouldBe(0);
        (await project.RunAsync("wait --timeout 1s")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_plan_of_the_same_files_and_history_is_the_same_bytes_and_writes_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a ();");
        (await project.RunAsync("plan -o one.json")).ExitCode.ShouldBe(0);
        (await project.RunAsync("plan -o two.json")).ExitCode.ShouldBe(0);
        project.Read("one.json").ShouldBe(project.Read("two.json"));
        JsonDocument.Parse(project.Read("one.json")).RootElement.GetProperty("migrations").GetArrayLength().ShouldBe(1);
        (await project.RunAsync("apply --dry-run")).Output.ShouldContain("CREATE TABLE a ()");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);
    }
}
