namespace Turnstone.Postgres.Tests.Cli;

using System.Text.Json;

/// <summary><c>--events</c>: what happens in a run, as lines of JSON that a program reads while it happens.</summary>
public sealed class EventStreamTests(PostgresServer server)
{
    static List<JsonElement> Lines(string error) => [.. error.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    static List<string> Names(string error) => [.. Lines(error).Select(line => line.GetProperty("event").GetString()!)];

    [Fact]
    public async Task A_run_is_told_from_its_beginning_to_its_end_and_the_document_stays_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t (v int);\nINSERT INTO t VALUES (1), (2);\nVACUUM t;");

        var run = await project.RunAsync("apply --events --json");

        run.ExitCode.ShouldBe(0, run.Everything);
        var told = Lines(run.Error);
        Names(run.Error).Where(name => name is not ("statement_finished" or "step_working" or "diagnostic")).ShouldBe(
            ["started", "migration_started", "step_started", "step_finished", "step_started", "step_finished", "migration_finished", "ended"]);
        var document = JsonDocument.Parse(run.Output).RootElement;
        var id = document.GetProperty("run_id").GetGuid();
        told.ShouldAllBe(line => line.GetProperty("run_id").GetGuid() == id);
        told.ShouldAllBe(line => line.GetProperty("at").GetDateTimeOffset().Offset == TimeSpan.Zero);
        var finished = told.First(line => line.GetProperty("event").GetString() == "step_finished");
        finished.GetProperty("rows").GetInt64().ShouldBe(2);
        JsonElement.DeepEquals(finished.GetProperty("statements"), document.GetProperty("steps")[0].GetProperty("statements")).ShouldBeTrue("both have one source");
    }

    [Fact]
    public async Task What_fails_is_told_as_in_the_document()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "DO $$ BEGIN RAISE NOTICE 'so far'; RAISE 'no further'; END $$;");

        var run = await project.RunAsync("apply --events");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Output.ShouldBeEmpty();
        Names(run.Error).ShouldBe(["started", "migration_started", "step_started", "server_said", "diagnostic", "ended"]);
        var said = Lines(run.Error);
        said[4].GetProperty("rule").GetString().ShouldBe("step-failed");
        said[5].GetProperty("exit_code").GetInt32().ShouldBe(5);
    }

    [Theory]
    [InlineData("apply --events --on-blocker kill", "--on-blocker: 'kill' is not known")]
    [InlineData("apply --events --grace soon", "--grace: 'soon' is not a number with a unit")]
    [InlineData("undo --events --grace 5 --last-run --yes", "--grace: '5' has no unit")]
    [InlineData("apply --events --nonsense", "'--nonsense' is not known here.")]
    [InlineData("switch --events --env none", "There is no environment 'none'")]
    public async Task What_was_mistyped_is_told_as_well(string command, string said)
    {
        using var project = new TestProject();

        var run = await project.RunAsync(command);

        run.ExitCode.ShouldBe(2, run.Everything);
        Lines(run.Error).ShouldContain(line => line.GetProperty("event").GetString() == "diagnostic" && line.GetProperty("message").GetString()!.Contains(said, StringComparison.Ordinal));
        Names(run.Error)[^1].ShouldBe("ended");
    }

    [Fact]
    public async Task An_undo_is_told_too()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TABLE t ();").Write("U1__t.sql", "DROP TABLE t;");
        await project.RunAsync("apply");

        var run = await project.RunAsync("undo --last-run --yes --events --on-blocker cancel-autovacuum --grace 1min");

        run.ExitCode.ShouldBe(0, run.Everything);
        Lines(run.Error).First(line => line.GetProperty("event").GetString() == "migration_started").GetProperty("migration").GetString().ShouldBe("undo of V1");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task What_a_killed_process_told_is_there_and_ends_without_an_end()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();").Write("V2__gated.sql", "-- turnstone: lock_timeout=0\nSELECT pg_advisory_xact_lock(4711);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        using var process = project.Start("apply", "--events");
        await database.AreWaitingAtAsync("V2:1");
        await Condition.HoldsAsync(() => process.ErrorSoFar.Contains("\"migration\":\"V2\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await process.KillHardAsync();

        var ended = await process.EndAsync();

        var names = Names(ended.Error);
        names.ShouldNotContain("ended");
        names.Count(name => name == "step_finished").ShouldBe(1);
        Lines(ended.Error).Last(line => line.GetProperty("event").GetString() == "step_started").GetProperty("migration").GetString().ShouldBe("V2");
    }

    [Fact]
    public async Task A_step_that_waits_says_for_what_and_for_whom()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 600ms }\n").Write("V1__t.sql", "CREATE TABLE t (v int);");
        await project.RunAsync("apply");
        project.Write("V2__alter.sql", "ALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var run = project.RunAsync("apply", "--events");
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query = 'ROLLBACK' AND application_name LIKE 'turnstone % V2:1')");
        await blocker.ReleaseAsync();
        var ended = await run;
        ended.ExitCode.ShouldBe(0, ended.Everything);

        var told = Lines(ended.Error);
        var waiting = told.First(line => line.GetProperty("event").GetString() == "step_waiting");
        (waiting.GetProperty("object").GetString(), waiting.GetProperty("mode").GetString()).ShouldBe(("t", "AccessExclusiveLock"));
        var holder = waiting.GetProperty("blockers")[0];
        (holder.GetProperty("kind").GetString(), holder.GetProperty("state").GetString(), holder.GetProperty("query").GetString())
            .ShouldBe(("client backend", "idle in transaction", "LOCK TABLE t IN ACCESS SHARE MODE"));
        told.ShouldContain(line => line.GetProperty("event").GetString() == "step_retried" && line.GetProperty("blockers").GetArrayLength() == 1);
    }

    [Fact]
    public async Task A_person_reads_who_is_in_the_way_once_however_often_it_is_tried()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "settings: { blocking_budget: 500ms, lock_deadline: 3s }\n").Write("V1__t.sql", "CREATE TABLE t (v int);");
        await project.RunAsync("apply");
        project.Write("V2__alter.sql", "ALTER TABLE t ADD c int;");
        await using var blocker = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldMatch(@"  V2  step 1 waits for ACCESS EXCLUSIVE on t, held by pid \d+ \(.*idle in transaction for [\d.]+ s\): LOCK TABLE t IN ACCESS SHARE MODE");
        run.Error.ShouldContain("attempt 2:");
        run.Error.Split("step 1 waits").Length.ShouldBe(2, run.Error);
    }
}
