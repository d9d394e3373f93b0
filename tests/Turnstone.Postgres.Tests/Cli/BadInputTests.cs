namespace Turnstone.Postgres.Tests.Cli;

/// <summary>What is given wrong to <c>verify</c>, <c>plan</c> and <c>apply</c> is said before any work, with what to type.</summary>
[Trait("tier", "all")]
public sealed class BadInputTests(PostgresServer server)
{
    static TestProject One() => new TestProject().Write("V1__t.sql", "CREATE TABLE t (a int);");

    [Theory]
    [InlineData("--report nowhere/a.html", "there is no folder ", "mkdir -p nowhere")]
    [InlineData("--report migrations.html", "that is a folder.", "--report migrations.html/")]
    [InlineData("--report README.md", "what stands there is no report of Turnstone's, and is not written over.", "rm README.md")]
    [InlineData("--report a.html/b.html", "there is no folder ", "mkdir -p a.html")]
    [InlineData("--report other.json", "what stands there is no report of Turnstone's", "rm other.json")]
    [InlineData("-o other.json --key ci", "what stands there is no evidence, and is not written over.", "rm other.json")]
    public async Task Where_a_report_cannot_stand_is_said_before_anything_is_tried(string more, string what, string help)
    {
        using var project = One().WriteAt("README.md", "# Shop").WriteAt("other.json", "{ \"name\": \"shop\" }").WriteAt("a.html", "");
        Directory.CreateDirectory(Path.Combine(project.Folder, "migrations.html"));

        var run = await project.RunAsync($"verify --pg-version {(int)server.Major} {more}");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(what);
        run.Error.ShouldContain("  Nothing was done.\n  ");
        run.Error.ShouldContain(help);
        run.Output.ShouldBeEmpty();
        project.Read("README.md").ShouldBe("# Shop");
        project.Read("other.json").ShouldBe("{ \"name\": \"shop\" }");
    }

    [Fact]
    public async Task A_report_is_written_over_by_the_next_one()
    {
        using var project = One();
        string[] reports = ["a.html", "a.md", "a.xml", "a.json"];

        foreach (var _ in (int[])[1, 2])
        {
            var run = await project.RunAsync($"verify --pg-version {(int)server.Major} {string.Join(' ', reports.Select(one => $"--report {one}"))}");
            run.ExitCode.ShouldBe(0, run.Everything);
        }
    }

