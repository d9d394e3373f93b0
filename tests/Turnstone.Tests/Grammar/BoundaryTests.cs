namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

public sealed class BoundaryTests
{
    const string Text = "select 1; -- a\n\\set x 1\nselect frm; ; select 3 /* b */;";

    readonly CorpusFile file = CorpusFile.Of("a.sql", Text);

    [Fact]
    public void What_the_grammar_cannot_read_is_blank_and_the_rest_stays_where_it_is() =>
        Boundaries().Readable.ShouldBe("select 1;               " + "          ; ; select 3 /* b */;");

    [Theory]
    [InlineData(new[] { 0, 8, 38, 54 }, 2, 2)]
    [InlineData(new[] { 0, 8, 37, 54 }, 1, 3)]
    [InlineData(new[] { 0, 8, 38, 46 }, 2, 2)]
    [InlineData(new[] { 0, 8, 38, 45 }, 1, 2)]
    [InlineData(new[] { 0, 47 }, 0, 2)]
    [InlineData(new[] { 0, 8, 24, 34, 38, 54 }, 2, 3)]
    public void A_boundary_agrees_where_only_blanks_and_comments_lie_between(int[] spans, int same, int of)
    {
        var tally = new Tally();
        Boundaries().Compare(new(null, 0, 0, null, null, null, null, spans), tally);
        tally.Total(Measure.Boundaries).ShouldBe((same, of));
    }

    [Fact]
    public void A_file_that_is_refused_as_a_whole_has_no_boundary_that_agrees()
    {
        var tally = new Tally();
        Boundaries().Compare(new("syntax error", 40, 0, null, null, null, null, null), tally);
        tally.Total(Measure.Boundaries).ShouldBe((0, 2));
    }

    [Fact]
    public void A_statement_that_we_cut_in_two_is_found_by_its_halves()
    {
        var cut = CorpusFile.Of("a.sql", "select 1; create rule r as on insert to t do (select 1; select 2); a; b; c; d; e; f");
        var taken = cut.Statements.Where(one => one.Text.StartsWith("select", StringComparison.Ordinal)).ToHashSet();

        var suspects = WrongCut.Suspects(cut, PgVersion.V18, taken).ToList();

        suspects.Count.ShouldBe(4 + 4 + 4 + 3 + 2 + 1);
        suspects[0].Text.ShouldBe("create rule r as on insert to t do (select 1; select 2); a");
    }

    BoundaryComparison Boundaries() =>
        new(file, PgVersion.V18, file.Statements.Where(one => !one.Text.Contains("frm", StringComparison.Ordinal)).ToHashSet());
}
