namespace Turnstone.Tests.Migrations;

using System.Text;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

/// <summary>A file that is too long to be kept is the same file: only where its text comes from differs.</summary>
public sealed class LongFileTests
{
    static readonly string[] Texts =
    [
        "select 1;\n",
        "\ufeffselect 1;\r\n-- turnstone: ignore=a\r\nselect 2;\r\n\r\n  \r\n",
        "-- turnstone: eol=keep author=ann\r\nselect '\r\n';\r\n",
        "-- turnstone: ignore=a reason=b\nselect 1;\n-- turnstone: ignore=c",
        string.Concat(Enumerable.Range(0, 20_000).Select(i => $"insert into t values ({i}, 'ä😀');\r\n")),
        string.Concat(Enumerable.Range(0, 20_000).Select(i => i % 100 == 0 ? "-- turnstone: ignore=a\n" : $"insert into t values ({i});\n")) + new string('\n', 200_000),
        $"select '{new string('x', 65_534)}😀{new string('y', 200_000)}';\nselect 2;",
        string.Concat(Enumerable.Repeat("\r\n", 100_000)) + "select 1;",
        "",
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Texts.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Checksum_content_and_steps_are_those_of_a_short_one(int text)
    {
        using var folder = new MigrationFolder(("V1__one.sql", Texts[text]));
        var kept = Read(folder, long.MaxValue);
        var streamed = Read(folder, -1);

        kept.Text.Whole.ShouldNotBeNull();
        streamed.Text.Whole.ShouldBeNull();
        using var reader = streamed.Text.Open();
        reader.ReadToEnd().ShouldBe(kept.Text.Whole);
        (streamed.Text.Sha256, streamed.Text.Length).ShouldBe((kept.Text.Sha256, kept.Text.Length));
        streamed.Checksum.ShouldBe(kept.Checksum);
        streamed.Checksum.ShouldBe(Checksum.Of(kept.Text.Whole));
        streamed.Directives.All.ShouldBe(kept.Directives.All);
        Digests(streamed).ShouldBe(Digests(kept));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public void What_is_said_of_its_text_is_the_same(int lines)
    {
        var text = string.Concat(Enumerable.Repeat("SELECT 1;\n", lines)) + "SELECT 'a\r\nb';\n-- migrate:down\n\nSELECT 2;\n";
        using var folder = new MigrationFolder(("V1__one.sql", text));

        string[] Said(long keep) => new MigrationDirectory(folder.Settings with { KeepText = keep }).Read().Lines();

        Said(-1).ShouldBe(Said(long.MaxValue));
        Said(-1).Select(line => line.Split(' ')[0]).ShouldBe(["migrations/V1__one.sql:", $"migrations/V1__one.sql:{lines + 3}:1:"]);
    }

    [Fact]
    public void A_file_that_only_its_line_ends_make_too_long_is_a_short_one()
    {
        using var folder = new MigrationFolder(("V1__one.sql", "select 1;\r\nselect 2;\r\n"));

        Read(folder, 20).Text.Whole.ShouldBe("select 1;\nselect 2;\n");
    }

    [Fact]
    public void Its_steps_hold_a_range_and_no_texts()
    {
        using var folder = new MigrationFolder(("V1__one.sql", "select 1;\nselect 2;\nvacuum;\ncopy t from stdin;\n1\n2\n\\.\nselect 3;\n"));
        var plan = Sample.Make(Sample.Settings with { KeepText = 1 }, Sample.Set(Read(folder, 1)), History.Empty);

        var planned = plan.Value!.Migrations.ShouldHaveSingleItem();
        planned.Text.ShouldBeNull();
        planned.Steps.Cast<SqlStep>().Select(step => (step.Range, step.Statements.Length)).ShouldBe([
            (new StatementRange(1, 2, 16, "SELECT"), 0), (new StatementRange(3, 1, 6, "VACUUM"), 0), (new StatementRange(4, 2, 29, "COPY"), 0)]);
        PlanFile.Write(PlanFile.Read(PlanFile.Write(plan.Value), "plan.json").Value!).ShouldBe(PlanFile.Write(plan.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_533)]
    [InlineData(65_535)]
    [InlineData(200_000)]
    public void What_is_not_UTF_8_is_refused_with_its_place(int before)
    {
        var lines = string.Concat(Enumerable.Repeat("é\r\n", before / 4));
        using var folder = new MigrationFolder();
        File.WriteAllBytes(folder.PathOf("migrations/V1__one.sql"), [.. Encoding.UTF8.GetBytes(lines + new string('x', before % 4)), 0xE4, (byte)'\n']);

        new MigrationDirectory(folder.Settings with { KeepText = 0 }).Read().Lines().ShouldBe([
            $"migrations/V1__one.sql:{before / 4 + 1}:{before % 4 + 1}: Error: Byte 0xE4 is not UTF-8. | Save it as UTF-8 (from Latin-1: iconv -f ISO-8859-1 -t UTF-8)."]);
    }

    static Migration Read(MigrationFolder folder, long keep) =>
        new MigrationDirectory(folder.Settings with { KeepText = keep }).Read().Value!.Versioned.ShouldHaveSingleItem();

    static IEnumerable<string> Digests(Migration file) =>
        Sample.Make(Sample.Settings, Sample.Set(file), History.Empty).Value!.Migrations[0].Steps.Select(step => step.Digest);
}