    [Theory]
    [InlineData("plan -o other.json")]
    [InlineData("plan --rebase -o other.json")]
    [InlineData("plan --format sql -o migrations/V1__t.sql")]
    public async Task A_plan_takes_the_place_of_no_other_file(string command)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);").WriteAt("other.json", "{ \"name\": \"shop\" }");

        var run = await project.RunAsync(command);

        (run.ExitCode, run.Error.Contains("is not written over", StringComparison.Ordinal)).ShouldBe((2, true), run.Everything);
        project.Read("other.json").ShouldBe("{ \"name\": \"shop\" }");
        project.Read("migrations/V1__t.sql").ShouldBe("CREATE TABLE t (a int);");
    }

    [Fact]
    public async Task A_plan_takes_the_place_of_another_and_of_what_is_left_of_one()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);").WriteAt("empty.json", "");
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);
        project.WriteAt("cut.json", project.Read("plan.json")[..120]).WriteAt("bad.json", project.Read("plan.json").Replace("\"of\": 1", "\"of\": \"one\"", StringComparison.Ordinal));

        foreach (var file in (string[])["plan.json", "cut.json", "bad.json", "empty.json"])
        {
            var run = await project.RunAsync($"plan --rebase -o {file}");
            run.ExitCode.ShouldBe(0, run.Everything);
            project.Read(file).ShouldBe(project.Read("plan.json"));
        }
        (await project.RunAsync("plan --format sql -o plan.sql")).ExitCode.ShouldBe(0);
        (await project.RunAsync("plan --format sql -o plan.sql")).ExitCode.ShouldBe(0);
        (await project.RunAsync("plan --format markdown -o page.md")).Error.ShouldContain("turnstone plan --format markdown > page.md");
        (await project.RunAsync("plan -o page.sql")).Error.ShouldContain("turnstone plan --format sql -o page.sql");
    }

    [Fact]
    public async Task What_is_no_plan_or_one_of_another_is_refused_and_not_to_be_written_over()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);").Write("turnstone.yaml", "project: shop\n");
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);
        project.WriteAt("lint.json", (await project.RunAsync("lint --json")).Output).Write("turnstone.yaml", "project: other\n");

        foreach (var verb in (string[])["apply", "verify"])
        {
            var run = await project.RunAsync($"{verb} lint.json");
            (run.ExitCode, run.Error.Contains("it is what 'turnstone lint --json' prints.", StringComparison.Ordinal)).ShouldBe((2, true), run.Everything);
            (await project.RunAsync($"{verb} migrations")).Error.ShouldContain("migrations is a folder, and a file is wanted.");
        }
        var other = await project.RunAsync("apply plan.json");
        (other.ExitCode, other.Error.Contains("for this one: turnstone plan -o new-plan.json", StringComparison.Ordinal)).ShouldBe((2, true), other.Everything);
        (await project.RunAsync("apply plan.json --evidence plan.json")).Error.ShouldContain("This is no signed envelope: it is a plan.");
    }

    [Fact]
    public async Task Without_Git_it_is_said_how_else_to_name_what_is_new()
    {
        using var project = One();

        foreach (var verb in (string[])["verify", "check"])
        {
            var run = await project.RunAsync($"{verb} --since main");
            (run.ExitCode, run.Error).ShouldBe((2, $"error[since]: --since main: there is no Git repository here.\n  Nothing was looked at.\n  Name the last version that stands already: turnstone {verb} --from VERSION\n"));
        }
        (await project.RunAsync("verify --form 1")).Error.ShouldContain("'--form' is not known here.\n  Did you mean --from?");
    }

    [Fact]
    public async Task Where_no_server_can_be_had_it_is_said_where_one_was_looked_for_and_how_to_get_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var project = One();
        var bare = Directory.CreateDirectory(Path.Combine(project.Folder, "bin")).FullName;
        foreach (var program in (string[])["sh", "env", "setpriv", "runuser", "su", "id", "chown", "mkdir"])
        {
            if (((string[])["/usr/bin", "/bin", "/sbin", "/usr/sbin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } found)
            {
                File.CreateSymbolicLink(Path.Combine(bare, program), found);
            }
        }
        // One that the machine has beside those that are asked for is no help.
        var wanted = new[] { 14, 16, 17, 18 }.First(major => !Directory.Exists($"/usr/lib/postgresql/{major}") && !Directory.Exists($"/usr/pgsql-{major}"));
        using var process = project.With("PATH", bare).With("TURNSTONE_CACHE", Path.Combine(Path.GetTempPath(), $"turnstone-none-{Guid.NewGuid():N}")).Start("verify", "--pg-version", $"{wanted}", "-C", project.Folder);

        var run = await process.EndAsync();

        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain($"error[no-shadow]: No throw-away server to try it on: No PostgreSQL {wanted} server was found on this machine, and none could be fetched.\n");
        run.Error.ShouldContain("    Looked for postgres and initdb in:\n");
        run.Error.ShouldContain($"apt-get install postgresql-{wanted}");
        run.Error.ShouldContain("shadow: { url: env:SHADOW_URL }");
    }

    [Fact]
    public async Task An_undo_that_is_refused_is_named_with_its_statement()
    {
        using var project = One().Write("V2__u.sql", "CREATE TABLE u (a int);").Write("U2__u.sql", "-- Takes it back.\n\nDROP TABLE u;\n  DROP TABLE nothing_like_it;");

        var run = await project.RunAsync($"verify --pg-version {(int)server.Major} --from 1");

        run.ExitCode.ShouldBe(1, run.Everything);
        run.Error.ShouldContain("error[undo-fails]: V2: Its undo is refused: DROP TABLE failed: table \"nothing_like_it\" does not exist (SQLSTATE 42P01).\n  --> migrations/U2__u.sql:4:3\n");
    }

    [Theory]
    [InlineData("CREATE EXTENSION nowhere_to_be_had;", "shadow-lacks-extension", "Install nowhere_to_be_had on the machine")]
    [InlineData("CREATE TABLE t (a int);\nGRANT SELECT ON t TO no_such_reader;", "shadow-lacks-role", "shadow: { roles: roles.sql }")]
    [InlineData("CREATE TABLE t (a nothing);", "step-failed", "turnstone accept-edit VERSION --reason")]
    public async Task What_keeps_a_history_from_replaying_is_said_with_its_own_cure(string sql, string rule, string help)
    {
        using var project = new TestProject().Write("V1__t.sql", sql).Write("V2__u.sql", "CREATE TABLE u (a int);");

        var run = await project.RunAsync($"verify --pg-version {(int)server.Major} --from 1");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain($"error[{rule}]: What is there before (V1) does not replay: ");
        run.Error.ShouldContain("--> migrations/V1__t.sql:");
        run.Error.ShouldContain(help);
    }

    [Fact]
    public async Task Warnings_that_are_alike_are_folded_for_people_and_all_there_for_scripts()
    {
        using var project = One();
        for (var version = 2; version <= 8; version++)
        {
            project.Write($"V{version}__c.sql", $"ALTER TABLE t ADD COLUMN c{version} int;").Write($"U{version}__c.sql", $"ALTER TABLE t DROP COLUMN c{version};");
        }

        var run = await project.RunAsync($"verify --pg-version {(int)server.Major} --from 1");
        var json = await project.RunAsync($"verify --pg-version {(int)server.Major} --from 1 --json");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.Split("warning[undo-loses-data-written-since]").Length.ShouldBe(4, run.Error);
        run.Error.ShouldContain("… and 4 more like it, shown with -v\n");
        run.Output.ShouldContain("7 statements traced: -v shows their locks");
        json.Output.Split("\"rule\": \"undo-loses-data-written-since\"").Length.ShouldBe(8);
    }

    [Fact]
    public async Task Where_environments_stand_is_asked_and_those_out_of_reach_are_named()
    {
        await using var staging = await server.CreateDatabaseAsync();
        using var project = One().With("STAGING", staging.ConnectionString)
            .Write("turnstone.yaml", "environments:\n  staging: { url: env:STAGING }\n  prod: { url: env:PROD }\n  away: { url: \"postgres://x@127.0.0.1:1/x\" }\n  seeded: { url: env:STAGING, contexts: [seed] }\n");
        (await project.RunAsync("apply --env staging")).ExitCode.ShouldBe(0);
        project.Write("V2__u.sql", "DO $$ BEGIN IF EXISTS (SELECT FROM t) THEN CREATE TABLE u (a int); END IF; END $$;").Write("V1.5__row.sql", "INSERT INTO t VALUES (1);");

        var run = await project.RunAsync($"verify --pg-version {(int)server.Major}");

        run.Output.ShouldContain("from     ends\nstaging  ");
        run.Error.ShouldContain("note: It is not tried from where 'prod' stands: environment prod (env:PROD): env:PROD is not set.");
        run.Error.ShouldContain("note: It is not tried from where 'away' stands: Could not connect to ");
        run.Error.ShouldContain("note: It is not tried from where 'seeded' stands: it runs files of other contexts (seed).");
        var placed = await project.RunAsync($"verify --pg-version {(int)server.Major} --from 1");
        placed.Error.ShouldNotContain("It is not tried from where", Case.Sensitive, "who says from where asks for no more");
    }
}
