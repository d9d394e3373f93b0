namespace Turnstone.Tests.Architecture;

/// <summary>What does not compile needs no review.</summary>
public sealed class CompilerTests
{
    [Theory]
    [InlineData("new Identifier(text)")]
    [InlineData("new QualifiedName(text, text)")]
    [InlineData("Literal.Of(text)")]
    [InlineData("Literal.Of(true)")]
    [InlineData("new Verbatim(text)")]
    [InlineData("text.Length")]
    [InlineData("42L")]
    [InlineData("other")]
    public void A_hole_of_known_meaning_compiles(string hole) =>
        Snippet.Errors($$"""Sql other = $"x"; Sql sql = $"SELECT {{{hole}}}"; return (sql, other);""").ShouldBeEmpty();

    [Theory]
    [InlineData("text")]
    [InlineData("\"text\"")]
    [InlineData("'c'")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("new object()")]
    [InlineData("System.Guid.Empty")]
    [InlineData("new Secret(text)")]
    public void A_hole_of_unknown_meaning_does_not_compile(string hole) =>
        Snippet.Errors($$"""Sql sql = $"SELECT {{{hole}}}"; return sql;""").ShouldNotBeEmpty();

    [Fact]
    public void A_string_is_no_SQL() => Snippet.Errors("Sql sql = text; return sql;").ShouldBe(["CS0029"]);

    [Theory]
    [InlineData("return new VerifiedPlan(plan, Verdict.Proved);")]
    [InlineData("return new ApprovedPlan(verified, Policy.None);")]
    [InlineData("return verified with { Verdict = Verdict.Proved };")]
    public void A_stage_is_not_made_by_hand(string body) => Snippet.Errors(body).ShouldNotBeEmpty();

    [Fact]
    public void A_stage_is_made_by_the_one_before() =>
        Snippet.Errors("return new Approver(Policy.None).Approve(Verifier.NotVerified(plan));").ShouldBeEmpty();
}
