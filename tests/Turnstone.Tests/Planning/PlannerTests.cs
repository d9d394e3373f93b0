namespace Turnstone.Tests.Planning;

using Turnstone.Configuration;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Migrations;

public sealed class PlannerTests
{
    const string ThreeSteps = "CREATE TABLE a (id int);\nVACUUM a;\nCREATE TABLE b (id int);\n";

    static readonly Migration One = Sample.File("V1__one.sql", "select 1;");
    static readonly Migration Two = Sample.File("V2__two.sql", ThreeSteps);
    static readonly Migration Three = Sample.File("V3__three.sql", "select 3;");

    [Fact]
    public void Only_what_is_not_applied_is_planned() =>
        Versions(Sample.Make(Sample.Settings, Sample.Set(One, Two, Three), Sample.After(Sample.Done(One))).Value!).ShouldBe(["2", "3"]);

    [Fact]
    public void Nothing_to_do_is_an_empty_plan() =>
        Sample.Make(Sample.Settings, Sample.Set(One), Sample.After(Sample.Done(One))).Value!.IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_plan_ends_with_the_version_that_was_asked_for()
    {
        Versions(Sample.Make(Sample.Settings, Sample.Set(One, Two, Three), History.Empty, to: "2").Value!).ShouldBe(["1", "2"]);
        Sample.Make(Sample.Settings, Sample.Set(One, Two), History.Empty, to: "7").Lines()
            .ShouldBe(["Error: There is no migration of version 7. | 'turnstone status' lists them."]);
    }

    [Fact]
    public void A_plan_knows_its_project_its_server_its_search_path_and_its_ledger_s_head()
    {
        var plan = Sample.Make(Sample.Settings with { SearchPath = ["app", "public"] }, Sample.Set(One, Two), Sample.After(Sample.Done(One))).Value!;

        (plan.Project, plan.Environment, plan.ServerVersion, plan.LedgerHead).ShouldBe(("shop", null, 18, "head"));
        plan.SearchPath.ShouldBe(["app", "public"]);
    }

    [Fact]
    public void The_same_files_and_history_give_the_same_bytes_in_whatever_order_they_were_written()
    {
        (string, string)[] files = [("V1__a.sql", ThreeSteps), ("V10__b.sql", "select ${region};"), ("V2__c.sql", "select 2;"), ("R__r.sql", "select 3;")];
        using var one = new MigrationFolder(files);
        using var other = new MigrationFolder([.. files.Reverse()]);

        var first = PlanFile.Write(Made(one));

        PlanFile.Write(Made(one)).ShouldBe(first);
        PlanFile.Write(Made(other)).ShouldBe(first);

        static Plan Made(MigrationFolder folder) =>
            Sample.Make(Sample.Settings with { Root = folder.Settings.Root }, folder.Read().Value!, History.Empty).Value!;
    }

