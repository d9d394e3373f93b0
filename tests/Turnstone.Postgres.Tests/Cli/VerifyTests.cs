namespace Turnstone.Postgres.Tests.Cli;

using System.Text.Json;
using Turnstone.Plans;
using Turnstone.Signing;
using Turnstone.Verification;

/// <summary><c>verify</c> and <c>check</c> as scripts see them.</summary>
[Trait("tier", "all")]
public sealed class VerifyTests(PostgresServer server)
{
    static TestProject Shop() => new TestProject()
        .Write("V1__customer.sql", "CREATE TABLE customer (id int PRIMARY KEY, note text);\nCREATE TABLE orders (id int PRIMARY KEY, customer int);")
        .Write("U1__customer.sql", "DROP TABLE orders;\nDROP TABLE customer;");

    static TestProject Proved() => Shop()
        .Write("V2__key.sql", "ALTER TABLE orders ADD CONSTRAINT belongs FOREIGN KEY (customer) REFERENCES customer (id);")
        .Write("U2__key.sql", "ALTER TABLE orders DROP CONSTRAINT belongs;");

    static JsonElement Json(CliRun run) => JsonDocument.Parse(run.Output).RootElement;

    Task<CliRun> VerifyAsync(TestProject project, string more) => project.RunAsync($"verify --pg-version {(int)server.Major} {more}");

