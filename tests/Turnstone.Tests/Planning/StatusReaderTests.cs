namespace Turnstone.Tests.Planning;

using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;

public sealed class StatusReaderTests
{
    const string TwoSteps = "CREATE TABLE a (id int);\nVACUUM a;\n";

    static readonly Migration One = Sample.File("V1__one.sql", "select 1;");
    static readonly Migration Two = Sample.File("V2__two.sql", TwoSteps);
    static readonly Migration Three = Sample.File("V3__three.sql", "select 3;");

    [Fact]
    public void Without_a_history_everything_is_pending() => States(Sample.Set(One, Two), History.Empty).ShouldBe(["1 Pending", "2 Pending"]);

    [Fact]
    public void What_ran_whole_is_applied() => States(Sample.Set(One, Two), Sample.After(Sample.Done(One))).ShouldBe(["1 Applied", "2 Pending"]);

    [Fact]
    public void What_ran_in_part_is_half_way() => States(Sample.Set(One, Two), Sample.After(Sample.Done(One), Sample.Done(Two, steps: 1, day: 2)))
        .ShouldBe(["1 Applied", "2 HalfWay"]);

    [Fact]
    public void What_was_begun_and_never_ended_is_half_way()
    {
        var begun = Sample.Done(One) with { Steps = [new(1, "digest", StepState.Started, null)] };

        States(Sample.Set(One), Sample.After(begun)).ShouldBe(["1 HalfWay"]);
    }

    [Fact]
    public void What_was_edited_after_it_ran_is_changed() =>
        States(Sample.Set(Sample.File("V1__one.sql", "select 2;")), Sample.After(Sample.Done(One))).ShouldBe(["1 Changed"]);

    [Fact]
    public void A_comment_that_ignores_a_rule_changes_nothing() =>
        States(Sample.Set(Sample.File("V1__one.sql", "-- turnstone: ignore=x reason=\"y\"\nselect 1;")), Sample.After(Sample.Done(One))).ShouldBe(["1 Applied"]);

    [Fact]
    public void F31_A_file_below_what_is_applied_is_out_of_order() =>
        States(Sample.Set(One, Two, Three), Sample.After(Sample.Done(One), Sample.Done(Three))).ShouldBe(["1 Applied", "2 OutOfOrder", "3 Applied"]);

    [Fact]
    public void What_is_recorded_above_every_file_is_of_the_future_and_below_it_is_missing()
    {
        States(Sample.Set(One), Sample.After(Sample.Done(One), Sample.Done(Two))).ShouldBe(["1 Applied", "2 Future"]);
        States(Sample.Set(Three), Sample.After(Sample.Done(One), Sample.Done(Three))).ShouldBe(["1 Missing", "3 Applied"]);
        States(Sample.Set(), Sample.After(Sample.Done(One))).ShouldBe(["1 Future"]);
    }

    [Fact]
    public void A_version_is_the_same_however_a_file_spells_it() =>
        States(Sample.Set(Sample.File("V01.0__one.sql", "select 1;")), Sample.After(Sample.Done(One))).ShouldBe(["1 Applied"]);

    [Theory]
    [InlineData("eu", true)]
    [InlineData("us, eu", true)]
    [InlineData("us", false)]
    [InlineData("EU", false)]
    [InlineData("", true)]
    public void A_file_of_another_context_does_not_belong_here(string context, bool here)
    {
        var file = Sample.File("V1__one.sql", $"-- turnstone: context=\"{context}\"\nselect 1;");

        Sample.Stand(Sample.Set(file), History.Empty, "eu", "test").Statuses.Length.ShouldBe(here ? 1 : 0);
    }

    [Fact]
    public void What_ran_here_belongs_here_whatever_its_context()
    {
        var file = Sample.File("V1__one.sql", "-- turnstone: context=us\nselect 1;");

        Sample.Stand(Sample.Set(file), Sample.After(Sample.Done(One) with { Checksum = file.Checksum.Text }), "eu").Statuses.ShouldHaveSingleItem().State.ShouldBe(MigrationState.Applied);
    }

    [Theory]
    [InlineData(null, "2")]
    [InlineData("1", null)]
    [InlineData("2", "2")]
    [InlineData("3", "2")]
    [InlineData("4", "4")]
    public void The_first_version_that_is_not_there_is_what_a_start_waits_for(string? to, string? missing)
    {
        var standing = Sample.Stand(Sample.Set(One, Two, Three), Sample.After(Sample.Done(One)));

        standing.Missing(to is null ? null : MigrationVersion.Parse(to)).ShouldBe(missing is null ? null : $"V{missing} is not applied");
        (standing.Missing(to is null ? null : MigrationVersion.Parse(to)) is null).ShouldBe(missing is null);
    }

    static string[] States(MigrationSet files, History history) =>
        [.. Sample.Stand(files, history).Statuses.Select(status => $"{status.Version} {status.State}")];
}
