namespace Turnstone.Tests.Ledger;

using Turnstone.Ledger;

public sealed class ChainVerifierTests
{
    static readonly Entries Whole = new Entries()
        .Run("a", Entries.Step("step_done", "1", 1, 1), Entries.Step("step_done", "2", 1, 1))
        .Run("b", Entries.Step("step_done", "3", 1, 1))
        .Run("c", Entries.Step("step_done", "4", 1, 1));

    [Fact]
    public void A_ledger_that_nobody_touched_adds_up()
    {
        Verify(Whole.All).ShouldBeEmpty();
        Verify(Whole.All, Whole.Head).ShouldBeEmpty();
        Verify(Whole.All, Whole.All[4].Hash).ShouldBeEmpty();
        Verify([]).ShouldBeEmpty();
    }

    [Fact]
    public void The_row_that_closes_an_abandoned_run_later_adds_up()
    {
        var entries = new Entries().Add("a", "\"kind\": \"run_opened\"").Add("a", Entries.Step("step_started", "1", 1, 1)).Add("a", "\"kind\": \"run_closed\"")
            .Run("b", Entries.Step("step_redo", "1", 1, 1));

        Verify(entries.All).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_payload_is_found() =>
        Verify(With(2, Whole.All[2] with { Payload = Whole.All[2].Payload.Replace("\"c2\"", "\"c9\"", StringComparison.Ordinal) }))
            .ShouldBe(["Row 3 of run a was changed: its hash is not that of its payload."]);

    [Fact]
    public void A_changed_payload_with_its_hash_made_anew_is_found_by_the_row_behind_it()
    {
        var changed = Whole.All[1] with { Payload = Whole.All[1].Payload.Replace("\"c1\"", "\"c9\"", StringComparison.Ordinal) };

        Verify(With(1, changed with { Hash = changed.ExpectedHash })).ShouldBe(["Row 3 of run a does not follow the row before it: one of the two was replaced."]);
    }

    [Fact]
    public void A_changed_last_row_of_a_run_is_found_by_the_next_run()
    {
        var changed = Whole.All[3] with { Payload = Whole.All[3].Payload.Replace("\"done\"", "\"failed\"", StringComparison.Ordinal) };

        Verify(With(3, changed with { Hash = changed.ExpectedHash })).ShouldHaveSingleItem()
            .ShouldEndWith($"but the newest row before it is {changed.ExpectedHash}: a run was removed or inserted.");
    }

    [Fact]
    public void A_removed_row_is_found() =>
        Verify(Without(1)).ShouldBe(["Row 3 of run a follows row 1: rows between them were removed."]);

    [Fact]
    public void A_removed_first_row_is_found() =>
        Verify(Without(0)).ShouldContain("Row 2 of run a follows row 0: rows between them were removed.");

    [Fact]
    public void A_removed_run_is_found() =>
        Verify([.. Whole.All.Where(entry => entry.RunId != "b")]).ShouldHaveSingleItem().ShouldStartWith("Row 1 of run c was opened after ");

    [Fact]
    public void An_inserted_run_is_found()
    {
        var alien = new Entries().Run("x", Entries.Step("step_done", "9", 1, 1)).All;

        Verify([.. Whole.All.Take(4), .. alien, .. Whole.All.Skip(4)]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_row_that_was_written_into_a_run_that_had_ended_is_found()
    {
        var entries = new Entries().Run("a").Run("b").Add("a", Entries.Step("step_done", "9", 1, 1));

        Verify(entries.All).ShouldBe(["Row 3 of run a was written after its run had ended: it was inserted."]);
    }

    [Fact]
    public void A_row_that_was_written_into_a_run_after_another_began_is_found()
    {
        var entries = new Entries().Add("a", "\"kind\": \"run_opened\"").Run("b").Add("a", Entries.Step("step_done", "9", 1, 1));

        Verify(entries.All).ShouldBe(["Row 2 of run a was written after its run had ended: it was inserted."]);
    }

    [Fact]
    public void A_row_that_stands_twice_is_found() =>
        Verify([.. Whole.All.Take(2), Whole.All[1], .. Whole.All.Skip(2)]).ShouldContain("Row 2 of run a follows row 2: rows between them were removed.");

    [Fact]
    public void A_row_moved_to_another_run_is_found() =>
        Verify(With(9, Whole.All[9] with { RunId = "b" })).ShouldContain("Row 3 of run b stands where it was not written: its payload names another place.");

    [Fact]
    public void A_tail_that_was_cut_off_is_found_with_a_head_kept_elsewhere()
    {
        var cut = Whole.All.Take(7).ToList();

        Verify(cut).ShouldBeEmpty("nothing in the ledger itself can tell");
        Verify(cut, Whole.Head).ShouldBe([$"The head {Whole.Head} is nowhere in the ledger: rows were cut off or the chain was replaced."]);
    }

    [Fact]
    public void A_ledger_that_was_replaced_whole_is_found_with_a_head_kept_elsewhere() =>
        Verify(new Entries().Run("x").All, Whole.Head).ShouldHaveSingleItem().ShouldStartWith("The head ");

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    public void A_payload_that_is_no_object_is_found_and_nothing_throws(string payload)
    {
        var changed = Whole.All[1] with { Payload = payload };

        Verify(With(1, changed with { Hash = changed.ExpectedHash })).ShouldContain("Row 2 of run a stands where it was not written: its payload names another place.");
    }

    [Fact]
    public void What_is_found_says_what_to_do() =>
        new ChainVerifier("nowhere").Verify([]).ShouldHaveSingleItem().Help.ShouldBe("Compare with a backup; every row that adds up can still be trusted.");

    static string[] Verify(IReadOnlyList<LedgerEntry> entries, string? anchor = null) => [.. new ChainVerifier(anchor).Verify(entries).Select(one => one.Message)];

    static List<LedgerEntry> With(int at, LedgerEntry entry) => [.. Whole.All.Take(at), entry, .. Whole.All.Skip(at + 1)];

    static List<LedgerEntry> Without(int at) => [.. Whole.All.Take(at), .. Whole.All.Skip(at + 1)];
}
