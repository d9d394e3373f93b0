namespace Turnstone.Tests.Verification.Rows;

using Turnstone.Verification.Rows;

public sealed class ConstantValuesTests
{
    [Theory]
    [InlineData('N', "(x > 5)", "5|6|4|-5")]
    [InlineData('N', "((x > 0) AND (x < 1))", "0|1|-1|2|0.5")]
    [InlineData('D', "(x > '2024-02-28'::date)", "2024-02-28|2024-02-29 00:00:00+00|2024-02-27 00:00:00+00")]
    [InlineData('A', "(x <@ ARRAY['a'::text])", "{\"a\"}")]
    [InlineData('B', "(x IS NOT NULL)", "")]
    public void A_constant_suggests_itself_and_what_is_near(char category, string condition, string suggested) => string.Join('|', ConstantValues.Of([condition], category)).ShouldBe(suggested);

    [Fact]
    public void A_length_suggests_texts_of_it() => ConstantValues.Of(["(length(x) = 3)"], 'S').ShouldContain("111");

    [Theory]
    [InlineData("(x > 99999999999999999999999999999999999999)")]
    [InlineData("(x > 1e400)")]
    [InlineData("(x > '9999-12-31'::date)")]
    [InlineData("(x = ''::text)")]
    public void Nothing_is_thrown_at_a_type_s_end(string condition)
    {
        foreach (var category in "NSDAUXVB")
        {
            ConstantValues.Of([condition], category).Length.ShouldBeLessThan(1000);
        }
    }
}
