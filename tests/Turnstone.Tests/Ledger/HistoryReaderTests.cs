namespace Turnstone.Tests.Ledger;

using Turnstone.Diagnostics;
using Turnstone.Ledger;

public sealed class HistoryReaderTests
{
    const string Started = "step_started", Done = "step_done", Failed = "step_failed", Marked = "step_marked_done", Redo = "step_redo";

    [Fact]
    public void An_empty_ledger_is_an_empty_history()
    {
        var history = new HistoryReader().ToHistory();

        history.Migrations.ShouldBeEmpty();
        history.Head.ShouldBeNull();
    }

    [Fact]
    public void A_migration_is_what_its_rows_amount_to()
    {
        var entries = new Entries().Run("r", Entries.Step(Done, "1", 1, 2, spent: 3), Entries.Step(Done, "1", 2, 2, spent: 4));

        var migration = Fold(entries).Migrations.ShouldHaveSingleItem();

        (migration.Version, migration.Description, migration.File, migration.Checksum, migration.Content, migration.Of, migration.ExecutionMs)
            .ShouldBe(("1", "d1", "V1.sql", "c1", "t1", 2, 7));
        migration.At.ShouldBe(DateTimeOffset.UnixEpoch.AddMinutes(2));
        migration.Steps.ShouldBe([new(1, "s1", StepState.Done, null), new(2, "s2", StepState.Done, null)]);
        migration.IsComplete.ShouldBeTrue();
        Fold(entries).Head.ShouldBe(entries.Head);
    }

    [Theory]
    [InlineData(new[] { Started }, StepState.Started, false)]
    [InlineData(new[] { Started, Done }, StepState.Done, true)]
    [InlineData(new[] { Started, Failed }, StepState.Failed, false)]
    [InlineData(new[] { Started, Failed, Redo }, StepState.Open, false)]
    [InlineData(new[] { Started, Redo, Started, Done }, StepState.Done, true)]
    [InlineData(new[] { Started, Failed, Marked }, StepState.Done, true)]
    [InlineData(new[] { Started, Marked }, StepState.Done, true)]
    public void The_newest_row_of_a_step_decides(string[] kinds, StepState state, bool complete)
    {
        var entries = new Entries();
        for (var i = 0; i < kinds.Length; i++)
        {
            entries.Run($"r{i}", Entries.Step(kinds[i], "1", 1, 1));
        }

        var migration = Fold(entries).Migrations.ShouldHaveSingleItem();

        migration.Steps.ShouldHaveSingleItem().State.ShouldBe(state);
        migration.IsComplete.ShouldBe(complete);
        (migration.Open is not null).ShouldBe(state is StepState.Started or StepState.Failed);
        Fold(entries).HasOpenStep.ShouldBe(migration.Open is not null);
    }

    [Fact]
    public void What_was_found_to_hold_is_known_until_the_next_migration()
    {
        static string Assert(string kind, string name) => $"\"kind\": \"{kind}\", \"type\": \"assert\", \"step\": 1, \"of\": 1, \"description\": \"{name}\", \"checksum\": \"of {name}\", \"digest\": \"d\", \"execution_ms\": 1";

        var entries = new Entries().Run("a", Entries.Step(Done, "1", 1, 1), Assert(Done, "one"), Assert("step_skipped", "tests"), Assert(Failed, "broken"));
        Fold(entries).AssertsBehind.Select(one => (one.Key, one.Value)).ShouldBe([("one", "of one"), ("tests", "of tests")], ignoreOrder: true);
        Fold(entries).Migrations.ShouldHaveSingleItem().Version.ShouldBe("1");

        entries.Run("b", Entries.Step(Done, "2", 1, 1), Assert(Done, "tests"));
        Fold(entries).AssertsBehind.Keys.ShouldBe(["tests"]);
        Fold(entries.Run("c", Assert(Done, "tests"))).HasNewSinceAfterApply.ShouldBeTrue();
    }

    [Fact]
    public void Steps_stand_in_their_order_also_when_one_ran_again()
    {
        var entries = new Entries().Run("a", Entries.Step(Done, "1", 1, 3), Entries.Step(Failed, "1", 2, 3))
            .Run("b", Entries.Step(Redo, "1", 2, 3)).Run("c", Entries.Step(Done, "1", 2, 3), Entries.Step(Done, "1", 3, 3));

        Fold(entries).Migrations[0].Steps.Select(step => (step.Ordinal, step.State)).ShouldBe([(1, StepState.Done), (2, StepState.Done), (3, StepState.Done)]);
    }

    [Fact]
    public void Migrations_stand_in_the_order_they_were_completed_and_half_way_ones_last()
    {
        var entries = new Entries().Run("a", Entries.Step(Done, "2", 1, 2), Entries.Step(Done, "3", 1, 1))
            .Run("b", Entries.Step(Done, "4", 1, 2), Entries.Step(Done, "1", 1, 1), Entries.Step(Done, "2", 2, 2));

        var history = Fold(entries);

        history.Migrations.Select(one => one.Version).ShouldBe(["3", "1", "2", "4"]);
        history.Applied.Select(one => one.Version).ShouldBe(["3", "1", "2"]);
        history.Find("4")!.IsComplete.ShouldBeFalse();
        history.Find("5").ShouldBeNull();
    }

    [Fact]
    public void A_file_that_was_edited_half_way_counts_with_its_newest_number_of_steps()
    {
        var entries = new Entries().Run("a", Entries.Step(Done, "1", 1, 3)).Run("b", Entries.Step(Done, "1", 2, 2));

        Fold(entries).Migrations[0].IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Rows_of_a_kind_that_is_not_known_are_passed_over() =>
        Fold(new Entries().Run("a", Entries.Step(Done, "1", 1, 1), "\"kind\": \"something_new\"")).Migrations.Length.ShouldBe(1);

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{\"content\": 7}")]
    [InlineData("{\"covers\": 7}")]
    public void A_row_that_somebody_broke_is_a_broken_ledger(string payload)
    {
        var failure = Should.Throw<FailureException>(() => new HistoryReader().Add(Entries.Columns(new Entries().Run("a", Entries.Step(Done, "1", 1, 1)).All[1]), payload, null));

        failure.Kind.ShouldBe(FailureKind.Broken);
        failure.Message.ShouldStartWith("Row with id 2 of run ");
    }

    [Theory]
    [InlineData(Failed, "Step 1 of V7 failed (no). It runs outside a transaction, so part of it may stand.")]
    [InlineData(Started, "Step 1 of V7 was begun and never ended: its run was cut off. It runs outside a transaction, so part of it may stand.")]
    public void F24_Of_a_step_that_nobody_knows_the_end_of_it_says_who_has_to_look(string kind, string message)
    {
        var failure = Fold(new Entries().Run("a", Entries.Step(kind, "7", 1, 1))).Unresolved("7");

        failure.Kind.ShouldBe(FailureKind.StepFailed);
        failure.Message.ShouldBe(message);
        failure.Diagnostic.File.ShouldBe("V7.sql");
        failure.Diagnostic.Help.ShouldNotBeNull().ShouldContain("turnstone apply --redo 7:1 --reason");
    }

    [Fact]
    public void Where_every_step_is_known_none_is_open() =>
        Fold(new Entries().Run("a", Entries.Step(Done, "1", 1, 2), Entries.Step(Redo, "2", 1, 1))).HasOpenStep.ShouldBeFalse();

    static History Fold(Entries entries)
    {
        var reader = new HistoryReader();
        foreach (var entry in entries.All)
        {
            reader.Add(Entries.Columns(entry), entry.Payload, entry.Hash);
        }
        return reader.ToHistory();
    }
}
