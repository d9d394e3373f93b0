namespace Turnstone.Postgres.Tests.RealWorld;

using System.Text;
using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Tests;

/// <summary>Everything that the linter says of migrations that are there, each held to be true or false in <c>docs/proofs/lint-findings.md</c>.</summary>
[Trait("tier", "all")]
public sealed class LintFindingsTests
{
    const string Page = "docs/proofs/lint-findings.md", Head = "| rule | true? | why | where |\n|---|---|---|---|\n";

    [Theory]
    [InlineData("examples/shop")]
    [InlineData("graphile-worker")]
    [InlineData("tt-rss")]
    public async Task Every_finding_is_known_to_be_true_or_false(string collection)
    {
        using var project = await ProjectAsync(collection);
        var run = await project.RunAsync("lint", "--json");
        run.ExitCode.ShouldBeLessThan(2, run.Everything);
        using var json = JsonDocument.Parse(run.Output);
        var found = json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(one => (Rule: one.GetProperty("rule").GetString()!, Where: $"{Name(one.GetProperty("file").GetString()!)}:{one.GetProperty("line").GetInt32()}:{one.GetProperty("column").GetInt32()}")).ToList();

        var judged = Judged(Section(Repository.Read(Page), collection));
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            judged = Kept(judged, found);
            Write(collection, judged);
        }

        var known = judged.SelectMany(row => row.Where, (row, where) => (row.Rule, where)).ToList();
        found.Except(known).ShouldBeEmpty($"not judged in {Page}; GOLDEN=write lists them");
        known.Except(found).ShouldBeEmpty($"judged in {Page} and not found any more");
        judged.Where(row => row.Verdict is not ("true" or "false") || row.Why.Length < 10).ShouldBeEmpty("neither true nor false, or nobody says why");
    }

    static async Task<TestProject> ProjectAsync(string collection)
    {
        var project = new TestProject();
        IReadOnlyList<SqlFile> files = collection switch
        {
            "graphile-worker" => Conversion.GraphileWorker(await Package.NpmAsync("graphile-worker", "0.17.3")),
            "tt-rss" => Conversion.TtRssVersions(await Package.DebianAsync("tt-rss")),
            _ => [.. Directory.EnumerateFiles(Repository.PathOf($"{collection}/migrations")).Select(path => new SqlFile(Path.GetFileName(path), File.ReadAllText(path)))],
        };
        foreach (var file in files)
        {
            project.Write(file.Name, file.Text);
        }
        return project.Write("turnstone.yaml", collection == "graphile-worker" ? "placeholders: { graphile_worker_schema: graphile_worker }\n" : collection == "examples/shop" ? Repository.Read("examples/shop/turnstone.yaml") : "project: x\n");
    }

    // The part that tells files apart.
    static string Name(string file) => Path.GetFileName(file).Split("__")[0];

    static string Section(string page, string collection)
    {
        var from = page.IndexOf($"## {collection}\n", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, collection);
        var to = page.IndexOf("\n## ", from, StringComparison.Ordinal);
        return to < 0 ? page[from..] : page[from..to];
    }

    static List<Row> Judged(string section) =>
    [
        .. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | ")).Select(cells => new Row(cells[0], cells[1], cells[2], [.. cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)])),
    ];

    // What nobody judged yet stands at the end, to be judged.
    static List<Row> Kept(List<Row> judged, List<(string Rule, string Where)> found)
    {
        var kept = judged.Select(row => row with { Where = [.. row.Where.Where(where => found.Contains((row.Rule, where)))] }).Where(row => row.Where.Count > 0).ToList();
        var known = kept.SelectMany(row => row.Where, (row, where) => (row.Rule, where)).ToHashSet();
        var fresh = found.Where(one => !known.Contains(one)).GroupBy(one => one.Rule, one => one.Where).Select(group => new Row(group.Key, "?", "?", [.. group]));
        return [.. kept.Concat(fresh).OrderBy(row => row.Rule, StringComparer.Ordinal)];
    }

    static void Write(string collection, List<Row> rows)
    {
        var page = Repository.Read(Page);
        var old = Section(page, collection);
        var table = new StringBuilder(Head);
        foreach (var row in rows)
        {
            table.Append($"| {row.Rule} | {row.Verdict} | {row.Why} | {string.Join(' ', row.Where)} |\n");
        }
        var at = old.IndexOf("| rule |", StringComparison.Ordinal);
        File.WriteAllText(Repository.PathOf(Page), page.Replace(old, (at < 0 ? $"{old.TrimEnd('\n')}\n\n" : old[..at]) + table, StringComparison.Ordinal));
    }

    sealed record Row(string Rule, string Verdict, string Why, List<string> Where)
    {
        public override string ToString() => $"{Rule} {Verdict} {Why} {string.Join(' ', Where)}";
    }
}
