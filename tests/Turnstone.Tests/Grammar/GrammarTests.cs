namespace Turnstone.Tests.Grammar;

using System.Globalization;

[Trait("tier", "all")]
public sealed class GrammarTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Another sample each day; TURNSTONE_TEST_SEED repeats one.
    static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("TURNSTONE_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given
        : (int)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;

    [Theory]
    [InlineData("regress")]
    [InlineData("contrib")]
    [InlineData("plpgsql")]
    [InlineData("extensions")]
    [InlineData("graphile-worker")]
    [InlineData("tt-rss")]
    [InlineData("own")]
    public async Task Our_parser_says_what_PostgreSQLs_grammars_say(string corpus)
    {
        var folder = Obtained(await GrammarScript.CorpusAsync(corpus, Stop));
        await using var oracle = Oracle.Start(Obtained(await GrammarScript.RunAsync(Stop, "oracle")));

        var report = await new Comparison(oracle, new() { Sample = 2000, Mutations = 1, Seed = Seed }).CompareAsync(folder, Stop);

        var text = $"seed {Seed}: {report.Text(first: 10)}";
        TestContext.Current.TestOutputHelper!.WriteLine(text);
        Targets.Missed(corpus, report).ShouldBeEmpty(text);
    }

    [Fact]
    public async Task Damaged_statements_never_make_the_parser_throw_or_dawdle()
    {
        var statements = CorpusFile.ReadAll(Obtained(await GrammarScript.CorpusAsync("own", Stop))).SelectMany(file => file.Statements).ToList();

        new Endurance(statements, Seed).Try(200_000).ShouldBeEmpty($"seed {Seed}");
    }

    static string Obtained((string? Printed, string? Missing) said)
    {
        Assert.SkipUnless(said.Missing is null, $"not compared: {said.Missing}");
        return said.Printed!;
    }
}
