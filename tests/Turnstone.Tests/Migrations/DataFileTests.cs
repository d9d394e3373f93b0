namespace Turnstone.Tests.Migrations;

using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

public sealed class DataFileTests
{
    [Theory]
    [InlineData("table=app.country file=country.csv", "COPY app.country (\"code\", \"full \"\"name\") FROM STDIN WITH (FORMAT csv, HEADER true)")]
    [InlineData("table=country file=country.csv columns=b,\"A b\"", "COPY country (b,\"A b\") FROM STDIN WITH (FORMAT csv, HEADER true)")]
    [InlineData("table=country file=country.csv header=false", "COPY country FROM STDIN WITH (FORMAT csv)")]
    [InlineData("table=app.\"a table\" file=country.csv null=\"\" header=false", "COPY app.\"a table\" FROM STDIN WITH (FORMAT csv, NULL '')")]
    [InlineData("table=country file=\"with blanks.csv\" delimiter=\";\"", "COPY country (\"a\", \"b\") FROM STDIN WITH (FORMAT csv, HEADER true, DELIMITER ';')")]
    [InlineData("table=country file=country.tsv null=\"a'b\"", "COPY country FROM STDIN WITH (FORMAT text, NULL 'a''b')")]
    [InlineData("table=country file=country.tsv format=csv delimiter=\\t", "COPY country (\"x\", \"y\") FROM STDIN WITH (FORMAT csv, HEADER true, DELIMITER '\t')")]
    [InlineData("table=${region}.country file=country.tsv", "COPY ${region}.country FROM STDIN WITH (FORMAT text)")]
    public void A_file_is_copied_by_a_statement_of_its_own(string options, string statement)
    {
        using var folder = Folder($"-- turnstone: copy {options}\n");

        folder.Read().Value!.Versioned[0].Data.ShouldHaveSingleItem().Statement.ShouldBe(statement);
    }

    [Theory]
    [InlineData("-- turnstone: copy table=t", "1:1: Error: It does not say which file. | Write file=name.csv, relative to the migration's folder.")]
    [InlineData("select 1;\n  -- turnstone: copy file=country.csv", "2:3: Error: It does not say into which table. | Write table=schema.name, quoted as in SQL where the name needs it.")]
    [InlineData("-- turnstone: copy table=a;b file=country.csv", "1:1: Error: 'a;b' is not a table's name. | Write table=schema.name, quoted as in SQL where the name needs it.")]
    [InlineData("-- turnstone: copy table=t file=country.csv colums=a", "1:1: Error: 'colums' is not an option of copy. | Known are: table=…, file=…, format=…, columns=…, header=…, delimiter=…, null=….")]
    [InlineData("-- turnstone: copy table=t file=country.csv header", "1:1: Error: 'header' has no value. | Known are: table=…, file=…, format=…, columns=…, header=…, delimiter=…, null=….")]
    [InlineData("-- turnstone: copy table=t file=country.csv format=xml", "1:1: Error: 'format=xml' means nothing. | Write format=csv or format=text.")]
    [InlineData("-- turnstone: copy table=t file=country.tsv header=true", "1:1: Error: Only CSV has a header. | Leave header= out, or write format=csv.")]
    [InlineData("-- turnstone: copy table=t file=country.csv delimiter=ab", "1:1: Error: 'delimiter=ab' is not a single character. | Write delimiter=\";\", or delimiter=\\t for a tab.")]
    [InlineData("-- turnstone: copy table=t file=contry.csv", "1:1: Error: There is no file migrations/contry.csv. | Write its path relative to the migration's folder, or add the file.")]
    [InlineData("-- turnstone: copy table=t file=../../x.csv", "1:1: Error: ../../x.csv is outside of the project. | Copy it into the project, next to the migration.")]
    [InlineData("-- turnstone: copy table=t file=/etc/passwd", "1:1: Error: /etc/passwd is outside of the project. | Copy it into the project, next to the migration.")]
    [InlineData("select 1; -- turnstone: copy table=t file=country.csv", "1:11: Error: This copy stands behind a statement. | Put it on a line of its own.")]
    [InlineData("select 1\n-- turnstone: copy table=t file=country.csv\n;", "2:1: Error: This copy stands inside a statement and would never run. | End the statement before it with a semicolon, or move the line.")]
    public void What_is_wrong_with_it_is_said_where_it_stands(string text, string said)
    {
        using var folder = Folder(text);

        Turnstone.Diagnostics.Checked.Failed<object>(folder.Read().Value!.Versioned[0].Troubles).Lines().ShouldHaveSingleItem().ShouldBe($"migrations/V1__one.sql:{said}");
    }

    [Fact]
    public void What_stands_in_a_string_or_between_rows_is_none()
    {
        using var folder = Folder("select '\n-- turnstone: copy table=t file=x.csv\n';\ncopy t from stdin;\n-- turnstone: copy table=t file=y.csv\n\\.\n");

        folder.Read().Value!.Versioned[0].Data.ShouldBeEmpty();
    }

    [Fact]
    public void It_happens_where_it_stands()
    {
        using var folder = Folder("""
            -- turnstone: author=ann
            -- turnstone: copy table=first file=country.tsv
            select 1;
            -- turnstone: copy table=second file=country.csv
            -- turnstone: copy table=third file=country.csv

            copy fourth from stdin;
            1
            \.
            select 2;
            -- turnstone: copy table=fifth file=country.tsv
            """);
        var plan = Sample.Make(Sample.Settings with { Root = folder.Settings.Root }, folder.Read().Value!, History.Empty);

        var statements = plan.Value!.Migrations[0].Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>().Statements;
        statements.Select(one => (one.Ordinal, one.Line, one.Sql.Split(" (")[0].Split(" FROM")[0], one.Rows?.File, one.Rows?.Line)).ShouldBe([
            (1, 2, "COPY first", "migrations/country.tsv", 1), (2, 3, "select 1", null, null),
            (3, 4, "COPY second", "migrations/country.csv", 1), (4, 5, "COPY third", "migrations/country.csv", 1),
            (5, 7, "copy fourth from stdin", null, 8), (6, 10, "select 2", null, null), (7, 11, "COPY fifth", "migrations/country.tsv", 1)]);
        plan.Value.Migrations[0].Author.ShouldBe("ann");
    }

    [Fact]
    public void The_checksum_covers_what_is_copied()
    {
        using var folder = Folder("-- turnstone: copy table=t file=country.csv\n");
        var before = folder.Read().Value!.Versioned[0];
        folder.Write("country.csv", "code,name\r\nde,Germany\r\n");
        var onWindows = folder.Read().Value!.Versioned[0].Checksum;
        folder.Write("country.csv", "code,name\nde,Deutschland\n");

        before.Checksum.ShouldNotBe(Checksum.Of(before.Text.Whole!));
        folder.Read().Value!.Versioned[0].Checksum.ShouldNotBe(onWindows);
        folder.Write("country.csv", "code,name\nde,Germany\n");
        folder.Read().Value!.Versioned[0].Checksum.ShouldBe(onWindows);
    }

    static MigrationFolder Folder(string text) => new(
        ("V1__one.sql", text), ("country.csv", "code,\"full \"\"name\"\nde,Germany\n"), ("country.tsv", "x\ty\n"), ("with blanks.csv", "a;b\n1;2\n"));
}
