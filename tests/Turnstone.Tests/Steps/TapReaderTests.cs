namespace Turnstone.Tests.Steps;

using Turnstone.Steps;

public sealed class TapReaderTests
{
    static TapResult Read(params string[] rows)
    {
        var reader = new TapReader();
        foreach (var row in rows)
        {
            reader.Add(row);
        }
        return reader.Finish();
    }

    [Theory]
    [InlineData("1..2\nok 1\nok 2 - two")]
    [InlineData("ok 1\nok 2\n1..2")]
    [InlineData("TAP version 13\n1..2\r\nok\r\nok - without numbers\r\n# a comment\r\n\r\n")]
    [InlineData("1..2\nok 1 - one\nnot ok 2 - two # TODO later\n# Failed (TODO) test 2: \"two\"")]
    [InlineData("1..2\nok 1 # SKIP: no network\nok 2 - two # skip")]
    [InlineData("1..2\nnot ok 1 - one #todo\nok 2 - done before its time # TODO later")]
    [InlineData("1..0 # SKIP no extension")]
    [InlineData("1..2\n    # Subtest: inner\n    not ok 1 - inside\n    1..1\nok 1 - outer\nok 2")]
    [InlineData("1..2 # two of them\nok 1 - not ok 2\nok 2 - is not # todoist")]
    [InlineData("1..1\nok 1 - a \\# TODO in its name")]
    public void What_ran_as_planned_and_did_not_fail_passes(string lines) => Read(lines).Trouble.ShouldBeNull();

    [Theory]
    [InlineData("", "0 tests ran, and nothing says how many there are")]
    [InlineData("ok 1\nok 2", "2 tests ran, and nothing says how many there are")]
    [InlineData("1..3\nok 1\nok 2", "3 tests planned, 2 run")]
    [InlineData("1..1\nok 1\nok 2", "1 test planned, 2 run")]
    [InlineData("1..0", "No test ran")]
    [InlineData("1..0 # SKIP all\nnot ok 1", "1 of 1 test failed: 1")]
    [InlineData("1..2\nnot ok 1 - one\nok 2", "1 of 2 tests failed: 1 (one)")]
    [InlineData("1..2\nnot ok 1 - one # odd\nok 2", "1 of 2 tests failed: 1 (one # odd)")]
    [InlineData("1..2\nnot ok\nnot ok - two", "2 of 2 tests failed: 1, 2 (two)")]
    [InlineData("1..9\nnot ok 1\n# died", "1 of 9 tests failed: 1")]
    [InlineData("1..1\n1..1\nok 1", "The number of tests is said more than once")]
    [InlineData("1..3\nok 1\nBail out! no disk\nok 2\nok 3", "The tests bailed out after 1: no disk")]
    [InlineData("Bail out!", "The tests bailed out after 0")]
    [InlineData("1..99999999999\nok 1", "2147483647 tests planned, 1 run")]
    [InlineData("1..1\nnot ok 1 - a \\# TODO in its name", "1 of 1 test failed: 1 (a \\# TODO in its name)")]
    public void Anything_else_does_not(string lines, string trouble) => Read(lines).Trouble.ShouldBe(trouble);

    [Fact]
    public void Of_many_the_first_are_named() =>
        Read([.. Enumerable.Range(1, 12).Select(i => $"not ok {i} - {(char)('a' + i)}"), "1..12"]).Trouble
            .ShouldBe("12 of 12 tests failed: 1 (b), 2 (c), 3 (d), 4 (e), 5 (f) and 7 more");

    [Fact]
    public void Each_is_counted_as_what_it_is() =>
        Read("1..5", "ok 1", "not ok 2\n# Failed test 2\n#   have: secret", "not ok 3 # TODO", "ok 4 # SKIP", "ok 5").ShouldBe(new(5, 5, 1, 1, 1, "1 of 5 tests failed: 2"));

    [Fact]
    public void What_a_value_says_in_a_diagnostic_is_not_told() =>
        Read("1..1", "not ok 1 - name\n# Failed test 1: \"name\"\n#         have: ada@example.org\n#         want: nobody").Trouble.ShouldNotBeNull().ShouldNotContain("ada");

    [Fact]
    public void Nothing_that_is_no_TAP_makes_it_throw_or_take_long()
    {
        var random = new Random(7);
        const string letters = "ok not 1.#\\-TODskip\n Bailut!é\0";
        for (var i = 0; i < 2000; i++)
        {
            Read(new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => letters[random.Next(letters.Length)])])).ShouldNotBeNull();
        }
        Read("ok 1 " + new string('\\', 100_000), "not ok " + string.Concat(Enumerable.Repeat("# ", 100_000))).Ran.ShouldBe(2);
    }
}
