namespace Turnstone.Tests.Migrations;

using Turnstone.Migrations;
using Turnstone.Tests.Configuration;

public sealed class SumFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var sum = Of(("V1__a b.sql", "select 1;"), ("V2__b.sql", "select 2;"), ("U2__b.sql", ""), ("B2__c.sql", ""), ("R__views.sql", ""), ("afterApply.sql", ""));

        var read = SumFile.Parse(sum.ToString()).Value!;

        read.Lines.ShouldBe(sum.Lines);
        sum.CompareWith(read).ShouldBeEmpty();
        SumFile.Parse(sum.ToString().Replace("\n", "\r\n", StringComparison.Ordinal)).Value!.Lines.ShouldBe(sum.Lines);
    }

    [Fact]
    public void A_line_is_a_name_a_checksum_and_a_chain()
    {
        var text = Of(("V1__a.sql", "select 1;"), ("R__views.sql", "")).ToString().Split('\n');

        text[0].ShouldBe("# turnstone.sum v1: written by 'turnstone sum'. After a merge conflict run it again; do not edit.");
        text[1].ShouldBe("V1__a.sql v1:sha256:354b7196c9ba5fb4b21cf615bb6ec4cd5c07503c34229feef033fc081a8c03f4 " + text[1].Split(' ')[2]);
        text[1].Split(' ')[2].Length.ShouldBe(32);
        text[2].ShouldStartWith("R__views.sql v1:sha256:");
        text[2].ShouldEndWith(" -");
        text[3].ShouldBeEmpty();
    }

    [Fact]
    public void F32_Two_branches_that_each_add_a_migration_both_change_the_line_behind_it()
    {
        var one = Of(("V1__a.sql", ""), ("V2__b.sql", ""), ("V4__d.sql", ""));
        var other = Of(("V1__a.sql", ""), ("V3__c.sql", ""), ("V4__d.sql", ""));

        one.Lines[0].ShouldBe(other.Lines[0]);
        one.Lines[2].Name.ShouldBe(other.Lines[2].Name);
        one.Lines[2].Chain.ShouldNotBe(other.Lines[2].Chain);
    }

    [Fact]
    public void A_repeatable_that_changes_leaves_the_chain_alone()
    {
        var before = Of(("V1__a.sql", ""), ("R__views.sql", "select 1;"));
        var after = Of(("V1__a.sql", ""), ("R__views.sql", "select 2;"));

        after.Lines[0].ShouldBe(before.Lines[0]);
        after.Lines[1].ShouldNotBe(before.Lines[1]);
    }

    [Fact]
    public void Each_difference_is_said()
    {
        var written = Of(("V1__a.sql", "select 1;"), ("V2__b.sql", ""), ("V3__c.sql", ""), ("R__views.sql", "select 1;"));

        Compare(written, ("V1__a.sql", "select 2;"), ("V2__b.sql", ""), ("V3__c.sql", ""), ("R__views.sql", "select 2;")).ShouldBe([
            "V1__a.sql is not the file that turnstone.sum was written for.", "V2__b.sql follows other files than turnstone.sum says."]);
        Compare(written, ("V1__a.sql", "select 1;"), ("V2__b.sql", ""), ("V3__c.sql", ""), ("V4__d.sql", ""), ("R__views.sql", "select 2;")).ShouldBe([
            "V4__d.sql is not in turnstone.sum.", "R__views.sql is not the file that turnstone.sum was written for."]);
        Compare(written, ("V1__a.sql", "select 1;"), ("V2__b.sql", ""), ("R__views.sql", "select 1;")).ShouldBe(["V3__c.sql stands in turnstone.sum but is gone."]);
        Compare(written, ("V1__a.sql", "select 1;"), ("V3__c.sql", ""), ("R__views.sql", "select 1;")).ShouldBe(["V3__c.sql follows other files than turnstone.sum says."]);
    }

    [Fact]
    public void A_difference_says_what_to_do()
    {
        var difference = Of(("V1__a.sql", "")).CompareWith(Of()).ShouldHaveSingleItem();

        (difference.Rule, difference.Place, difference.Help).ShouldBe(("sum-mismatch", "turnstone.sum", "If the change is meant, run 'turnstone sum' and commit the result."));
    }

    [Theory]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("<<<<<<< Updated upstream")]
    [InlineData("||||||| merged common ancestors")]
    [InlineData("=======")]
    [InlineData(">>>>>>> 1234abc (Add orders to the shop)")]
    public void Git_s_conflict_marks_are_recognised(string mark) =>
        SumFile.Parse($"# turnstone.sum v1\nV1__a.sql v1:sha256:0 0\n{mark}\n").Lines().ShouldBe([
            "turnstone.sum:3:1: Error: Two branches added migrations: Git left its conflict marks here."
            + " | Check the order of the new files, then run 'turnstone sum' and commit."]);

    [Theory]
    [InlineData("V1__a.sql", 1)]
    [InlineData("V1__a.sql v1:sha256:0", 1)]
    [InlineData("V1__a.sql v1:sha256:0 0\nV1__a.sql v1:sha256:1 1", 2)]
    public void A_line_that_is_none_is_said_with_its_place(string text, int line) =>
        SumFile.Parse(text).Lines().ShouldBe([
            $"turnstone.sum:{line}:1: Error: This line is not 'name checksum chain', or its name stands above already. | Run 'turnstone sum' to write it anew."]);

    [Fact]
    public void An_empty_file_has_no_lines() => SumFile.Parse("").Value!.Lines.ShouldBeEmpty();

    static string[] Compare(SumFile written, params (string, string)[] files) => [.. Of(files).CompareWith(written).Select(one => one.Message)];

    static SumFile Of(params (string, string)[] files)
    {
        using var folder = new MigrationFolder(files);
        return SumFile.Of(folder.Read().Value!);
    }
}
