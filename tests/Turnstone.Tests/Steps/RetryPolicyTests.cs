namespace Turnstone.Tests.Steps;

using Turnstone.Steps;

public sealed class RetryPolicyTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("55P03", true)]
    [InlineData("40P01", true)]
    [InlineData("40001", true)]
    [InlineData("57014", false)]
    [InlineData("42P01", false)]
    [InlineData("08006", false)]
    [InlineData("TS001", false)]
    public void Only_what_left_nothing_behind_and_may_pass_is_tried_again(string sqlState, bool again) =>
        (new RetryPolicy(Deadline).Next(sqlState, 1, TimeSpan.Zero) is not null).ShouldBe(again);

    [Theory]
    [InlineData(1, 100, 200)]
    [InlineData(2, 200, 400)]
    [InlineData(5, 1600, 3200)]
    [InlineData(6, 2500, 5000)]
    [InlineData(1000, 2500, 5000)]
    public void The_pause_doubles_up_to_five_seconds_with_jitter_over_its_upper_half(int attempt, int shortest, int longest)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => new RetryPolicy(Deadline).Next("55P03", attempt, TimeSpan.Zero)!.Value.TotalMilliseconds).ToList();

        pauses.ShouldAllBe(pause => pause >= shortest && pause <= longest);
        pauses.Distinct().Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public void No_pause_reaches_beyond_the_deadline()
    {
        new RetryPolicy(Deadline).Next("55P03", 1, Deadline - TimeSpan.FromMilliseconds(50)).ShouldBeNull();
        new RetryPolicy(Deadline).Next("55P03", 1, Deadline - TimeSpan.FromSeconds(1)).ShouldNotBeNull();
    }

    [Fact]
    public void A_deadline_of_zero_is_none() => new RetryPolicy(TimeSpan.Zero).Next("55P03", 9, TimeSpan.FromDays(1)).ShouldNotBeNull();
}
