namespace Turnstone.Tests.Steps;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Tests.Planning;

public sealed class RetryPolicyTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    static readonly RetryPolicy Policy = new(Deadline, OnBlocker.Wait);

    static StepFailedException Trouble(string sqlState, Overstep? overstep = null, params Blocker[] blockers)
    {
        var planned = Sample.One("ALTER TABLE t ADD c int");
        return new(planned, (SqlStep)planned.Steps[0], null, new ServerError(sqlState, "no", null, 0), new IOException("refused")) { Overstep = overstep, Blockers = [.. blockers] };
    }

    static Blocker Worker(string query) => new(7, "autovacuum worker", null, null, null, "active", TimeSpan.FromMinutes(1), query);

    [Theory]
    [InlineData("55P03", true)]
    [InlineData("40P01", true)]
    [InlineData("40001", true)]
    [InlineData("57014", false)]
    [InlineData("42P01", false)]
    [InlineData("08006", false)]
    [InlineData("TS001", false)]
    public void F27_Only_what_left_nothing_behind_and_may_pass_is_tried_again(string sqlState, bool again) =>
        (Policy.Next(Trouble(sqlState), 1, TimeSpan.Zero) is not null).ShouldBe(again);

    [Fact]
    public void F17_What_was_ended_because_it_waited_too_long_is_tried_again_and_what_held_too_long_is_not()
    {
        Policy.Next(Trouble("57014", new(Overstep.Bound.Waiting, "waited")), 1, TimeSpan.Zero).ShouldNotBeNull();
        Policy.Next(Trouble("57014", new(Overstep.Bound.Holding, "held")), 1, TimeSpan.Zero).ShouldBeNull();
    }

    [Fact]
    public void F24_What_may_have_happened_is_not_tried_again()
    {
        var trouble = Trouble("55P03");
        trouble.Remains = Remains.Unknown;
        Policy.Next(trouble, 1, TimeSpan.Zero).ShouldBeNull();
    }

    [Fact]
    public void F19_A_vacuum_against_wraparound_is_not_tried_against_unless_it_may_be_cancelled()
    {
        var trouble = Trouble("55P03", null, Worker("autovacuum: VACUUM public.t (to prevent wraparound)"));
        Policy.Next(trouble, 1, TimeSpan.Zero).ShouldBeNull();
        new RetryPolicy(Deadline, OnBlocker.CancelAutovacuum).Next(trouble, 1, TimeSpan.Zero).ShouldNotBeNull();
        Policy.Next(Trouble("55P03", null, Worker("autovacuum: VACUUM public.t")), 1, TimeSpan.Zero).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1, 100, 200)]
    [InlineData(2, 200, 400)]
    [InlineData(5, 1600, 3200)]
    [InlineData(6, 2500, 5000)]
    [InlineData(1000, 2500, 5000)]
    public void The_pause_doubles_up_to_five_seconds_with_jitter_over_its_upper_half(int attempt, int shortest, int longest)
    {
        var trouble = Trouble("40P01");
        var pauses = Enumerable.Range(0, 200).Select(_ => Policy.Next(trouble, attempt, TimeSpan.Zero)!.Value.TotalMilliseconds).ToList();

        pauses.ShouldAllBe(pause => pause >= shortest && pause <= longest);
        pauses.Distinct().Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public void F17_Who_queued_behind_an_attempt_gets_through_before_the_next_one()
    {
        var trouble = Trouble("55P03");
        var budget = trouble.Step.LockTimeoutMs;
        budget.ShouldBe(2000);
        Enumerable.Range(0, 200).ShouldAllBe(_ => Policy.Next(trouble, 1, TimeSpan.Zero)!.Value.TotalMilliseconds >= budget / 4);
    }

    [Fact]
    public void No_pause_reaches_beyond_the_deadline()
    {
        Policy.Next(Trouble("55P03"), 1, Deadline - TimeSpan.FromMilliseconds(50)).ShouldBeNull();
        Policy.Next(Trouble("55P03"), 1, Deadline - TimeSpan.FromSeconds(1)).ShouldNotBeNull();
    }

    [Fact]
    public void A_deadline_of_zero_is_none() => new RetryPolicy(TimeSpan.Zero, OnBlocker.Wait).Next(Trouble("55P03"), 9, TimeSpan.FromDays(1)).ShouldNotBeNull();
}
