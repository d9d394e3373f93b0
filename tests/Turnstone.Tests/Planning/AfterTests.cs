namespace Turnstone.Tests.Planning;

using System.Collections.Immutable;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Sql;
using Turnstone.Tests.Configuration;

/// <summary>Files that say which versions they come after.</summary>
public sealed class AfterTests
{
    static readonly Migration One = Sample.File("V1__one.sql", "select 1;");
    static readonly Migration Two = Sample.File("V2__two.sql", "select 2;");
    static readonly Migration Three = Sample.File("V3__three.sql", "select 3;");
    static readonly Migration Four = Sample.File("V4__four.sql", "select 4;");
    static readonly Migration Five = Sample.File("V5__five.sql", "select 5;");

    [Fact]
    public void A_file_runs_behind_what_it_comes_after_and_the_rest_in_the_order_of_versions()
    {
        Versions(Planned(Sample.Set(One, After(Two, "4"), Three, Four, Five))).ShouldBe(["1", "3", "4", "2", "5"]);
        Versions(Planned(Sample.Set(After(One, "V3"), After(Two, "1"), Three, Four))).ShouldBe(["3", "1", "2", "4"]);
    }

    [Theory]
    [InlineData("-- turnstone: after=2,V3")]
    [InlineData("-- turnstone: after=3 after=2")]
    [InlineData("-- turnstone: after=2\n-- turnstone: after=3")]
    [InlineData("-- turnstone: after=\"2, 3\"")]
    public void It_may_come_after_several(string directive) =>
        Versions(Planned(Sample.Set(Sample.File("V1__one.sql", $"{directive}\nselect 1;"), Two, Three, Four))).ShouldBe(["2", "3", "1", "4"]);

    [Fact]
    public void What_is_applied_is_before_everything() =>
        Versions(Planned(Sample.Set(One, After(Two, "1"), Three), Sample.Done(One))).ShouldBe(["2", "3"]);

    [Fact]
    public void What_a_baseline_stands_for_is_before_everything_though_its_file_is_gone()
    {
        var baseline = Sample.File("B3__baseline.sql", "select 3;");
        var files = Sample.Set(After(Five, "2")) with { Others = [baseline] };

        Versions(Planned(files)).ShouldBe(["3", "5"]);
        Versions(Planned(files, Sample.Done(Three) with { Kind = MigrationKind.Baseline })).ShouldBe(["5"]);
    }

    [Theory]
    [InlineData("9", "V2__two.sql:1:15: Error: V2 comes after V9, and there is no such version. | 'turnstone status' lists them.")]
    [InlineData("2.0", "V2__two.sql:1:15: Error: V2 cannot come after itself. | Name the version that it needs.")]
    [InlineData("3", "V3__three.sql:1:15: Error: V3 comes after V2, which comes after V3, directly or by way of others. | Take one of their after= out.")]
    public void What_nothing_can_come_after_is_said_with_its_place(string version, string said) =>
        Sample.Make(Sample.Settings, Sample.Set(One, After(Two, version), After(Three, "2")), History.Empty).Lines().ShouldBe([said]);

