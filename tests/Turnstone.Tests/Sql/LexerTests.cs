namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class LexerTests
{
    [Theory]
    [InlineData(" \t\n\r\f\v", TokenKind.Whitespace)]
    [InlineData("-- to the end ; '", TokenKind.LineComment)]
    [InlineData("/* a /* b */ ' ; /**/ c */", TokenKind.BlockComment)]
    [InlineData("/*/ not yet */", TokenKind.BlockComment)]
    [InlineData("/***/", TokenKind.BlockComment)]
    [InlineData("select", TokenKind.Word)]
    [InlineData("Größe_1", TokenKind.Word)]
    [InlineData("a$b$c", TokenKind.Word)]
    [InlineData("naïve\u00a0name", TokenKind.Word)]
    [InlineData("\"a \"\" ; b\"", TokenKind.QuotedIdentifier)]
    [InlineData("U&\"d\\0061;\"", TokenKind.UnicodeIdentifier)]
    [InlineData("'it''s; \\'", TokenKind.String)]
    [InlineData("'con'\n'cat;'", TokenKind.String)]
    [InlineData("'con' -- why\n\t'cat;'", TokenKind.String)]
    [InlineData("E'it\\'s; \\\\'", TokenKind.EscapeString)]
    [InlineData("e'con\\''\n'cat\\';'", TokenKind.EscapeString)]
    [InlineData("U&'d\\0061;'", TokenKind.UnicodeString)]
    [InlineData("n'it''s'", TokenKind.NationalString)]
    [InlineData("B'0101'", TokenKind.BitString)]
    [InlineData("x'1F'", TokenKind.HexString)]
    [InlineData("$$e;f'$$", TokenKind.DollarString)]
    [InlineData("$tag_1$ ;'$tag_2$; $tag_1$", TokenKind.DollarString)]
    [InlineData("$ä$ $a$ $ä$", TokenKind.DollarString)]
    [InlineData("$a$ $b$a$", TokenKind.DollarString)]
    [InlineData("$$ $a$$", TokenKind.DollarString)]
    [InlineData("42", TokenKind.Number)]
    [InlineData("1_000", TokenKind.Number)]
    [InlineData("4.", TokenKind.Number)]
    [InlineData(".5", TokenKind.Number)]
    [InlineData("1.5e-3", TokenKind.Number)]
    [InlineData("1.e5", TokenKind.Number)]
    [InlineData("0x_1F", TokenKind.Number)]
    [InlineData("0o17", TokenKind.Number)]
    [InlineData("0b_1_0", TokenKind.Number)]
    [InlineData("123abc", TokenKind.JunkNumber)]
    [InlineData("1_", TokenKind.JunkNumber)]
    [InlineData("1.5e", TokenKind.JunkNumber)]
    [InlineData("1e+", TokenKind.JunkNumber)]
    [InlineData("0x", TokenKind.JunkNumber)]
    [InlineData("0b12", TokenKind.JunkNumber)]
    [InlineData("0b1$", TokenKind.JunkNumber)]
    [InlineData("$1", TokenKind.Parameter)]
    [InlineData("$1abc", TokenKind.JunkNumber)]
    [InlineData("${app_role}", TokenKind.Placeholder)]
    [InlineData("${a.b-c_9}", TokenKind.Placeholder)]
    [InlineData("<->", TokenKind.Operator)]
    [InlineData("@-", TokenKind.Operator)]
    [InlineData("=>", TokenKind.EqualsGreater)]
    [InlineData("::", TokenKind.TypeCast)]
    [InlineData(":=", TokenKind.ColonEquals)]
    [InlineData(":", TokenKind.Colon)]
    [InlineData("..", TokenKind.DotDot)]
    [InlineData(".", TokenKind.Dot)]
    [InlineData(",", TokenKind.Comma)]
    [InlineData(";", TokenKind.Semicolon)]
    [InlineData("(", TokenKind.OpenParenthesis)]
    [InlineData(")", TokenKind.CloseParenthesis)]
    [InlineData("[", TokenKind.OpenBracket)]
    [InlineData("]", TokenKind.CloseBracket)]
    [InlineData("\\", TokenKind.Other)]
    [InlineData("{", TokenKind.Other)]
    [InlineData("$", TokenKind.Other)]
    [InlineData("\0", TokenKind.Other)]
    [InlineData("/* a /* b */", TokenKind.UnterminatedComment)]
    [InlineData("'a''", TokenKind.UnterminatedString)]
    [InlineData("'a'\n'b", TokenKind.UnterminatedString)]
    [InlineData("E'a\\'", TokenKind.UnterminatedString)]
    [InlineData("E'\\", TokenKind.UnterminatedString)]
    [InlineData("$a$ $b$", TokenKind.UnterminatedDollarString)]
    [InlineData("\"a\"\"", TokenKind.UnterminatedIdentifier)]
    public void One_token(string text, TokenKind kind) => SqlText.Tokens(text).ShouldBe([(kind, text)]);

    [Theory]
    [InlineData("3 */* c ; */ 2", "Number 3", "Operator *", "Number 2")]
    [InlineData("1 +--c\n2", "Number 1", "Operator +", "Number 2")]
    [InlineData("1=-1", "Number 1", "Operator =", "Operator -", "Number 1")]
    [InlineData("1<=+-+2", "Number 1", "Operator <=", "Operator +", "Operator -", "Operator +", "Number 2")]
    [InlineData("1+-+2", "Number 1", "Operator +", "Operator -", "Operator +", "Number 2")]
    [InlineData("1 ?-@+ 2", "Number 1", "Operator ?-@+", "Number 2")]
    [InlineData("1..10", "Number 1", "DotDot ..", "Number 10")]
    [InlineData("1.5.3", "Number 1.5", "Number .3")]
    [InlineData("a.b", "Word a", "Dot .", "Word b")]
    [InlineData("$tag (", "Other $", "Word tag", "OpenParenthesis (")]
    [InlineData("$1$2", "Parameter $1", "Parameter $2")]
    [InlineData("xE'a'", "Word xE", "String 'a'")]
    [InlineData("u&a", "Word u", "Operator &", "Word a")]
    [InlineData("B'01''10'", "BitString B'01'", "String '10'")]
    [InlineData("'a' 'b'", "String 'a'", "String 'b'")]
    [InlineData("'a' /* no newline counts here\n */ 'b'", "String 'a'", "String 'b'")]
    [InlineData("tab_${n}_old", "Word tab_", "Placeholder ${n}", "Word _old")]
    [InlineData("a$${n}", "Word a$", "Placeholder ${n}")]
    [InlineData("a${}", "Word a$", "Other {", "Other }")]
    [InlineData("${1a}", "Other $", "Other {", "JunkNumber 1a", "Other }")]
    [InlineData("1${n}", "Number 1", "Placeholder ${n}")]
    [InlineData("$${n}$$", "DollarString $${n}$$")]
    public void Where_one_token_ends_and_the_next_begins(string text, params string[] tokens) =>
        SqlText.Significant(text).ShouldBe(tokens);

    [Fact]
    public void Without_standard_strings_a_backslash_escapes_a_quote()
    {
        SqlText.Significant("'it\\'s;ok' N'\\''", standardStrings: false).ShouldBe(["String 'it\\'s;ok'", "NationalString N'\\''"]);
        SqlText.Significant("U&'\\' B'\\'", standardStrings: false).ShouldBe(["UnicodeString U&'\\'", "BitString B'\\'"]);
    }

    [Theory]
    [InlineData("'a'")]
    [InlineData("sel")]
    [InlineData("1")]
    [InlineData("-")]
    [InlineData("  ")]
    [InlineData("/* a *")]
    [InlineData("$a$ $a")]
    public void A_token_that_more_text_could_change_is_not_handed_out(string window)
    {
        var lexer = new Lexer(window, isFinalBlock: false);
        lexer.Read(out _).ShouldBeFalse();
        lexer.Position.ShouldBe(0);
    }

    [Fact]
    public void A_token_that_nothing_can_change_is_handed_out_at_the_very_end_of_the_window()
    {
        var lexer = new Lexer("$$a$$", isFinalBlock: false);
        lexer.Read(out var token).ShouldBeTrue();
        token.ShouldBe(new Token(TokenKind.DollarString, new TextSpan(0, 5)));
    }
}
