namespace Turnstone.Postgres.Tests.Steps;

using System.Globalization;
using Turnstone.Postgres.Tests.Cli;

public sealed class ConvoyTests(PostgresServer server)
{
    static TestProject Tables(TestDatabase database, int count)
    {
        var project = new TestProject(database);
        for (var i = 1; i <= count; i++)
        {
            project.Write(string.Create(CultureInfo.InvariantCulture, $"V{i}__t.sql"), string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE t{i} (id int PRIMARY KEY);"));
        }
        return project;
    }

    [Fact]
    public async Task Each_of_those_that_travel_together_is_a_transaction_of_its_own()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Tables(database, 40);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 40 migrations");
        (await database.ScalarAsync<bool>("SELECT count(*) = 40 AND count(DISTINCT xmin::text) = 40 FROM turnstone.entry WHERE kind = 'step_done'")).ShouldBeTrue();
        (await database.ScalarAsync<bool>("SELECT count(*) = 40 FROM pg_class c JOIN turnstone.entry e ON c.relname = 't' || e.version AND c.xmin = e.xmin")).ShouldBeTrue();
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task Where_one_fails_those_before_it_stand_and_those_behind_it_never_began()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Tables(database, 30).Write("V23__t.sql", "CREATE TABLE twenty_three (\n    v no_such_type);");
        File.Delete(Path.Combine(project.Folder, "migrations", "V24__t.sql"));
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("migrations/V23__t.sql:2:7");
        run.Error.ShouldContain("nothing of it stands. The migrations before it stand.");
        (await database.HasAsync("t22")).ShouldBeTrue();
        (await database.HasAsync("t25")).ShouldBeFalse();
        (await database.QueryAsync("SELECT count(*) FROM turnstone.migration")).ShouldBe([["22"]]);
        (await database.QueryAsync("SELECT payload::jsonb ->> 'applied' FROM turnstone.entry WHERE kind = 'run_closed'")).ShouldBe([["22"]]);
        project.Write("V23__t.sql", "CREATE TABLE t23 ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.QueryAsync("SELECT count(*) FROM turnstone.migration")).ShouldBe([["29"]]);
    }

    [Fact]
    public async Task F39_What_an_event_trigger_sets_does_not_reach_the_next()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Tables(database, 3).Write("V0.1__trigger.sql", """
            CREATE TABLE public.seen (memory text);
            CREATE FUNCTION public.leave() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO public.seen VALUES (pg_catalog.current_setting('work_mem'));
                PERFORM pg_catalog.set_config('work_mem', '123MB', false);
            END $$;
            CREATE EVENT TRIGGER leave ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.leave();
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT count(*), count(*) FILTER (WHERE memory = '123MB') FROM seen")).ShouldBe([["3", "0"]]);
    }

    [Fact]
    public async Task What_was_left_before_them_does_not_reach_them_nor_what_comes_behind_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Tables(database, 3)
            .Write("V0.1__leaves.sql", "CREATE SCHEMA app; SET search_path = app; SET default_transaction_read_only = on;")
            .Write("V4__seen.sql", "CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock, current_setting('application_name') AS name;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.HasAsync("public.t3")).ShouldBeTrue();
        (await database.QueryAsync("SELECT lock, name LIKE 'turnstone % V4:1' FROM seen")).ShouldBe([["2s", "t"]]);
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F23_One_that_waits_for_another_transaction_has_nothing_behind_it_when_a_signal_comes()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Tables(database, 3).Write("turnstone.yaml", "settings: { blocking_budget: 1min }\n");
        await using var other = await OpenTransaction.BeginAsync(database, "CREATE TABLE t2 ()");
        using var process = project.Start("apply");
        await Condition.HoldsAsync(async () => await database.HasAsync("turnstone.step")
            && await database.ScalarAsync<bool>("SELECT count(*) = 1 FROM turnstone.step"), TestContext.Current.CancellationToken);
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_activity WHERE application_name LIKE 'turnstone % V2:1' AND datname = current_database() "
            + "AND wait_event_type = 'Lock' AND now() - query_start > interval '200ms')");
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await other.ReleaseAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
        ended.Error.ShouldContain("Stopped by a signal before V3; nothing is half-way.");
        (await database.HasAsync("t2")).ShouldBeTrue();
        (await database.HasAsync("t3")).ShouldBeFalse();
    }
}
