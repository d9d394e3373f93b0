namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Linting;
using Turnstone.Migrations;

/// <summary>What the linter knows of what came before, and what it is asked not to tell.</summary>
public sealed class LinterTests
{
    const string Index = "index-not-concurrent";

    static Migration File(string name, string text) => new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));

    static IReadOnlyList<string> Look(params string[] texts) => Look(isPending: false, new LintOptions(), texts);

    // The last one is asked for.
    static IReadOnlyList<string> Look(bool isPending, LintOptions options, params string[] texts)
    {
        var linter = new Linter(options, null, LintRule.All.Where(rule => rule.Name is Index or "check-without-not-valid" or "set-not-null-scan"));
        IReadOnlyList<LintFinding> found = [];
        foreach (var (place, text) in texts.Index())
        {
            found = linter.Look(new(File($"V{place + 1}__x.sql", text), place) { IsAsked = place == texts.Length - 1, IsPending = isPending }, new([], [], []));
        }
        return [.. found.Select(finding => $"{finding.Diagnostic.Line}:{finding.Diagnostic.Column} {finding.Diagnostic.Rule}")];
    }

    [Fact]
    public void A_table_that_the_file_makes_is_nobody_else_s() => Look("CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);").ShouldBeEmpty();

    [Fact]
    public void A_table_of_an_earlier_file_may_be_full() => Look("CREATE TABLE t (a int);", "CREATE INDEX i ON t (a);").ShouldBe([$"1:1 {Index}"]);

    [Fact]
    public void A_placeholder_stands_for_its_value_and_what_is_found_is_told_where_the_file_has_it()
    {
        var options = new LintOptions { Placeholders = new(ImmutableSortedDictionary<string, Placeholder>.Empty.Add("app", Placeholder.Of("a_schema_with_a_long_name"))) };
        Look(isPending: false, options, "CREATE TABLE ${app}.t (a int);", "ALTER TABLE ${app}.t ADD CHECK (a > 0);").ShouldBe(["1:22 check-without-not-valid"]);
        // One without a value is some name; in a string it is left.
        Look(isPending: false, options, "CREATE TABLE t (a int);", "COMMENT ON TABLE ${other} IS '${pass.word}'; CREATE INDEX i ON ${other} (a);").ShouldBe([$"1:46 {Index}"]);
    }

    [Fact]
    public void A_table_that_is_applied_together_with_it_is_new() => Look(isPending: true, new(), "CREATE TABLE t (a int);", "CREATE INDEX i ON t (a);").ShouldBeEmpty();

    [Fact]
    public void A_renamed_table_is_the_same() => Look("CREATE TABLE t (a int);\nALTER TABLE t RENAME TO u;\nCREATE INDEX i ON u (a);").ShouldBeEmpty();

    [Fact]
    public void A_table_that_was_dropped_and_is_there_again_is_new() => Look("CREATE TABLE t (a int);", "DROP TABLE t; CREATE TABLE t (a int); CREATE INDEX i ON t (a);").ShouldBeEmpty();

    [Fact]
    public void Names_are_looked_for_along_the_search_path()
    {
        var options = new LintOptions { SearchPath = ["app"] };
        Look(isPending: false, options, "CREATE TABLE app.t (a int); CREATE INDEX i ON t (a);").ShouldBeEmpty();
        Look(isPending: false, options, "CREATE TABLE t (a int); CREATE INDEX i ON app.t (a);").ShouldBeEmpty();
        Look(isPending: false, options, "CREATE TABLE t (a int); CREATE INDEX i ON public.t (a);").ShouldBe([$"1:25 {Index}"]);
    }

    [Fact]
    public void A_reason_silences_a_rule_for_its_statement_alone() => Look(
        "CREATE TABLE t (a int);", "-- turnstone: ticket=T-1\n\nSELECT 1;\n-- turnstone: ignore=index-not-concurrent reason=\"empty until the launch\"\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON t (a);").ShouldBe([$"6:1 {Index}"]);

    [Fact]
    public void At_the_top_of_a_file_it_silences_all_of_it() => Look(
        "CREATE TABLE t (a int);", "-- turnstone: ignore=index-not-concurrent reason=\"empty until the launch\"\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON t (a);").ShouldBeEmpty();

    [Fact]
    public void Without_a_reason_nothing_is_silent() => Look("CREATE TABLE t (a int);", "-- turnstone: ignore=index-not-concurrent\nCREATE INDEX i ON t (a);").ShouldBe(["1:15 ignore-without-reason", $"2:1 {Index}"]);

    [Fact]
    public void A_rule_that_is_misspelt_where_it_is_to_be_ignored_is_guessed() =>
        new Linter(new(), null, LintRule.All).Look(new(File("V1__x.sql", "SELECT 1;\n-- turnstone: ignore=index-not-concurent reason=\"so\"\nSELECT 2;"), 0) { IsAsked = true }, new([], [], []))
            .ShouldContain(found => found.Diagnostic.Help == "Did you mean index-not-concurrent?");

    [Fact]
    public void What_silences_nothing_is_told() => Look("SELECT 1;\n-- turnstone: ignore=index-not-concurrent,no-such-rule reason=\"so\"\nSELECT 2;").ShouldBe(["2:15 unused-suppression", "2:15 unused-suppression"]);

    [Fact]
    public void A_rule_counts_as_much_as_the_project_says()
    {
        var options = new LintOptions { Rules = ImmutableSortedDictionary<string, RuleOptions>.Empty.Add(Index, new() { IsOff = true }) };
        Look(isPending: false, options, "CREATE INDEX i ON t (a);").ShouldBeEmpty();
    }

    [Fact]
    public void What_does_not_parse_is_told_and_the_rest_is_looked_at() => Look("SELEC 1;\nCREATE INDEX i ON t (a);").ShouldBe(["1:1 syntax", $"2:1 {Index}"]);

    [Fact]
    public void A_check_that_is_validated_proves_that_there_are_no_nulls()
    {
        const string Table = "CREATE TABLE t (a int);", Check = "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL AND a > 0) NOT VALID;", Set = "ALTER TABLE t ALTER a SET NOT NULL;";
        Look(Table, Check, Set).ShouldBe(["1:15 set-not-null-scan"]);
        Look(Table, Check, "ALTER TABLE t VALIDATE CONSTRAINT c;", Set).ShouldBeEmpty();
        Look(Table, Check, "ALTER TABLE t VALIDATE CONSTRAINT c;", "ALTER TABLE t ALTER a SET NOT NULL, DROP CONSTRAINT c;").ShouldBe(["1:15 set-not-null-scan"]);
    }

    [Fact]
    public void A_not_null_that_is_not_valid_proves_nothing()
    {
        const string Table = "CREATE TABLE t (a int);", Add = "ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID;", Set = "ALTER TABLE t ALTER a SET NOT NULL;";
        var options = new LintOptions { Version = Turnstone.Sql.PgVersion.V18 };
        Look(isPending: false, options, Table, Add, Set).ShouldBe(["1:15 set-not-null-scan"]);
        Look(isPending: false, options, Table, Add, "ALTER TABLE t VALIDATE CONSTRAINT n;", Set).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_there_is_not_is_named_with_the_one_that_is_meant()
    {
        var settings = new Settings { Root = "/", Lint = new() { Levels = ImmutableSortedDictionary<string, LintLevel>.Empty.Add("index-not-concurent", LintLevel.Off) } };
        var read = LintOptionsReader.Read(settings, Turnstone.Sql.PgVersion.V14);
        read.Passed.ShouldBeFalse();
        read.Diagnostics.ShouldHaveSingleItem().Help.ShouldBe("Did you mean index-not-concurrent?");
    }
}