    [Fact]
    public void What_is_half_way_goes_on_behind_its_last_finished_step()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(One, Two, Three), Sample.After(Sample.Done(Two, steps: 1, day: 1))).Value!;

        Versions(plan).ShouldBe(["2", "1", "3"], "the others were written for the schema that it leaves");
        plan.Migrations[0].Steps.Select(step => step.Ordinal).ShouldBe([2, 3]);
        plan.Migrations[0].Of.ShouldBe(3);
    }

    [Fact]
    public void A_half_way_file_may_be_edited_behind_its_last_finished_step()
    {
        var edited = Sample.File("V2__two.sql", ThreeSteps.Replace("b (id int)", "b (id bigint);\nCREATE TABLE c (id int)", StringComparison.Ordinal));

        var plan = Sample.Make(Sample.Settings, Sample.Set(edited), Sample.After(Sample.Done(Two, steps: 2, day: 1)));

        plan.Lines().ShouldBeEmpty();
        plan.Value!.Migrations[0].Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>().Statements.Length.ShouldBe(2);
    }

    [Fact]
    public void A_half_way_file_whose_rest_was_taken_out_is_completed_by_an_empty_step()
    {
        var edited = Sample.File("V2__two.sql", "CREATE TABLE a (id int);\nVACUUM a;\n");

        var planned = Sample.Make(Sample.Settings, Sample.Set(edited), Sample.After(Sample.Done(Two, steps: 2, day: 1))).Value!.Migrations[0];

        planned.Of.ShouldBe(3);
        var last = planned.Steps.ShouldHaveSingleItem().ShouldBeOfType<SqlStep>();
        (last.Ordinal, last.Transaction, last.Statements.Length).ShouldBe((3, true, 0));
    }

    [Theory]
    [InlineData("CREATE TABLE a (id bigint);\nVACUUM a;\nCREATE TABLE b (id int);\n", 1, 1)]
    [InlineData("CREATE TABLE a (id int);\n\nVACUUM a, b;\nCREATE TABLE b (id int);\n", 3, 2)]
    [InlineData("CREATE TABLE a (id int);\n", 1, 2)]
    public void A_half_way_file_must_not_be_edited_before_its_last_finished_step(string text, int line, int step)
    {
        var edited = Sample.File("V2__two.sql", text);

        Sample.Make(Sample.Settings, Sample.Set(edited), Sample.After(Sample.Done(Two, steps: 2, day: 1))).Lines().ShouldBe([
            $"V2__two.sql:{line}:1: Error: Step {step} of V2__two.sql, which is half-way, is done and says something else now."
            + " | Put it back as it was; what comes after the last finished step may be edited."]);
    }

    [Fact]
    public void A_comment_may_be_edited_anywhere_in_a_half_way_file()
    {
        var edited = Sample.File("V2__two.sql", "-- so that a is clean\n" + ThreeSteps);

        Sample.Make(Sample.Settings, Sample.Set(edited), Sample.After(Sample.Done(Two, steps: 2, day: 1))).Passed.ShouldBeTrue();
    }

    [Fact]
    public void A_step_that_is_to_be_run_again_is_in_the_plan()
    {
        var half = Sample.Done(Two, steps: 2, day: 1);
        var again = half with { Steps = half.Steps.SetItem(1, half.Steps[1] with { State = StepState.Open }) };

        Sample.Make(Sample.Settings, Sample.Set(Two), Sample.After(again)).Value!.Migrations[0].Steps.Select(step => step.Ordinal).ShouldBe([2, 3]);
    }

    [Fact]
    public void F30_An_edited_file_is_refused_with_what_changed()
    {
        var edited = Sample.File("V1__one.sql", "select 2;");
        var standing = Sample.Stand(Sample.Set(edited), Sample.After(Sample.Done(One)));
        var complaint = new Turnstone.Planning.Complaints(Sample.Settings)
            .About(standing with { Statuses = [standing.Statuses[0] with { AppliedText = "select 1;" }] }).ShouldHaveSingleItem();

        (complaint.Rule, complaint.Place).ShouldBe(("checksum-changed", "V1__one.sql"));
        complaint.Message.ShouldBe("V1 was applied on 2026-01-01 and its file was edited since.");
        complaint.Details.ShouldNotBeNull().ShouldContain("- select 1;\n+ select 2;");
    }

    [Fact]
    public void F30_A_missing_file_is_refused_and_one_of_the_future_only_told()
    {
        Sample.Make(Sample.Settings, Sample.Set(Three), Sample.After(Sample.Done(One), Sample.Done(Three, day: 2))).Lines().ShouldBe([
            "Error: V1 (one) was applied on 2026-01-01 and its file, V1__one.sql, is gone. | Bring the file back (git log --diff-filter=D --name-only); or, if it is meant to be gone: turnstone accept-edit 1 --reason \"…\"\nAfter a branch switch, on a database of your own: turnstone switch"]);

        var future = Sample.Make(Sample.Settings, Sample.Set(One), Sample.After(Sample.Done(One), Sample.Done(Three)));
        future.Passed.ShouldBeTrue();
        future.Lines().ShouldBe([
            "Warning: V3 (three) was applied by a newer set of files than this one. | An older image runs against a newer database: nothing to do where that is meant."]);
    }

    [Fact]
    public void F30_A_renamed_file_is_told()
    {
        var renamed = Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__uno.sql", "select 1;")), Sample.After(Sample.Done(One)));

        renamed.Passed.ShouldBeTrue();
        renamed.Lines().ShouldBe(["V1__uno.sql: Warning: V1 was applied as 'one'; its text is the same."]);
    }

    [Theory]
    [InlineData(OutOfOrder.Refuse, "V2 comes before versions that are applied already.")]
    [InlineData(OutOfOrder.Proved, null)]
    [InlineData(OutOfOrder.Allow, null)]
    public void F31_A_late_file_is_never_left_out_in_silence(OutOfOrder policy, string? message)
    {
        var plan = Sample.Make(Sample.Settings with { OutOfOrder = policy }, Sample.Set(One, Two, Three), Sample.After(Sample.Done(One), Sample.Done(Three)));

        plan.Diagnostics.SingleOrDefault()?.Message.ShouldBe(message);
        plan.Passed.ShouldBe(message is null);
        plan.Value?.Migrations.ShouldHaveSingleItem().Version.ShouldBe("2");
    }

    [Theory]
    [InlineData("CREATE TABLE u (a int);", "")]
    [InlineData("ALTER TABLE t ALTER a SET NOT NULL;", "3")]
    [InlineData("CREATE TABLE u (a int REFERENCES t);", "3")]
    [InlineData("DO $$ BEGIN END $$;", "3,4")]
    public void F31_A_late_file_names_the_versions_that_it_may_have_to_do_with(string late, string crossed)
    {
        var ran = new[] { Sample.File("V1__t.sql", "CREATE TABLE t (a int);"), Sample.File("V3__b.sql", "ALTER TABLE t ADD COLUMN b int;"), Sample.File("V4__w.sql", "CREATE TABLE w (a int);") };

        var plan = Sample.Make(Sample.Settings, Sample.Set([.. ran, Sample.File("V2__late.sql", late)]), Sample.After([.. ran.Select(file => Sample.Done(file))]));

        string.Join(',', plan.Value.ShouldNotBeNull().Migrations.ShouldHaveSingleItem().Late ?? []).ShouldBe(crossed);
    }

    [Fact]
    public void Complaints_of_all_files_come_at_once() =>
        Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__a.sql", "COMMIT;"), Sample.File("V2__b.sql", "select ${no};")), History.Empty)
            .Diagnostics.Select(one => one.Place).ShouldBe(["V1__a.sql:1:1", "V2__b.sql:1:8"]);

    [Fact]
    public void A_long_text_is_kept_as_digest_and_length()
    {
        var planned = Sample.Make(Sample.Settings with { KeepText = 9 }, Sample.Set(One, Sample.File("V2__ä.sql", "select 'ä'")), History.Empty).Value!.Migrations;

        (planned[0].Text, planned[0].Length).ShouldBe(("select 1;", 9));
        (planned[1].Text, planned[1].Length).ShouldBe((null, 11));
    }

    [Fact]
    public void F43_No_secret_is_in_a_plan()
    {
        var plan = Sample.One("ALTER ROLE a PASSWORD '${app_password}'; ALTER ROLE b PASSWORD 'wr1tten-0ut';");

        var text = $"{plan} {string.Join(' ', plan.Steps)} {System.Text.Encoding.UTF8.GetString(PlanFile.Write(new("p", null, 18, [], null, [plan])))}";
        text.ShouldNotContain("n3ver-5een");
        text.ShouldNotContain("wr1tten-0ut");
    }

    static string?[] Versions(Plan plan) => [.. plan.Migrations.Select(one => one.Version)];
}
