namespace Turnstone.Tests.Cli;

using NJsonSchema;
using Turnstone.Cli.Rendering.Findings;
using Turnstone.Linting;
using Turnstone.Tests.Linting;

/// <summary>Findings as other programs take them.</summary>
public sealed class FindingFormatTests
{
    public static TheoryData<string> Names => [.. FindingFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_written_as_the_file_shows(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == "set-not-null-scan"));
        var found = sample.Findings("ALTER TABLE \"a|b<%>\" ALTER a SET NOT NULL;\n-- turnstone: ignore=no-such-rule reason=\"x\"\nSELECT 1;\n", "V2__50%_off.sql").Where(finding => finding.Rule is null || finding.Rule == sample.Rule);
        Golden.Matches($"findings/{name}.txt", FindingFormat.All.Single(format => format.Name == name).Write(FindingReport.Of(new LintReport([.. found], 1, 1))).TrimEnd('\n') + "\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_found_is_whole_all_the_same(string name) =>
        Golden.Matches($"findings/{name}-nothing.txt", FindingFormat.All.Single(format => format.Name == name).Write(FindingReport.Of(new LintReport([], 1, 1))).TrimEnd('\n') + "\n");

    [Theory]
    [InlineData("")]
    [InlineData("ALTER TABLE \"a|b<%>\" ALTER a SET NOT NULL;\nDROP TABLE orders;\n-- turnstone: ignore=no-such-rule reason=\"x\"\nSELECT 1;\nSELECT (1;\n")]
    public async Task Sarif_is_what_its_schema_asks_for(string text)
    {
        using var resource = typeof(FindingFormatTests).Assembly.GetManifestResourceStream("sarif-2.1.0.json")!;
        var schema = await JsonSchema.FromJsonAsync(resource, TestContext.Current.CancellationToken);
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == "set-not-null-scan"));
        var written = FindingFormat.All.Single(format => format.Name == "sarif").Write(FindingReport.Of(new LintReport([.. text.Length == 0 ? [] : sample.Findings(text, "V2__50%_off.sql")], 1, 1)));
        schema.Validate(written).Select(trouble => $"{trouble.Path}: {trouble.Kind}").ShouldBeEmpty();
        schema.Validate(written.Replace("\"runs\"", "\"run\"", StringComparison.Ordinal)).ShouldNotBeEmpty();
        schema.Validate(written.Replace("\"columnKind\": \"utf16", "\"columnKind\": \"utf8", StringComparison.Ordinal)).ShouldNotBeEmpty();
    }
}
