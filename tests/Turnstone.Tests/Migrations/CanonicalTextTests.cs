namespace Turnstone.Tests.Migrations;

using System.Text;
using Turnstone.Migrations;
using Turnstone.Tests.Configuration;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("select 1;\nselect 2;\n", "select 1;\nselect 2;\n")]
    [InlineData("select 1;\r\nselect 2;\r\n", "select 1;\nselect 2;\n")]
    [InlineData("select 1;\rselect 2;\r", "select 1;\nselect 2;\n")]
    [InlineData("a\r\r\nb\n\rc", "a\n\nb\n\nc")]
    [InlineData("\ufeffselect 'ä😀'", "select 'ä😀'")]
    [InlineData("a\u2028b\u0085c\fd", "a\u2028b\u0085c\fd")]
    [InlineData("", "")]
    [InlineData("\ufeff", "")]
    public void F28_The_canonical_text_has_LF_and_no_byte_order_mark(string file, string canonical) => Read(file).ShouldBe(canonical);

    [Fact]
    public void Carriage_returns_at_some_lines_only_may_be_data_and_are_not_left_out_in_silence()
    {
        var read = CanonicalText.Read("INSERT INTO t VALUES ('a\r\nb');\nSELECT 1;\n"u8.ToArray(), "V1__a.sql");

        read.Value.ShouldBe("INSERT INTO t VALUES ('a\nb');\nSELECT 1;\n");
        read.Lines().ShouldHaveSingleItem().ShouldStartWith("V1__a.sql: Warning: 1 carriage returns among 3 lines are left out");
    }

    [Theory]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\rb\r")]
    [InlineData("a\nb\n")]
    [InlineData("-- turnstone: eol=keep\nINSERT INTO t VALUES ('a\r\nb');\n")]
    public void One_kind_of_line_end_or_asking_for_it_is_nothing_to_talk_about(string file) =>
        CanonicalText.Read(System.Text.Encoding.UTF8.GetBytes(file), "V1__a.sql").Diagnostics.ShouldBeEmpty();

    [Fact]
    public void A_second_byte_order_mark_is_text() => Read("\ufeff\ufeffa").ShouldBe("\ufeffa");

    [Theory]
    [InlineData("-- turnstone: eol=keep\r\nselect '\r\n';\r\n")]
    [InlineData("-- a\r\n\r\n-- turnstone: author=ann eol=keep\r\nselect 1\r")]
    public void Line_ends_stay_where_the_file_asks_for_it(string file) => Read(file).ShouldBe(file);

    [Theory]
    [InlineData("select 1;\r\n-- turnstone: eol=keep\r\n", "select 1;\n-- turnstone: eol=keep\n")]
    [InlineData("-- turnstone: author=eol=keep\r\n", "-- turnstone: author=eol=keep\n")]
    public void Asking_for_it_is_a_directive_at_the_top(string file, string canonical) => Read(file).ShouldBe(canonical);

    [Theory]
    [InlineData("C3 28", "V1.sql:1:1: Error: Byte 0xC3 is not UTF-8. | Save it as UTF-8 (from Latin-1: iconv -f ISO-8859-1 -t UTF-8).")]
    [InlineData("61 0A 62 63 E4 0A", "V1.sql:2:3: Error: Byte 0xE4 is not UTF-8.")]
    [InlineData("61 0D 0A 62 E4", "V1.sql:2:2: Error: Byte 0xE4 is not UTF-8.")]
    [InlineData("61 0D 62 E4", "V1.sql:2:2: Error: Byte 0xE4 is not UTF-8.")]
    [InlineData("EF BB BF 61 FF", "V1.sql:1:2: Error: Byte 0xFF is not UTF-8.")]
    [InlineData("C3 A4 F0 9F 98 80 ED A0 80", "V1.sql:1:4: Error: Byte 0xED is not UTF-8.")]
    [InlineData("61 F0 9F", "V1.sql:1:2: Error: Byte 0xF0 is not UTF-8.")]
    [InlineData("FF FE 73 00", "V1.sql:1:1: Error: Byte 0xFF is not UTF-8. | It looks like UTF-16: save it as UTF-8.")]
    [InlineData("FE FF 00 73", "V1.sql:1:1: Error: Byte 0xFE is not UTF-8. | It looks like UTF-16: save it as UTF-8.")]
    [InlineData("FF", "V1.sql:1:1: Error: Byte 0xFF is not UTF-8. | Save it as UTF-8 (from Latin-1")]
    public void F28_What_is_not_UTF_8_is_refused_with_its_place(string bytes, string said)
    {
        var read = CanonicalText.Read(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), "V1.sql");

        read.Passed.ShouldBeFalse();
        read.Lines().ShouldHaveSingleItem().ShouldStartWith(said);
    }

    static string Read(string file)
    {
        var read = CanonicalText.Read(Encoding.UTF8.GetBytes(file), "V1.sql");
        read.Passed.ShouldBeTrue();
        return read.Value!;
    }
}
