namespace Turnstone.Tests.Sql;

public class LexerProperties
{
    [Fact]
    public void The_tokens_laid_end_to_end_are_the_text()
    {
        HostileText.Check(text => string.Concat(SqlText.Tokens(text).Select(t => t.Text)) == text);
        HostileText.Check(text => string.Concat(SqlText.Tokens(text, standardStrings: false).Select(t => t.Text)) == text);
    }

    [Fact]
    public void No_token_is_empty() => HostileText.Check(text => SqlText.Tokens(text).TrueForAll(t => t.Text.Length > 0));

    [Fact]
    public void A_text_in_pieces_has_the_tokens_of_the_whole() => HostileText.Check(text =>
        Array.TrueForAll([1, 2, 3, 7], piece => SqlText.TokensInPieces(text, piece).SequenceEqual(SqlText.Tokens(text))));

    [Fact]
    public void No_text_is_looked_at_more_than_a_few_times() => HostileText.Check(text => SqlText.Cost(text) <= MostLooks * text.Length);

    [Theory]
    [InlineData("/*")]
    [InlineData("*/")]
    [InlineData("/*/")]
    [InlineData("--")]
    [InlineData("--\n")]
    [InlineData("+")]
    [InlineData("+-")]
    [InlineData("=+-")]
    [InlineData("-+@")]
    [InlineData("+/")]
    [InlineData("$")]
    [InlineData("$a")]
    [InlineData("$a$b")]
    [InlineData("$a ")]
    [InlineData("$1")]
    [InlineData("${")]
    [InlineData("${a")]
    [InlineData("a${b")]
    [InlineData("'")]
    [InlineData("'\n")]
    [InlineData("'a'\n--")]
    [InlineData("'a' -")]
    [InlineData("E'\\")]
    [InlineData("U&")]
    [InlineData("U&\"")]
    [InlineData("\"")]
    [InlineData("1_")]
    [InlineData("1e+")]
    [InlineData("1.")]
    [InlineData("0x_")]
    [InlineData(":")]
    [InlineData("\0")]
    [InlineData("é$")]
    public void A_hundred_thousand_of_them_cost_no_more_than_a_few_looks_each(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000));
        SqlText.Cost(text).ShouldBeLessThanOrEqualTo(MostLooks * text.Length);
        SqlText.Cost("$tag$" + text).ShouldBeLessThanOrEqualTo(MostLooks * (text.Length + 5));
        SqlText.Cost("'" + text).ShouldBeLessThanOrEqualTo(MostLooks * (text.Length + 1));
    }

    // The token's own characters and one behind them; as much again for a tag, a placeholder or a continuation that turned out to be none.
    const int MostLooks = 6;
}
