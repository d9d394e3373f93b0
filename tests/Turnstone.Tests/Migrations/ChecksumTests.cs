namespace Turnstone.Tests.Migrations;

using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Migrations;

public sealed class ChecksumTests
{
    [Theory]
    [InlineData("select 1;\n", "v1:sha256:354b7196c9ba5fb4b21cf615bb6ec4cd5c07503c34229feef033fc081a8c03f4")]
    [InlineData("", "v1:sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("-- turnstone: ignore=x\nselect 'ä😀';\n", "v1:sha256:d5da97687b308a6156c8c5aebdab53d303b2edef3165d4e09dc29948d92a20b4")]
    public void F29_The_algorithm_of_version_1_never_changes(string text, string checksum) => Checksum.Of(text).Text.ShouldBe(checksum);

    [Fact]
    public void F28_Line_ends_and_a_byte_order_mark_do_not_count()
    {
        string[] spellings = ["select 1;\nselect 2;\n", "select 1;\r\nselect 2;\r\n", "select 1;\rselect 2;\r", "\ufeffselect 1;\nselect 2;\n"];

        spellings.Select(text => Checksum.Of(CanonicalText.Read(Encoding.UTF8.GetBytes(text), "V1.sql").Value!).Text).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void F28_Blanks_at_the_end_of_the_file_do_not_count_and_blanks_within_do()
    {
        Checksum.Of("select 1; \n\t\n\n").ShouldBe(Checksum.Of("select 1;"));
        Checksum.Of("select 1; \nselect 2;").ShouldNotBe(Checksum.Of("select 1;\nselect 2;"));
        Checksum.Of("\nselect 1;").ShouldNotBe(Checksum.Of("select 1;"));
    }

    [Theory]
    [InlineData("-- turnstone: ignore=a\nselect 1;\nselect 2;")]
    [InlineData("select 1;\n  -- turnstone: ignore=a reason=\"b\"\nselect 2;")]
    [InlineData("select 1;\nselect 2;\n-- turnstone: ignore=a")]
    [InlineData("select 1;\nselect 2;\n\n\n-- turnstone: ignore=a\n\n")]
    [InlineData("-- turnstone: ignore=a\n-- turnstone: ignore=b\nselect 1;\nselect 2;")]
    public void Lines_that_only_ignore_do_not_count(string text) => Checksum.Of(text).ShouldBe(Checksum.Of("select 1;\nselect 2;"));

    [Theory]
    [InlineData("-- turnstone: transaction=none\nselect 1;")]
    [InlineData("-- turnstone: ignore=a transaction=none\nselect 1;")]
    [InlineData("-- a comment\nselect 1;")]
    public void What_says_more_counts(string text) => Checksum.Of(text).ShouldNotBe(Checksum.Of("select 1;"));

    [Fact]
    public void A_pair_of_surrogates_is_never_cut()
    {
        for (var before = 250; before < 262; before++)
        {
            var text = new string('x', before) + "😀😀" + new string('y', 300) + "😀";
            Checksum.Of(text).Text.ShouldBe(Naive(text), $"with {before} characters before it");
        }
    }

    [Fact]
    public void Every_text_has_the_checksum_that_the_rule_says()
    {
        var texts = Gen.Elements("-- turnstone: ignore=a", "-- turnstone:", "ignore", "\n", "\n", " ", "select 1;", "😀", "é", new string('x', 255), "\t", "\r")
            .ListOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, text => Checksum.Of(text).Text == Naive(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(40));
    }

    [Theory]
    [InlineData("v1:sha256:00", true)]
    [InlineData("v2:sha256:00", false)]
    [InlineData("v10:sha256:00", false)]
    [InlineData("", false)]
    public void A_checksum_says_how_it_was_made(string text, bool known) => new Checksum(text).IsKnown.ShouldBe(known);

    static string Naive(string text)
    {
        var counted = string.Join('\n', text.Split('\n').Where(line => !Directives.IsIgnoreLine(line))).TrimEnd();
        return $"v1:sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(counted)))}";
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void A_long_text_has_the_digest_of_its_bytes_as_a_short_one_has(int length)
    {
        var text = string.Concat(Enumerable.Repeat("\u20ac", length));

        Checksum.Of(text).Text.ShouldBe("v1:sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
