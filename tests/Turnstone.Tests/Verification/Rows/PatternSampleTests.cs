namespace Turnstone.Tests.Verification.Rows;

using System.Text.RegularExpressions;
using Turnstone.Verification.Rows;

public sealed class PatternSampleTests
{
    [Theory]
    [InlineData("^[A-Z]{2}$")]
    [InlineData(@"^\d{3}-[a-f0-9]{4,8}$")]
    [InlineData(@"^(draft|sent|(paid|void)_by_\w+)$")]
    [InlineData(@"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")]
    [InlineData(@"^https?://[a-z0-9.-]+(/.*)?$")]
    [InlineData("^(?:[a-z]+-)*[a-z]+$")]
    [InlineData("^[a-z][a-z0-9_]{0,62}$")]
    public void Most_of_what_is_made_for_an_expression_matches_it(string pattern) =>
        PatternSample.OfExpression(pattern).Count(text => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeGreaterThan(12);

    [Theory]
    [InlineData("")]
    [InlineData("(((")]
    [InlineData("[")]
    [InlineData("[a-")]
    [InlineData("\\")]
    [InlineData("a{")]
    [InlineData("a{2")]
    [InlineData("a{99999999999}")]
    [InlineData("*+?")]
    [InlineData(")|(")]
    [InlineData("((((a{200}){200}){200}){200}){200}")]
    [InlineData("((((){200}){200}){200}){200}")]
    [InlineData("[[:alpha:]")]
    [InlineData("(?")]
    public void Nothing_is_thrown_on_any_expression_and_it_is_short_work(string pattern) => PatternSample.OfExpression(pattern).ShouldAllBe(text => text.Length < 100_000);

    [Fact]
    public void What_stands_behind_LIKE() => PatternSample.OfLike("a_%c").Take(3).ShouldBe(["aac", "aaac", "aa1bc"]);
}
