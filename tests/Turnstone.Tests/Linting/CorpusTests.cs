namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Tests.Grammar;

/// <summary>Every rule, those of a house as well, over what others wrote: none breaks, and what one mends is SQL.</summary>
[Trait("tier", "all")]
public sealed class CorpusTests
{
    static readonly LintOptions All = new() { Version = PgVersion.V18, Rules = LintRule.All.ToImmutableSortedDictionary(rule => rule.Name, _ => RuleOptions.None, StringComparer.Ordinal) };

    [Theory]
    [MemberData(nameof(GrammarTests.Corpora), MemberType = typeof(GrammarTests))]
    public async Task No_text_breaks_the_linter_and_what_is_mended_parses(string corpus)
    {
        var (folder, missing) = await GrammarScript.CorpusAsync(corpus, TestContext.Current.CancellationToken);
        Assert.SkipUnless(missing is null, $"not looked at: {missing}");
        var (files, findings, broken) = (0, 0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(folder!, "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            var found = Look(text);
            var mended = Mending.Of(text, found.Where(finding => !finding.Fix.IsEmpty));
            if (mended.Mended.Length > 0 && Errors(mended.Text) > Errors(text))
            {
                broken.Add($"{Path.GetFileName(path)}: {string.Join(", ", mended.Mended.Where(one => Errors(Mending.Of(text, [one]).Text) > Errors(text)).Select(one => $"{one.Diagnostic.Rule} {one.Diagnostic.Line}:{one.Diagnostic.Column}"))}");
            }
            (files, findings) = (files + 1, findings + found.Length);
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{files} files, {findings} findings");
        findings.ShouldBeGreaterThan(0);
        broken.ShouldBeEmpty();
    }

    static ImmutableArray<LintFinding> Look(string text)
    {
        var file = new Migration(FileName.Read("V1__x.sql").Name!, "V1__x.sql", new SourceText(text), Directives.None, Checksum.Of(text));
        var set = new MigrationSet([file], [], []);
        var linter = new Linter(All);
        return [.. linter.Look(new(file, 0) { IsAsked = true, IsPending = true }, set), .. linter.Finish(set)];
    }

    static int Errors(string text) => StatementReader.ReadAll(text).Count(statement => Parser.Parse(statement, PgVersion.V18).Error is not null);
}
