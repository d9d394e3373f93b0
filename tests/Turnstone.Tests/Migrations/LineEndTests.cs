namespace Turnstone.Tests.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

public sealed class LineEndTests
{
    static readonly (string Name, string Text)[] Files =
    [
        ("V1__a.sql", "-- turnstone: author=ann\nCREATE TABLE a (\n    b text DEFAULT 'two\nlines'\n);\n"),
        ("V2__f.sql", "-- turnstone: ignore=x reason=\"y\"\nCREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\n  SELECT 'a'\n$$;\n"),
        ("U1__a.sql", "DROP TABLE a;\n"),
        ("R__view.sql", "CREATE OR REPLACE VIEW v AS\nSELECT 1;\n"),
        ("B1__base.sql", "CREATE TABLE a (\n    b text\n);\n"),
        ("beforeApply.sql", "SELECT 1;\nSELECT 2;\n"),
    ];

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void F28_A_checkout_with_other_line_ends_has_the_checksums_sum_and_plan_of_one_with_LF(string lineEnd)
    {
        using var unix = new MigrationFolder(Files);
        using var other = new MigrationFolder([.. Files.Select(file => (file.Name, file.Text.ReplaceLineEndings(lineEnd)))]);
        var (first, second) = (Read(unix), Read(other));

        second.All.Select(one => (one.File, one.Checksum.Text, one.Text.Whole)).ShouldBe(first.All.Select(one => (one.File, one.Checksum.Text, one.Text.Whole)));
        SumFile.Of(second).ToString().ShouldBe(SumFile.Of(first).ToString());
        SumFile.Of(first).CompareWith(SumFile.Parse(SumFile.Of(first).ToString().ReplaceLineEndings(lineEnd)).Value!).ShouldBeEmpty();
        Plan(second).ShouldBe(Plan(first));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Settings_are_the_same_whatever_the_line_ends(string lineEnd)
    {
        using var folder = ProjectFolder.Of("project: shop\nmigrations:\n  - one\n  - two\nplaceholders: { a: b }\n".ReplaceLineEndings(lineEnd));

        var settings = folder.Read().Value!;

        settings.Project.ShouldBe("shop");
        settings.Migrations.ShouldBe(["one", "two"]);
        settings.Placeholders["a"].Text.ShouldBe("b");
    }

    static MigrationSet Read(MigrationFolder folder)
    {
        var read = folder.Read();
        read.Diagnostics.Where(one => one.Severity == Severity.Error).ShouldBeEmpty();
        return read.Value!;
    }

    static string Plan(MigrationSet files) => PlanFile.Digest(Sample.Make(Sample.Settings, new(files.Versioned, [], []), History.Empty).Value!);
}
