namespace Turnstone.Tests.Linting;

using System.Text.RegularExpressions;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Sql;

/// <summary>Each rule by its sample: what is bad is found, what is good is not, and the page says both.</summary>
public sealed partial class RuleTests
{
    public static TheoryData<string> Names => [.. LintRule.All.Select(rule => rule.Name)];

    static RuleSample Sample(string name) => new(LintRule.All.Single(rule => rule.Name == name));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_bad_is_found_and_the_page_shows_it(string name)
    {
        var sample = Sample(name);
        sample.Findings(sample.Bad, "V2__bad.sql").ShouldContain(finding => finding.Rule == sample.Rule);
        Golden.MatchesFile($"{RuleSample.Folder}/{name}/README.md", RulePage.Write(sample, Peer.ByRule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_good_is_good_for_every_rule(string name)
    {
        var sample = Sample(name);
        sample.Findings(sample.Good, "V2__good.sql").Where(finding => finding.Diagnostic.Severity != Severity.Info || finding.Rule == sample.Rule).Select(finding => finding.Diagnostic).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_mended_is_found_no_more(string name)
    {
        var sample = Sample(name);
        var edits = sample.Findings(sample.Bad, "V2__bad.sql").Where(finding => finding.Rule == sample.Rule).SelectMany(finding => finding.Fix).ToList();
        if (edits is not [] && RuleSample.Files(sample.Bad, "") is [_])
        {
            var mended = TextEdit.Apply(sample.Bad, edits);
            sample.Findings(mended, "V2__bad.sql").ShouldNotContain(finding => finding.Rule == sample.Rule && finding.Fix.Length > 0 || finding.Diagnostic.Rule == "syntax", mended);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_called_what_its_class_is(string name) =>
        Capital().Replace(Sample(name).Rule.GetType().Name, match => $"{(match.Index == 0 ? "" : "-")}{match.Value.ToLowerInvariant()}").ShouldBe(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_words_are_sentences(string name)
    {
        var rule = Sample(name).Rule;
        string[] texts = [rule.Danger, rule.Cure, .. rule.Limits is { } limits ? [limits] : Array.Empty<string>()];
        texts.ShouldAllBe(text => text.Length > 20 && (text.EndsWith('.') || text.EndsWith(';') || text.EndsWith('`')));
    }

    [Fact]
    public void The_index_names_them_all() => Golden.MatchesFile($"{RuleSample.Folder}/README.md", RulePage.Index(LintRule.All));

    [Fact]
    public void What_others_call_them_is_listed() => Golden.MatchesFile($"{RuleSample.Folder}/compared.md", RulePage.Compared());

    [Fact]
    public void Each_rule_of_another_tool_has_one_of_ours_or_a_reason() =>
        Peer.All.Where(peer => peer.Ours.Length == 0 && peer.Why.Length == 0).Select(peer => $"{peer.Tool} {peer.Id}").ShouldBeEmpty();

    [Fact]
    public void No_folder_is_left_of_a_rule_that_is_gone() =>
        Directory.GetDirectories(Repository.PathOf(RuleSample.Folder)).Select(Path.GetFileName).Except(LintRule.All.Select(rule => rule.Name)).ShouldBeEmpty();

    [Fact]
    public void What_peers_rules_are_called_here_is_a_rule_of_ours() =>
        Peer.All.SelectMany(peer => peer.Ours.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().Except(LintRule.All.Select(rule => rule.Name)).ShouldBeEmpty();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
