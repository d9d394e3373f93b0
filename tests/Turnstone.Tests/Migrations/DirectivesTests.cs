namespace Turnstone.Tests.Migrations;

using Turnstone.Migrations;
using Turnstone.Tests.Configuration;

public sealed class DirectivesTests
{
    [Fact]
    public void A_comment_at_the_top_tells_keys_and_values()
    {
        var read = Read("-- turnstone: transaction=none author=ann ticket=SHOP-7\n--turnstone: context=eu\n\nSELECT 1;");

        (read.WithoutTransaction, read.Author, read.Ticket, read.Context).ShouldBe((true, "ann", "SHOP-7", "eu"));
        read.All.Select(one => (one.Key, one.Line, one.Column)).ShouldBe(
            [("transaction", 1, 15), ("author", 1, 32), ("ticket", 1, 43), ("context", 2, 14)]);
    }

    [Theory]
    [InlineData("-- turnstone: author=\"Ann  O'Nym\"", "Ann  O'Nym")]
    [InlineData("-- turnstone: author=\"Ann\"\t ticket=1", "Ann")]
    [InlineData("-- turnstone: author=\"a=b\"", "a=b")]
    [InlineData("-- turnstone: author=a=b", "a=b")]
    [InlineData("-- turnstone: author=\"never closed", "never closed")]
    [InlineData("-- turnstone: author=", "")]
    [InlineData("-- turnstone: author=\"\"", "")]
    [InlineData("\t--\tturnstone:\tauthor=ann\tticket=1", "ann")]
    [InlineData("--   turnstone:author=ann", "ann")]
    [InlineData("-- turnstone: author=ann\r", "ann")]
    [InlineData("-- turnstone: author=bob\n-- turnstone: author=ann", "ann")]
    public void A_value_is_a_word_or_stands_in_quotes(string text, string author) => Read(text).Author.ShouldBe(author);

    [Theory]
    [InlineData("SELECT 1;\n-- turnstone: transaction=none")]
    [InlineData("/* licence */\n-- turnstone: transaction=none")]
    [InlineData("-- an author's note: turnstone: transaction=none")]
    [InlineData("-- TURNSTONE: transaction=none")]
    [InlineData("- - turnstone: transaction=none")]
    [InlineData("")]
    public void Only_comments_before_the_first_statement_count(string text) => Read(text).All.ShouldBeEmpty();

    [Fact]
    public void Other_comments_and_empty_lines_may_stand_between() =>
        Read("-- Copyright\n\n   \n-- turnstone: transaction=none\nSELECT 1").WithoutTransaction.ShouldBeTrue();

    [Fact]
    public void CRLF_is_read_like_LF() =>
        Read("-- a\r\n-- turnstone: author=ann eol=keep\r\nSELECT 1\r\n").All.Select(one => $"{one}").ShouldBe(Read("-- a\n-- turnstone: author=ann eol=keep\nSELECT 1\n").All.Select(one => $"{one}"));

    [Theory]
    [InlineData("-- turnstone: transacton=none", "V1.sql:1:15: Error: 'transacton' is not a directive. | Known are: after, assert, author,")]
    [InlineData("\n\n --  turnstone:  author=a  nonsense", "V1.sql:3:28: Error: 'nonsense' is not a directive.")]
    [InlineData("-- turnstone: transaction=off", "V1.sql:1:15: Error: 'transaction=off' means nothing. | Write transaction=none.")]
    [InlineData("-- turnstone: transaction", "V1.sql:1:15: Error: 'transaction=' means nothing. | Write transaction=none.")]
    [InlineData("-- turnstone: phase=both", "V1.sql:1:15: Error: 'phase=both' means nothing. | Write phase=expand or phase=contract.")]
    [InlineData("-- turnstone: eol=lf", "V1.sql:1:15: Error: 'eol=lf' means nothing. | Write eol=keep.")]
    [InlineData("-- turnstone: Transaction=none", "V1.sql:1:15: Error: 'Transaction' is not a directive.")]
    [InlineData("-- turnstone: author=a lock_timeout=5", "V1.sql:1:24: Error: 'lock_timeout=5' is not a duration: '5' has no unit. | Write 5s, 5min or 5ms.")]
    [InlineData("-- turnstone: statement_timeout=soon", "V1.sql:1:15: Error: 'statement_timeout=soon' is not a duration")]
    [InlineData("-- turnstone: assert=true", "V1.sql:1:15: Error: 'assert=true' means nothing. | Write -- turnstone: assert, and the query on the lines below.")]
    [InlineData("-- turnstone: max_hold=1", "V1.sql:1:15: Error: 'max_hold=1' is not a duration")]
    [InlineData("-- turnstone: blocking_budget=", "V1.sql:1:15: Error: 'blocking_budget=' is not a duration")]
    [InlineData("-- turnstone: lock_deadline=ever", "V1.sql:1:15: Error: 'lock_deadline=ever' is not a duration")]
    [InlineData("-- turnstone: concurrent_stall=-1s", "V1.sql:1:15: Error: 'concurrent_stall=-1s' is not a duration")]
    [InlineData("-- turnstone: concurrent_wait_deadline=1h30", "V1.sql:1:15: Error: 'concurrent_wait_deadline=1h30' is not a duration")]
    public void What_means_nothing_is_said_with_its_place(string text, string said)
    {
        var read = Directives.Read(text, "V1.sql");

        read.Passed.ShouldBeFalse();
        read.Lines().ShouldHaveSingleItem().ShouldStartWith(said);
    }

    [Theory]
    [InlineData("lock_timeout=0")]
    [InlineData("lock_timeout=250ms")]
    [InlineData("statement_timeout=5min")]
    [InlineData("blocking_budget=500ms max_hold=10min lock_deadline=0")]
    [InlineData("concurrent_wait_deadline=2h concurrent_stall=30min")]
    [InlineData("undo=lossy reason=\"the column is derived\"")]
    [InlineData("online=false")]
    [InlineData("placeholders=off")]
    public void What_is_known_is_taken(string directive) => Directives.Read($"-- turnstone: {directive}", "V1.sql").Passed.ShouldBeTrue();

    [Fact]
    public void All_complaints_come_at_once() =>
        Directives.Read("-- turnstone: a=1 b=2\n-- turnstone: c=3", "V1.sql").Diagnostics.Length.ShouldBe(3);

    [Theory]
    [InlineData("-- turnstone: ignore=index-not-concurrent", true)]
    [InlineData("-- turnstone: ignore=index-not-concurrent reason=\"a new table\"", true)]
    [InlineData("  --turnstone:ignore=x", true)]
    [InlineData("-- turnstone: ignore=x\r", true)]
    [InlineData("-- turnstone: ignore x", false)]
    [InlineData("-- turnstone: ignore", true)]
    [InlineData("-- turnstone: ignore\r", true)]
    [InlineData("-- turnstone: ignore=x transaction=none", false)]
    [InlineData("-- turnstone: ignore=x reason=\"a\" lock_timeout=0", false)]
    [InlineData("-- turnstone: author=a ignore=x", false)]
    [InlineData("-- turnstone: ignored=x", false)]
    [InlineData("-- turnstone: author=a", false)]
    [InlineData("-- ignore=x", false)]
    [InlineData("SELECT 1 -- turnstone: ignore=x", false)]
    [InlineData("", false)]
    public void A_line_that_only_ignores_is_told_from_one_that_says_more(string line, bool only) => Directives.IsIgnoreLine(line).ShouldBe(only);

    static Directives Read(string text)
    {
        var read = Directives.Read(text, "V1.sql");
        read.Lines().ShouldBeEmpty();
        return read.Value!;
    }
}
