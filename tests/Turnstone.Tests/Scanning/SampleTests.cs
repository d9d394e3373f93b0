namespace Turnstone.Tests.Scanning;

using Turnstone.Scanning;

/// <summary>What is found in files of each language, and what is not: near misses stand beside what is meant.</summary>
public sealed class SampleTests
{
    const string Folder = "tests/Turnstone.Tests/Scanning/Samples";

    public static TheoryData<string> Names => [.. Repository.Files(Folder).Select(path => Path.GetFileName(path)[..^".txt".Length])];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_found_is_what_the_list_says(string name)
    {
        var report = Pipeline.Scan([ScannedFile.Given(name, Repository.Read($"{Folder}/{name}.txt"))], new(Rows: true, Secrets: true), TestContext.Current.CancellationToken);

        Golden.Matches($"findings/scan/{name}.txt", string.Concat(report.Findings.Select(finding => finding.Diagnostic).Select(said => $"{said.Line}:{said.Column} {said.Rule} {said.Message}\n")));
    }

    [Fact]
    public void No_secret_is_said()
    {
        var files = Names.Select(name => ScannedFile.Given(name.Data, Repository.Read($"{Folder}/{name.Data}.txt"))).ToList();
        var report = Pipeline.Scan(files, new(Rows: true, Secrets: true), TestContext.Current.CancellationToken);

        report.Secrets.Length.ShouldBeGreaterThan(20);
        foreach (var secret in report.Secrets)
        {
            report.Findings.ShouldAllBe(finding => !$"{finding.Diagnostic.Message}{finding.Diagnostic.Help}".Contains(secret.Reveal(), StringComparison.Ordinal));
        }
    }
}
