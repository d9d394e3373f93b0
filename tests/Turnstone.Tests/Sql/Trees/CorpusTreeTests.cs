namespace Turnstone.Tests.Sql.Trees;

using Turnstone.Sql;
using Turnstone.Tests.Grammar;

/// <summary>What holds for the trees of the samples, over PostgreSQL's regression tests and other projects' SQL.</summary>
[Trait("tier", "all")]
public sealed class CorpusTreeTests
{
    [Theory]
    [MemberData(nameof(GrammarTests.Corpora), MemberType = typeof(GrammarTests))]
    public async Task Parts_stand_in_their_places_read_alike_alone_and_bear_edits(string corpus)
    {
        var (folder, missing) = await GrammarScript.CorpusAsync(corpus, TestContext.Current.CancellationToken);
        Assert.SkipUnless(missing is null, $"not read: {missing}");

        var (alone, edits) = (new Alone(), new Edits(seed: 7));
        List<string> wrong = [];
        foreach (var slice in CorpusFile.ReadAll(folder!).SelectMany(file => file.Statements).Select(one => one.Slice))
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            if (statement.Error is null && wrong.Count < 30)
            {
                wrong.AddRange(TreeInvariants.OfTree(statement) is { } misplaced ? [$"{misplaced}: {slice.Text}"] : []);
                wrong.AddRange(alone.Check(statement, most: 15));
                wrong.AddRange(edits.Check(statement) is { } moved ? [moved] : []);
            }
        }

        wrong.ShouldBeEmpty();
        edits.Read.ShouldBeGreaterThan(20);
    }
}
