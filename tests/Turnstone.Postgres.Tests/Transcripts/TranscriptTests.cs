namespace Turnstone.Postgres.Tests.Transcripts;

using Turnstone.Cli;
using Turnstone.Postgres.Tests.Cli;

/// <summary>Every terminal session in the documentation is what the tool prints; <c>GOLDEN=write</c> writes them anew.</summary>
public sealed class TranscriptTests(PostgresServer server)
{
    static readonly string Root = RepositoryRoot.Find();

    public static TheoryData<string> Pages() =>
        [.. ((string[])["transcripts", "adoption"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, "docs", folder), "*.md")).Append(Path.Combine(Root, "README.md"))
            .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_shows_what_the_tool_prints(string page)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        var path = Path.Combine(Root, page);
        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        await using var transcript = new Transcript(written, database);
        var run = await transcript.RunAsync(project);

        if (Environment.GetEnvironmentVariable("GOLDEN") == "write" && Transcript.Comparable(run) != Transcript.Comparable(written))
        {
            await File.WriteAllTextAsync(path, run, TestContext.Current.CancellationToken);
            return;
        }
        FirstDifference(Transcript.Comparable(written), Transcript.Comparable(run)).ShouldBeNull($"{page}: GOLDEN=write ./test Transcript writes it anew");
    }

    static string? FirstDifference(string expected, string actual)
    {
        var (said, says) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(said.Length, says.Length)).FirstOrDefault(i => said.ElementAtOrDefault(i) != says.ElementAtOrDefault(i), -1);
        return line < 0 ? null : $"line {line + 1}\n  page: {said.ElementAtOrDefault(line)}\n  tool: {says.ElementAtOrDefault(line)}";
    }

    [Fact]
    public void Every_verb_has_a_transcript()
    {
        var shown = string.Concat(Pages().Select(page => File.ReadAllText(Path.Combine(Root, page.Data))));

        AllCommands.List.Where(command => command is not CliGroup).Select(command => command.FullName)
            .Where(verb => !shown.Contains($"$ turnstone {verb}", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
