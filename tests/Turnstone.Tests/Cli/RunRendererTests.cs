namespace Turnstone.Tests.Cli;

using Turnstone.Cli;
using Turnstone.Cli.Rendering;
using Turnstone.Configuration;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Text;

/// <summary>What a person sees of a run while it goes on.</summary>
public sealed class RunRendererTests : IDisposable
{
    static readonly PlannedMigration Migration = Happenings.All.OfType<RunEvent.MigrationStarted>().Single().Migration;
    static readonly Blocker Reader = Happenings.All.OfType<RunEvent.StepWaiting>().Single().Wait.Blockers[0];
    static readonly Blocker Hidden = new(99, "client backend", "psql", "bob", null, null, null, null);

    readonly StringWriter error = new();
    readonly Signals signals = new(TimeProvider.System);

    public void Dispose()
    {
        error.Dispose();
        signals.Dispose();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_about_waiting_or_working_is_wider_than_the_terminal(int width)
    {
        var renderer = Renderer(width);
        foreach (var happened in Happenings.All.Where(one => one is RunEvent.WaitingForRun or RunEvent.StepWaiting or RunEvent.StepWorking or RunEvent.StepProgress).Append(Working(Reader)))
        {
            renderer.Show(happened);
            renderer.Show(happened);
        }

        $"{error}".Split('\n', '\r').ShouldAllBe(line => line.Length <= width);
        $"{error}".ShouldContain("pid 4711 (psql, user bob");
    }

    [Fact]
    public void Without_a_terminal_there_is_no_bar_and_a_line_is_whole()
    {
        var renderer = Renderer(width: null);
        renderer.Show(Waiting(Reader));
        renderer.Show(Working(null));
        renderer.Show(Happenings.All.OfType<RunEvent.StepProgress>().Single());

        $"{error}".ShouldNotContain('\r');
        $"{error}".Split('\n')[0].ShouldBe(
            "  V7  step 1 waits for ACCESS EXCLUSIVE on app.orders, held by pid 4711 (psql, user bob, from 10.0.0.8, idle in transaction for 5 min): SELECT * FROM app.orders");
    }

    [Fact]
    public void Without_a_terminal_a_long_build_says_now_and_then_what_it_is_at()
    {
        var renderer = Renderer(width: null);
        for (var second = 0; second <= 60; second++)
        {
            renderer.Show(new RunEvent.StepWorking(Migration, Migration.Steps[1],
                new("CREATE INDEX CONCURRENTLY", second < 30 ? "building index: scanning table" : "waiting for old snapshots", second, 60, "blocks", null), TimeSpan.FromSeconds(second)));
        }

        $"{error}".ShouldBe("  V7  step 2, 0:10: building index: scanning table\n  V7  step 2, 0:30: waiting for old snapshots\n");
    }

    [Fact]
    public void Who_is_in_the_way_is_said_once_and_anew_when_it_is_another()
    {
        var renderer = Renderer(width: null);
        renderer.Show(Waiting(Reader));
        renderer.Show(Waiting(Reader));
        renderer.Show(Retried(Reader));
        renderer.Show(Waiting(Reader));
        renderer.Show(Waiting(Reader with { Pid = 5 }));

        Count("pid 4711").ShouldBe(1);
        Count("pid 5 ").ShouldBe(1);
        Count("attempt 1").ShouldBe(1);
    }

    [Fact]
    public void What_is_waited_for_in_a_build_is_said_once_whichever_way_it_was_seen()
    {
        var renderer = Renderer(width: null);
        renderer.Show(new RunEvent.StepWaiting(Migration, Migration.Steps[1], new("older transactions", "ShareLock", TimeSpan.FromSeconds(3), [Reader])));
        renderer.Show(Working(Reader));

        $"{error}".ShouldStartWith("  V7  step 2 waits 3.0 s for older transactions of pid 4711 (psql,");
        Count("pid 4711").ShouldBe(1);
    }

    [Fact]
    public void A_role_that_sees_too_little_is_told_once_what_to_grant()
    {
        var renderer = Renderer(width: null);
        renderer.Show(Waiting(Reader));
        $"{error}".ShouldNotContain("GRANT");

        renderer.Show(Waiting(Hidden));
        renderer.Show(Retried(Hidden with { Pid = 100 }));

        Count("GRANT pg_read_all_stats TO \"ship it\"").ShouldBe(1);
    }

    [Theory]
    [InlineData(0.14, "0.1 s")]
    [InlineData(59, "59 s")]
    [InlineData(119.4, "119 s")]
    [InlineData(150, "2 min")]
    [InlineData(7300, "2 h")]
    [InlineData(260_000, "3 d")]
    public void A_stretch_of_time_is_said_in_one_unit(double seconds, string said) => Duration.Say(TimeSpan.FromSeconds(seconds)).ShouldBe(said);

    [Fact]
    public void A_blocker_is_said_as_far_as_it_is_known()
    {
        $"{Hidden}".ShouldBe("pid 99 (psql, user bob)");
        $"{new Blocker(null, "prepared transaction", null, "bob", null, null, TimeSpan.FromHours(3), null) { Prepared = "tx" }}".ShouldBe("prepared transaction 'tx' (user bob, for 3 h)");
        $"{new Blocker(7, "autovacuum worker", "", null, null, "active", TimeSpan.FromMinutes(4), "autovacuum: VACUUM app.orders (to prevent wraparound)")}"
            .ShouldBe("pid 7 (autovacuum worker, in a transaction for 4 min): autovacuum: VACUUM app.orders (to prevent wraparound)");
        $"{new Blocker(8, "client backend", null, null, null, null, null, new string('x', 500))}".Length.ShouldBeLessThan(180);
    }

    static RunEvent.StepWaiting Waiting(Blocker blocker) => new(Migration, Migration.Steps[0], new("app.orders", "AccessExclusiveLock", TimeSpan.FromSeconds(0.1), [blocker]));

    static RunEvent.StepRetried Retried(Blocker blocker) =>
        new(Migration, Migration.Steps[0], 1, new("55P03", "canceling statement due to lock timeout", null, 0), TimeSpan.FromSeconds(0.2), [blocker]);

    static RunEvent.StepWorking Working(Blocker? blocker) =>
        new(Migration, Migration.Steps[1], new("CREATE INDEX CONCURRENTLY", "waiting for old snapshots", 0, 1, "transactions", blocker), TimeSpan.FromSeconds(4));

    int Count(string text) => $"{error}".Split(text).Length - 1;

    RunRenderer Renderer(int? width) => new(new Report(
        new(TextReader.Null, TextWriter.Null, error, false, width is not null, new Dictionary<string, string>(), Repository.Root) { Width = () => width ?? 0 }, new Masking(), signals, "apply")
    {
        Json = false,
        Quiet = false,
        Verbose = false,
        Colors = false,
        Target = new() { ConnectionString = new Secret("Host=h"), Hosts = [new("h", 5432)], Database = "d", Username = "ship it", Source = "--url" },
    });
}
