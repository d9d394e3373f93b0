namespace Turnstone.Postgres.Tests.Linting;

using System.Text;
using Turnstone.Catalog;
using Turnstone.Linting;
using Turnstone.Planning;
using Turnstone.Postgres.Tests.Catalog;
using Turnstone.Sql;
using Turnstone.Tests;
using Turnstone.Tests.Linting;

/// <summary>What <c>lint --fix</c> makes of each rule's example is run beside the example, and what the two leave is compared.</summary>
[Trait("tier", "all")]
public sealed class MendingTests(PostgresServer server)
{
    const string Page = "docs/rules/mended.md", NotBuiltIn = "0A000";

    [Fact]
    public async Task What_is_mended_makes_the_same_or_the_page_says_what_else()
    {
        var page = new StringBuilder("# What `turnstone lint --fix` changes\n\nEach rule's example, mended, and what the database has of it that it would not have of the example.\n");
        foreach (var sample in LintRule.All.Select(rule => new RuleSample(rule)).Where(sample => sample.Since == PgVersion.V14))
        {
            var findings = sample.Findings(sample.Bad, "V2__bad.sql").Where(finding => finding.Rule == sample.Rule && !finding.Fix.IsEmpty).ToList();
            if (findings.Count > 0)
            {
                page.Append($"\n## [{sample.Rule.Name}]({sample.Rule.Name}/README.md)\n\n{await MendedAsync(sample, findings)}");
            }
        }
        Golden.MatchesFile(Page, page.ToString());
    }

    async Task<string> MendedAsync(RuleSample sample, List<LintFinding> findings)
    {
        var mended = Mending.Of(sample.Bad, findings);
        mended.Mended.Length.ShouldBe(findings.Count, sample.Rule.Name);
        var (bad, refused) = await LeftAsync(sample.Before, sample.Bad);
        var (good, broken) = await LeftAsync(sample.Before, mended.Text);
        if (broken == NotBuiltIn && refused is null)
        {
            // A server that was built without lz4, for one: what another one said stands.
            return Written(sample.Rule.Name);
        }
        broken.ShouldBeNull($"{sample.Rule.Name}: {mended.Text}");
        var differences = SchemaDiff.Between(bad, good).SelectMany(Lines).ToList();
        var said = refused is not null ? $"The example is refused ({refused}), and what is mended is taken.\n"
            : differences.Count == 0 ? "The database is the same.\n"
            : $"{string.Join('\n', differences.Select(line => $"- {line}"))}\n";
        return $"```diff\n{UnifiedDiff.Of("bad.sql", sample.Bad, mended.Text)}```\n\n{said}";
    }

    static string Written(string rule)
    {
        var page = Repository.Read(Page);
        var head = $"\n## [{rule}]({rule}/README.md)\n\n";
        var from = page.IndexOf(head, StringComparison.Ordinal) + head.Length;
        var to = page.IndexOf("\n## ", from, StringComparison.Ordinal);
        return to < 0 ? page[from..] : page[from..to];
    }

    static IEnumerable<string> Lines(Difference difference) => difference.Kind switch
    {
        DifferenceKind.Added => [$"only mended: {difference.Id}"],
        DifferenceKind.Removed => [$"only in the example: {difference.Id}"],
        _ => difference.Properties.Select(property => $"{difference.Id}, {property.Name}: {OnOneLine(property.From)} → {OnOneLine(property.To)}"),
    };

    static string OnOneLine(string? text) => text is null ? "none" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    async Task<(Schema Schema, string? Refused)> LeftAsync(string before, string text)
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(before);
        await using var connection = await database.OpenAsync();
        string? refused = null;
        foreach (var statement in StatementReader.ReadAll(text))
        {
            try
            {
                await Rehearsal.ExecuteAsync(connection, statement.Text);
            }
            catch (Npgsql.PostgresException error)
            {
                refused ??= error.SqlState;
            }
        }
        return (await database.ReadAsync(), refused);
    }
}
