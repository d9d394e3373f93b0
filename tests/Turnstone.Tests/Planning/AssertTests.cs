namespace Turnstone.Tests.Planning;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Tests.Configuration;

public sealed class AssertTests
{
    static Migration File(string name, string text) => new(new($"{name}.sql", MigrationKind.Assert, null, name), $"asserts/{name}.sql", new SourceText(text),
        Directives.Read(text, name).Value!, Checksum.Of(text));

    static string[] Said(string text) => Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__one.sql", text)), History.Empty).Lines();

    static SqlStep Assert(string text) => Sample.Make(Sample.Settings, Sample.Set() with { Asserts = [File("a", text)] }, History.Empty).Value!
        .Migrations.ShouldHaveSingleItem().Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>();

    [Theory]
    [InlineData("-- turnstone: assert\nSELECT 1;", null)]
    [InlineData("-- no duplicates\n-- turnstone: assert\nSELECT 1;", "no duplicates")]
    [InlineData("-- turnstone: assert\n-- no duplicates,\n--   none at all\nSELECT 1;", "no duplicates, none at all")]
    [InlineData("-- the file\n\n-- no duplicates --\n-- turnstone: assert\n  SELECT 1;", "no duplicates")]
    [InlineData("SELECT 1; -- about that one\n-- turnstone: assert\nSELECT 1;", null)]
    [InlineData("-- turnstone: assert\n/* block */ SELECT 1;", null)]
    public void The_comment_above_an_assert_is_its_name(string text, string? name)
    {
        var assert = ((SqlStep)Sample.One(text).Steps[0]).Statements[^1];

        (assert.Assert, assert.Name, assert.ReportsRows).ShouldBe((true, name, false));
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES (1)", "INSERT is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("INSERT INTO t VALUES (1) RETURNING true", "INSERT is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("CREATE TABLE t ()", "CREATE TABLE is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("SET search_path = a", "SET is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("EXPLAIN SELECT 1", "EXPLAIN is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("SELECT 1 INTO t", "SELECT INTO makes a table, and an assert only reads.")]
    [InlineData("SELECT true INTO t UNION SELECT true", "SELECT INTO makes a table, and an assert only reads.")]
    [InlineData("WITH d AS (DELETE FROM t RETURNING 1) SELECT count(*) = 0 FROM d", "A query of its WITH changes rows, and an assert only reads.")]
    [InlineData("WITH d AS (SELECT 1) DELETE FROM t", "DELETE is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("SELECT * FROM t FOR UPDATE", "It locks rows, and an assert only reads.")]
    [InlineData("SELECT * FROM (SELECT * FROM t FOR SHARE) s", "It locks rows, and an assert only reads.")]
    [InlineData("COPY t FROM stdin", "COPY is no query: an assert is a SELECT, VALUES or TABLE.")]
    [InlineData("COMMIT", "COMMIT is no query: an assert is a SELECT, VALUES or TABLE.")]
    public void What_is_no_query_that_only_reads_is_refused_with_its_line(string statement, string message)
    {
        var said = Said($"CREATE TABLE u ();\n-- turnstone: assert\n{statement};\n");

        said.FirstOrDefault(line => line.Contains("an assert", StringComparison.Ordinal)).ShouldBe($"V1__one.sql:3:1: Error: {message} | Take the mark out, or write it as a query.");
    }

    [Theory]
    [InlineData("SELECT 1;\n-- turnstone: asert\nSELECT 2;", "V1__one.sql:2:15: Error: 'asert' is not a directive.")]
    [InlineData("SELECT 1;\n-- turnstone: assert every order has a customer\nSELECT 2;", "V1__one.sql:2:22: Error: 'every' is not a directive.")]
    [InlineData("SELECT 1;\n-- turnstone: assert=true\nSELECT 2;", "V1__one.sql:2:15: Error: 'assert=true' means nothing.")]
    [InlineData("SELECT 1; -- turnstone: assert\nSELECT 2;", "V1__one.sql:1:11: Error: This assert stands behind a statement.")]
    [InlineData("SELECT 1\n-- turnstone: assert\nFROM t;", "V1__one.sql:2:1: Error: This assert stands inside a statement.")]
    [InlineData("SELECT 1;\n-- turnstone: assert\n", "V1__one.sql:2:1: Error: There is no query behind this assert.")]
    [InlineData("-- turnstone: assert\n", "V1__one.sql:1:1: Error: There is no query behind this assert.")]
    [InlineData("SELECT 1;\n-- turnstone: transaction=none\nSELECT 2;", "V1__one.sql:2:15: Warning: 'transaction' counts at the top of a file, before its first statement; here it does nothing.")]
    [InlineData("/* ours */\n-- turnstone: lock_timeout=1s\nSELECT 2;", "V1__one.sql:2:15: Warning: 'lock_timeout' counts at the top of a file, before its first statement; here it does nothing.")]
    public void A_mark_that_nobody_would_understand_is_told_of(string text, string message) => Said(text).ShouldContain(line => line.StartsWith(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("-- turnstone: transaction=none author=ann\nSELECT 1;\n-- turnstone: ignore=x reason=\"y\"\nSELECT 2;\n-- about turnstone: see there\nSELECT 3;")]
    [InlineData("SELECT '\n-- turnstone: asert\n';")]
    public void What_has_always_stood_in_files_is_not(string text) => Said(text).ShouldBeEmpty();

    [Fact]
    public void The_text_of_an_undo_that_was_written_down_long_ago_is_not_refused_for_a_word()
    {
        var undo = Sample.File("U1__one.sql", "SELECT 1;\n-- turnstone: formerly\nSELECT 2;");
        StatementDirectives.Troubles([.. Marks(undo)], hasStatement: true, undo).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_mark_is_part_of_what_a_step_is()
    {
        static string Digest(string text) => Sample.One(text).Steps[0].Digest;

        Digest("SELECT true;").ShouldBe(Digest("-- a comment\nSELECT true;"));
        Digest("SELECT true;").ShouldNotBe(Digest("-- turnstone: assert\nSELECT true;"));
        Digest("-- turnstone: assert\nSELECT true;").ShouldBe(Digest("-- turnstone: assert\n-- with a name\nSELECT true;"));
    }

    [Fact]
    public void A_long_file_that_is_read_again_says_the_same()
    {
        const string text = "SELECT 1;\n-- turnstone: assert\n-- two\nSELECT 2;\nSELECT 3;";
        var planned = Sample.One(text);
        var step = (SqlStep)planned.Steps[0];
        using var texts = new StatementTexts(Sample.Set(Sample.File("V1__one.sql", text)), new Placeholders(Sample.Settings.Placeholders));

        var again = texts.Read(planned, step with { Statements = [], Range = new(1, 3, 0, "SELECT") }).Select(one => one.Planned);

        again.ShouldBe(step.Statements);
    }

    [Theory]
    [InlineData("SELECT plan(3);", true)]
    [InlineData("select * FROM tap.no_plan();", true)]
    [InlineData("SELECT * FROM runtests('x');", true)]
    [InlineData("SELECT plan FROM t;", false)]
    [InlineData("SELECT 'plan(3)';", false)]
    [InlineData("SELECT no_plan FROM plan;", false)]
    public void A_file_that_says_how_many_tests_there_are_is_pgtaps(string text, bool isTap)
    {
        var step = Assert(text);

        (step.Tap, step.Statements[0].Assert).ShouldBe((isTap, !isTap));
    }

    [Fact]
    public void Behind_a_migration_all_of_them_are_due_otherwise_what_is_not_known_to_hold()
    {
        Migration one = File("one", "SELECT true;"), two = File("two", "SELECT true;"), first = Sample.File("V1__one.sql", "SELECT 1;");
        string[] Due(MigrationSet files, History history) => [.. Sample.Make(Sample.Settings, files with { Asserts = [one, two] }, history).Value!.Migrations.Select(planned => planned.Name)];
        var after = Sample.After(Sample.Done(first)) with { AssertsBehind = Sample.After().AssertsBehind.Add("one", one.Checksum.Text).Add("two", "v1:of-another-text") };

        Due(Sample.Set(first), History.Empty).ShouldBe(["V1", "asserts/one.sql", "asserts/two.sql"]);
        Due(Sample.Set(first), after).ShouldBe(["asserts/two.sql"]);
        Due(Sample.Set(first), after with { AssertsBehind = after.AssertsBehind.SetItem("two", two.Checksum.Text) }).ShouldBeEmpty();
        Due(Sample.Set(first, Sample.File("V2__two.sql", "SELECT 2;")), after).ShouldBe(["V2", "asserts/one.sql", "asserts/two.sql"]);
    }

    [Fact]
    public void One_without_a_query_says_so_and_none_is_planned()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set() with { Asserts = [File("a", "-- nothing yet\n")] }, History.Empty);

        plan.Lines().ShouldHaveSingleItem().ShouldStartWith("asserts/a.sql: Warning: There is no query in it.");
        plan.Value!.IsEmpty.ShouldBeTrue();
    }

    static IEnumerable<MarkedComment> Marks(Migration migration)
    {
        using var reader = new MigrationReader(migration);
        while (reader.Read() is not null)
        {
            foreach (var mark in reader.Marks)
            {
                yield return mark;
            }
        }
    }
}