    [Fact]
    public void A_circle_of_several_is_said_once()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(After(One, "3"), After(Two, "1"), After(Three, "2"), Four), History.Empty);

        plan.Passed.ShouldBeFalse();
        plan.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("after-circle");
    }

    [Theory]
    [InlineData("after=two")]
    [InlineData("after=")]
    [InlineData("after=1,")]
    [InlineData("after=1,,2")]
    public void What_is_no_version_is_no_directive(string directive)
    {
        var read = Directives.Read($"-- turnstone: {directive}", "V5.sql");

        read.Lines().ShouldHaveSingleItem().ShouldStartWith($"V5.sql:1:15: Error: '{directive}' names no version.");
    }

    [Fact]
    public void Only_versioned_files_come_after_others() =>
        Sample.Make(Sample.Settings, Sample.Set(One) with { Others = [Sample.File("R__r.sql", "-- turnstone: after=1\nselect 1;")] }, History.Empty).Lines()
            .ShouldBe(["R__r.sql:1:15: Error: Only a versioned file comes after others. | Take after= out."]);

    [Fact]
    public void A_file_whose_predecessor_is_of_another_context_is_refused()
    {
        var files = Sample.Set(Sample.File("V1__seed.sql", "-- turnstone: context=seed\nselect 1;"), After(Two, "1"));

        Sample.Make(Sample.Settings, files, History.Empty).Lines()
            .ShouldBe(["V2__two.sql:1:15: Error: V2 comes after V1, which is not for this database: its context is 'seed'. | Give both the same context, or take after= out."]);
    }

    [Fact]
    public void A_version_that_is_asked_for_says_what_it_needs_beyond_it() =>
        Sample.Make(Sample.Settings, Sample.Set(One, After(Two, "4"), Three, Four), History.Empty, to: "2").Lines()
            .ShouldBe(["V2__two.sql:1:15: Error: V2 comes after V4, which is not applied and above --to 2. | To apply both: turnstone apply --to 4"]);

    [Fact]
    public void One_below_the_version_that_is_asked_for_waits_and_so_does_what_comes_after_it()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(After(One, "4"), After(Two, "1"), Three, Four), History.Empty, to: "3");

        Versions(plan.Value).ShouldBe(["3"]);
        plan.Lines().ShouldBe([
            "V1__one.sql:1:15: Warning: V1 waits: it comes after V4, which is not applied and above --to 3.",
            "V2__two.sql:1:15: Warning: V2 waits: it comes after V1, which waits itself."]);
    }

    [Fact]
    public void What_comes_after_a_version_that_is_held_waits_for_it()
    {
        var files = Sample.Set(One, After(Two, "1"), Three);
        var history = Sample.After(Sample.Done(One) with { IsUndone = true });
        var standing = new Standing(files, history, new StatusReader([], governed: true).Read(files, history, null), HasLedger: true);

        var plan = new Planner(Sample.Settings, null, PgVersion.V18, []).Plan(standing, ApplyScope.Everything);

        Versions(plan.Value).ShouldBe(["3"]);
        plan.Lines().ShouldContain("V2__two.sql:1:15: Warning: V2 waits: it comes after V1, which was taken back and is held.");
        Versions(new Planner(Sample.Settings, null, PgVersion.V18, []).Plan(standing, new(null, MigrationVersion.Parse("1"))).Value).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public void F31_A_file_is_not_late_for_running_behind_what_it_comes_after()
    {
        States(Sample.Set(One, After(Two, "4"), Three, Four), One, Three, Four).ShouldBe("1 Applied, 2 Pending, 3 Applied, 4 Applied");
        States(Sample.Set(One, After(Two, "4"), Three, Four, Five), One, Three, Four, Five)
            .ShouldBe("1 Applied, 2 OutOfOrder, 3 Applied, 4 Applied, 5 Applied", "5 was meant to run behind it");
        States(Sample.Set(One, After(Two, "4"), Three, Four), One, Four).ShouldBe("1 Applied, 2 Pending, 3 OutOfOrder, 4 Applied");
    }

    [Fact]
    public void A_circle_leaves_the_status_readable() =>
        States(Sample.Set(After(One, "2"), After(Two, "1"), Three), Three).ShouldBe("1 Pending, 2 Pending, 3 Applied");

    [Fact]
    public void F31_Another_databases_order_is_planned_as_it_was()
    {
        var scope = ApplyScope.Everything with { InOrder = [.. ((string[])["1", "3", "2"]).Select(MigrationVersion.Parse)] };

        Versions(new Planner(Sample.Settings, null, PgVersion.V18, []).Plan(Sample.Stand(Sample.Set(One, Two, Three, Four), History.Empty), scope).Value)
            .ShouldBe(["1", "3", "2", "4"]);
        Versions(new Planner(Sample.Settings, null, PgVersion.V18, []).Plan(Sample.Stand(Sample.Set(One, Two, Three), Sample.After(Sample.Done(Three))), scope).Value)
            .ShouldBe(["1", "2"], "whoever gives the order answers for it");
    }

    static Migration After(Migration file, string version) => Sample.File(file.File, $"-- turnstone: after={version}\n{file.Text.Whole}");

    static Turnstone.Plans.Plan? Planned(MigrationSet files, params ImmutableArray<RecordedMigration> done)
    {
        var plan = Sample.Make(Sample.Settings, files, done.IsEmpty ? History.Empty : Sample.After(done));
        plan.Lines().ShouldBeEmpty();
        return plan.Value;
    }

    static string?[] Versions(Turnstone.Plans.Plan? plan) => [.. plan.ShouldNotBeNull().Migrations.Select(one => one.Version)];

    static string States(MigrationSet files, params Migration[] done) => string.Join(", ",
        new StatusReader([], governed: false).Read(files, Sample.After([.. done.Select(one => Sample.Done(one))]), null).Select(status => $"{status.Version} {status.State}"));
}
