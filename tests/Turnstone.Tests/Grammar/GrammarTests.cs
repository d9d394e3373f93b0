namespace Turnstone.Tests.Grammar;

using System.Globalization;

[Trait("tier", "all")]
public sealed class GrammarTests
{
    /// <summary>The texts of others, as <c>.ci/grammar.sh</c> calls them.</summary>
    public static TheoryData<string> Corpora { get; } = ["regress", "contrib", "plpgsql", "extensions", "graphile-worker", "tt-rss"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Another sample each day; TURNSTONE_TEST_SEED repeats one.
    static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("TURNSTONE_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given
        : (int)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;

    [Theory]
    [MemberData(nameof(Corpora))]
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
    public async Task Damaged_and_random_texts_never_make_the_parser_throw_take_too_much_or_misplace_what_it_reads()
    {
        var statements = CorpusFile.ReadAll(Obtained(await GrammarScript.CorpusAsync("own", Stop))).SelectMany(file => file.Statements).ToList();

        var endurance = new Endurance(statements, Seed);
        endurance.Try(200_000).ShouldBeEmpty($"seed {Seed}");
        endurance.Taken.ShouldBeGreaterThan(2000);
    }

    static string Obtained((string? Printed, string? Missing) said)
    {
        Assert.SkipUnless(said.Missing is null, $"not compared: {said.Missing}");
        return said.Printed!;
    }
}