    [Fact]
    public async Task What_is_proved_ends_with_0_and_says_what_was_seen()
    {
        using var project = Proved();

        var run = await VerifyAsync(project, "--from 1 --json");

        run.ExitCode.ShouldBe(0, run.Everything);
        var root = Json(run);
        (root.GetProperty("verb").GetString(), root.GetProperty("verdict").GetString(), root.GetProperty("server_version").GetInt32()).ShouldBe(("verify", "proved", (int)server.Major));
        var evidence = root.GetProperty("evidence");
        var undo = evidence.GetProperty("rollback").EnumerateArray().ShouldHaveSingleItem();
        (undo.GetProperty("version").GetString(), undo.GetProperty("verdict").GetString(), undo.GetProperty("schema_differences").GetInt32()).ShouldBe(("2", "reversible", 0));
        var taken = evidence.GetProperty("locks").EnumerateArray().Where(one => one.GetProperty("mode").GetString() == "SHARE ROW EXCLUSIVE").ToList();
        taken.Select(one => one.GetProperty("relation").GetString()).ShouldBe(["public.customer", "public.orders"], ignoreOrder: true);
        foreach (var one in taken)
        {
            (one.GetProperty("version").GetString(), one.GetProperty("file").GetString(), one.GetProperty("line").GetInt32(), one.GetProperty("blocks").GetString())
                .ShouldBe(("2", "migrations/V2__key.sql", 1, "readers go on, every write waits"));
        }
        evidence.GetProperty("paths").EnumerateArray().Select(path => (path.GetProperty("from").GetString(), path.GetProperty("same").GetBoolean())).ShouldBe([("V1", true)]);
        evidence.TryGetProperty("estimate", out _).ShouldBeFalse("what is not built is left out");
        evidence.TryGetProperty("compatibility", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_refuted_ends_with_1_and_names_the_file_and_the_cure()
    {
        using var project = Proved().Write("V3__drop.sql", "ALTER TABLE customer DROP COLUMN note;").Write("U3__drop.sql", "ALTER TABLE customer ADD COLUMN note text;");

        var run = await VerifyAsync(project, "--from 2");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Verdict: refuted.");
        run.Error.ShouldContain("error[undo-loses-data]: V3: Its undo loses what was there before: public.customer.note: ");
        run.Error.ShouldContain("--> migrations/U3__drop.sql");
        run.Error.ShouldContain("undo=lossy");
    }

    [Fact]
    public async Task F20b_A_lock_on_a_table_that_is_not_named_is_told()
    {
        using var project = Proved().Write("V3__drop.sql", "DROP TABLE orders;");

        var run = await VerifyAsync(project, "--from 2");

        run.Error.ShouldContain("warning[locks-unnamed-table]: DROP TABLE locks a table that it does not name: public.customer (ACCESS EXCLUSIVE). Every read and every write waits there until its transaction ends.");
        run.Error.ShouldContain("--> migrations/V3__drop.sql:1:1");
    }

    [Fact]
    public async Task A_database_says_where_it_stands_and_is_left_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__u.sql", "CREATE TABLE u (a int);").Write("U2__u.sql", "DROP TABLE u;");

        var run = await project.RunAsync("verify --json");

        run.ExitCode.ShouldBe(0, run.Everything);
        Json(run).GetProperty("evidence").GetProperty("rollback").EnumerateArray().Select(one => one.GetProperty("version").GetString()).ShouldBe(["2"]);
        (await database.ScalarAsync<string?>("SELECT to_regclass('u')::text")).ShouldBeNull();
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("verify")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_plan_is_tried_as_it_is_and_another_one_is_refused()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__u.sql", "CREATE TABLE u (a int);").Write("U2__u.sql", "DROP TABLE u;");
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("verify plan.json --json");
        run.ExitCode.ShouldBe(0, run.Everything);
        Json(run).GetProperty("digest").GetString().ShouldBe(PlanFile.Digest(PlanFile.Read(File.ReadAllBytes(Path.Combine(project.Folder, "plan.json")), "plan.json").Value!));

        project.Write("V2__u.sql", "CREATE TABLE u (a bigint);");
        var edited = await project.RunAsync("verify plan.json");
        (edited.ExitCode, edited.Error.Contains("plan-of-another-state", StringComparison.Ordinal)).ShouldBe((2, true), edited.Everything);
        (await project.RunAsync("verify nowhere.json")).Error.ShouldContain("There is no file nowhere.json.");
        project.WriteAt("cut.json", project.Read("plan.json")[..200]);
        var cut = await project.RunAsync("verify cut.json");
        (cut.ExitCode, cut.Error.Contains("plan-unreadable", StringComparison.Ordinal)).ShouldBe((2, true));
    }

    [Fact]
    public async Task Evidence_is_signed_and_counts_for_this_plan_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);");
        var key = await MadeKeyAsync(project);
        project.Write("keys/ci.pub.pem", key).Write("turnstone.yaml", "verifiers: [keys/ci.pub.pem]\n");
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);
        (await project.RunAsync("verify plan.json -o evidence.dsse.json")).Error.ShouldContain("--output and --key belong together");

        var run = await project.RunAsync("verify plan.json -o evidence.dsse.json --key ci --json");

        run.ExitCode.ShouldBe(0, run.Everything);
        var signed = await project.RunAsync("keys verify evidence.dsse.json");
        signed.Output.ShouldContain("says   https://turnstone.dev/evidence/v1");
        signed.Output.ShouldContain($"about  plan.json, SHA-256 {Json(run).GetProperty("digest").GetString()}");
        var trusted = new KeyRing([new("ci", VerifyingKey.Read(key, "ci").Value!)]).Verify(EnvelopeFile.Read(File.ReadAllBytes(Path.Combine(project.Folder, "evidence.dsse.json")), "e").Value!, "e").Value.ShouldNotBeNull();
        var plan = PlanFile.Read(File.ReadAllBytes(Path.Combine(project.Folder, "plan.json")), "plan.json").Value.ShouldNotBeNull();
        var accepted = Verifier.Accept(plan, trusted, "e", requiresUndo: false).Value.ShouldNotBeNull();
        accepted.Verdict.ShouldBe(Verdict.Proved);
        accepted.Ends!.Keys.ShouldBe(["column a of table public.t", "table public.t"]);
        Verifier.Accept(plan, trusted, "e", requiresUndo: true).Value!.Verdict.ShouldBe(Verdict.Refuted, "there is no undo");
        Verifier.Accept(plan with { Project = "other" }, trusted, "e", requiresUndo: false).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("evidence-of-another-plan");
    }

    [Fact]
    public async Task What_is_asked_to_be_verified_is_applied_with_its_evidence_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject().With("PROD", database.ConnectionString).Write("V1__t.sql", "CREATE TABLE t (a int);");
        project.Write("keys/ci.pub.pem", (await MadeKeyAsync(project))).Write("turnstone.yaml", "verifiers: [keys/ci.pub.pem]\nenvironments:\n  prod: { url: env:PROD, require: { verified: true } }\n");
        (await project.RunAsync("sum")).ExitCode.ShouldBe(0);
        (await project.RunAsync("plan --env prod -o plan.json")).ExitCode.ShouldBe(0);

        var unproved = await project.RunAsync("apply plan.json --env prod");
        (unproved.ExitCode, unproved.Error.Contains("--evidence evidence.dsse.json", StringComparison.Ordinal)).ShouldBe((1, true), unproved.Everything);
        var tried = await project.RunAsync("verify plan.json --env prod -o evidence.dsse.json --key ci");
        tried.ExitCode.ShouldBe(0, tried.Everything);
        var envelope = project.Read("evidence.dsse.json");
        project.WriteAt("broken.dsse.json", envelope.Replace("\"payload\": \"e", "\"payload\": \"f", StringComparison.Ordinal));
        (await project.RunAsync("apply plan.json --env prod --evidence broken.dsse.json")).ExitCode.ShouldNotBe(0);
        (await project.RunAsync("apply --env prod --evidence evidence.dsse.json")).Error.ShouldContain("--evidence is about a plan");
        var applied = await project.RunAsync("apply plan.json --env prod --evidence evidence.dsse.json");
        applied.ExitCode.ShouldBe(0, applied.Everything);
        applied.Output.ShouldContain("applied 1 migration");
    }

    [Fact]
    public async Task What_comes_to_something_else_than_was_verified_is_drift()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "DO $$ BEGIN IF current_database() LIKE 'test%' THEN CREATE TABLE t (a int); ELSE CREATE TABLE t (a bigint); END IF; END $$;");
        project.Write("keys/ci.pub.pem", (await MadeKeyAsync(project))).Write("turnstone.yaml", "verifiers: [keys/ci.pub.pem]\n");
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);
        (await project.RunAsync("verify plan.json -o evidence.dsse.json --key ci")).ExitCode.ShouldBe(0);

        var applied = await project.RunAsync("apply plan.json --evidence evidence.dsse.json");

        applied.ExitCode.ShouldBe(4, applied.Everything);
        applied.Error.ShouldContain("it came to something else than was verified: column a of table public.t.");
    }

    [Fact]
    public async Task A_late_file_runs_where_it_has_to_do_with_nothing_that_ran_or_its_order_is_proved()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);").Write("V3__b.sql", "ALTER TABLE t ADD COLUMN b int;");
        project.Write("keys/ci.pub.pem", (await MadeKeyAsync(project))).Write("turnstone.yaml", "verifiers: [keys/ci.pub.pem]\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__u.sql", "CREATE TABLE u (a int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0, "it has to do with nothing else");

        project.Write("V2.5__a.sql", "ALTER TABLE t ALTER a SET NOT NULL;");
        var refused = await project.RunAsync("apply");
        (refused.ExitCode, refused.Error.Contains("nothing has proved that the order does not matter: V3", StringComparison.Ordinal)).ShouldBe((1, true), refused.Everything);
        (await project.RunAsync("plan -o plan.json")).ExitCode.ShouldBe(0);
        var tried = await project.RunAsync("verify plan.json -o evidence.dsse.json --key ci --json");
        tried.ExitCode.ShouldBe(0, tried.Everything);
        Json(tried).GetProperty("evidence").GetProperty("paths").EnumerateArray().Select(path => path.GetProperty("from").GetString()).ShouldBe(["a new database, in the order of versions"]);
        var applied = await project.RunAsync("apply plan.json --evidence evidence.dsse.json");
        applied.ExitCode.ShouldBe(0, applied.Everything);
    }

    static async Task<string> MadeKeyAsync(TestProject project)
    {
        (await project.RunAsync("keys new ci")).ExitCode.ShouldBe(0);
        return (await project.RunAsync("keys show ci")).Output;
    }

    [Fact]
    public async Task Reports_are_written_by_their_names()
    {
        using var project = Proved().Write("V3__drop.sql", "ALTER TABLE customer DROP COLUMN note;").Write("U3__drop.sql", "ALTER TABLE customer ADD COLUMN note text;");

        await VerifyAsync(project, "--report a.html --report a.md --report a.xml --report a.json");

        var page = project.Read("a.html");
        page.ShouldContain("<svg ");
        page.ShouldNotContain("http", Case.Sensitive, "it needs nothing but itself");
        project.Read("a.md").ShouldContain("| 🔴 | V3 drop | loses data | ACCESS EXCLUSIVE on public.customer |");
        project.Read("a.xml").ShouldContain("<failure message=\"Its undo loses what was there before: public.customer.note");
        JsonDocument.Parse(project.Read("a.json")).RootElement.GetProperty("verdict").GetString().ShouldBe("refuted");
        (await VerifyAsync(project, "--report a.pdf")).Error.ShouldContain("It ends in one of .html, .xml, .json, .md.");
    }

    [Fact]
    public async Task A_check_is_lint_and_verify_in_one()
    {
        using var project = Proved();

        var run = await project.RunAsync($"check --pg-version {(int)server.Major} --from 1 --json");

        run.ExitCode.ShouldBe(1, "the foreign key is not added in two steps");
        var root = Json(run);
        root.GetProperty("verdict").GetString().ShouldBe("proved");
        var findings = root.GetProperty("findings").EnumerateArray().Where(one => one.GetProperty("file").GetString() == "migrations/V2__key.sql").ToList();
        findings.ShouldContain(one => one.GetProperty("depth").GetString() == "trace" && one.GetProperty("severity").GetString() == "error", "the server confirmed it");
        root.GetProperty("confirmed").EnumerateArray().ShouldAllBe(one => one.GetProperty("confirmation").GetString() == "confirmed");
    }

    [Fact]
    public async Task The_report_of_a_check_has_what_lint_found_and_what_will_be_sent()
    {
        using var project = Proved();

        await project.RunAsync($"check --pg-version {(int)server.Major} --from 1 --report c.md --report c.xml --report c.html");

        foreach (var report in (string[])["c.md", "c.xml", "c.html"])
        {
            project.Read(report).ShouldContain("foreign-key-without-not-valid", Case.Sensitive, report);
        }
        project.Read("c.md").ShouldContain("```sql\nALTER TABLE orders ADD");
        project.Read("c.html").ShouldContain("<pre>ALTER TABLE orders ADD");
        project.Read("c.md").ShouldContain("looked at by");
    }

    [Fact]
    public async Task A_check_holds_the_files_against_the_ledger_first()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (a int);");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V1__t.sql", "CREATE TABLE t (a bigint);").Write("V2__u.sql", "CREATE TABLE u (a int);");

        var run = await project.RunAsync("check");

        (run.ExitCode, run.Error.Contains("checksum-changed", StringComparison.Ordinal)).ShouldBe((2, true), run.Everything);
    }

    [Fact]
    public async Task A_history_that_does_not_replay_is_named_with_its_statement()
    {
        using var project = new TestProject().Write("V1__t.sql", "CREATE TABLE t (a int);\nSELECT nothing();").Write("V2__u.sql", "CREATE TABLE u (a int);");

        var run = await VerifyAsync(project, "--from 1");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("What is there before (V1) does not replay");
        run.Error.ShouldContain("--> migrations/V1__t.sql:2:8");
    }

    [Fact]
    public async Task Neither_a_server_nor_a_version_that_is_there_is_said_and_nothing_is_proved()
    {
        using var project = Proved();

        (await project.RunAsync("verify --pg-version 9")).Error.ShouldContain("--pg-version 9: not a version that can be tried on.");
        (await VerifyAsync(project, "--from 77")).Error.ShouldContain("--from 77: there is no migration of that version.");
    }
}
