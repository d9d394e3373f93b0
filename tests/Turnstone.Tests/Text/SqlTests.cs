namespace Turnstone.Tests.Text;

using FsCheck;
using FsCheck.Fluent;
using Turnstone.Sql;
using Turnstone.Text;
using SqlText = Turnstone.Tests.Sql.SqlText;

public sealed class SqlTests
{
    static readonly string[] Hostile =
        ["we\"ird", "select", "Ünïcode 😀", "a b", "a;b", "a'b", "a\\b", "--", "/*", "$$", "${x}", "\"\"", "", new string('x', 63), "line\nbreak"];

    static readonly Arbitrary<string> Texts =
        Gen.Elements("'", "''", "\\", "\\'", "\"", "\"\"", "\n", "$$", "--", "/*", "*/", ";", "E'", "a", "😀", " ", "${x}").ListOf().Select(string.Concat).ToArbitrary();

    public static TheoryData<string> HostileNames => [.. Hostile];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void A_hostile_name_is_one_quoted_identifier(string name)
    {
        Sql sql = $"DROP TABLE {new QualifiedName("public", name)}";

        var tokens = SqlText.Significant(sql.ToString());

        tokens.Length.ShouldBe(5);
        tokens[4].ShouldBe($"QuotedIdentifier \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    [Fact]
    public void Every_identifier_is_read_back_as_itself() => Check(text =>
        SqlText.Tokens(new Identifier(text).ToString()) is [(TokenKind.QuotedIdentifier, var quoted)]
        && quoted[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) == text);

    [Fact]
    public void Every_literal_is_read_back_as_itself_whatever_the_setting_of_strings() => Check(text =>
        Array.TrueForAll([true, false], standard =>
            SqlText.Tokens(Literal.Of(text).ToString(), standard) is [var (kind, quoted)] && ValueOf(kind, quoted) == text));

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("", "''")]
    [InlineData("a\\b", @"E'a\\b'")]
    [InlineData("\\'", @"E'\\'''")]
    [InlineData(null, "NULL")]
    public void A_literal_is_quoted_for_what_is_in_it(string? value, string quoted) => Literal.Of(value).ToString().ShouldBe(quoted);

    [Fact]
    public void A_literal_of_nothing_is_NULL()
    {
        default(Literal).ToString().ShouldBe("NULL");
        (Literal.Of(true).ToString(), Literal.Of(false).ToString()).ShouldBe(("true", "false"));
    }

    [Fact]
    public void Each_hole_is_quoted_for_what_it_is()
    {
        Sql condition = $"id > {-5}";
        Sql sql = $"SELECT {new Identifier("a\"b")}, {Literal.Of("c'd")} FROM {new QualifiedName("s", "t")} WHERE {condition} AND {new Verbatim("x = 'y'")}";

        sql.ToString().ShouldBe("SELECT \"a\"\"b\", 'c''d' FROM \"s\".\"t\" WHERE id > -5 AND x = 'y'");
    }

    [Fact]
    public void A_secret_is_stars_unless_somebody_asks()
    {
        var secret = new Secret("s3cr3t");

        ($"{secret}", secret.ToString(), secret.Reveal()).ShouldBe(("******", "******", "s3cr3t"));
    }

    static string? ValueOf(TokenKind kind, string quoted) => kind switch
    {
        TokenKind.String => quoted[1..^1].Replace("''", "'", StringComparison.Ordinal),
        TokenKind.EscapeString => quoted[2..^1].Replace("''", "'", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal),
        _ => null,
    };

    static void Check(Func<string, bool> holds) => Prop.ForAll(Texts, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(30));
}
