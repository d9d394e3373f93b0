namespace Turnstone.Tests.Verification.Rows;

using Turnstone.Verification.Rows;

public sealed class SqlWordsTests
{
    [Theory]
    [InlineData("((a > 1) AND (b < 2))", "a > 1|b < 2")]
    [InlineData("((a IS NOT NULL) AND ((b = 'x AND y'::text) AND (c = 1)))", "a IS NOT NULL|b = 'x AND y'::text|c = 1")]
    [InlineData("((a > 1) OR (b < 2))", "(a > 1) OR (b < 2)")]
    [InlineData("(NOT ((a > 1) AND (b < 2)))", "NOT ((a > 1) AND (b < 2))")]
    [InlineData("CASE WHEN (a AND b) THEN c ELSE (d AND e) END", "CASE WHEN (a AND b) THEN c ELSE (d AND e) END")]
    [InlineData("(a) = (b)", "(a) = (b)")]
    [InlineData("", "")]
    [InlineData("))((", "))((")]
    public void A_condition_falls_into_the_parts_that_have_to_hold(string condition, string parts) => string.Join('|', SqlWords.ConjunctsOf(condition)).ShouldBe(parts);

    [Fact]
    public void Constants_and_names_are_read_as_they_are_meant() =>
        (string.Join('|', SqlWords.ConstantsOf(@"((""we""""ird"" = ANY (ARRAY['it''s'::text, E'a\\d'::text])) AND (b < 5.5))")), string.Join('|', SqlWords.NamesOf("\"we\"\"ird\" = b")))
            .ShouldBe((@"it's|a\d|5.5", "we\"ird|b"));
}
