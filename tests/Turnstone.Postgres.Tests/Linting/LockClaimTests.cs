namespace Turnstone.Postgres.Tests.Linting;

using Turnstone.Linting;
using Turnstone.Linting.Knowledge;
using Turnstone.Tests.Linting;

/// <summary>What rules say of locks, rewrites and scans, held to on a real server: the statement of a rule's example that is found runs, and what it does is looked at before it commits.</summary>
public sealed class LockClaimTests(PostgresServer server)
{
    public static Task<TheoryData<string>> Claiming() => TakenSamples.Of(rule => rule.Claim is not null);

    public static Task<TheoryData<string>> Names() => TakenSamples.Of(_ => true);

    [Theory]
    [MemberData(nameof(Claiming))]
    public async Task What_is_bad_does_what_the_rule_says(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));
        var claim = sample.Rule.Claim!;
        var lines = sample.Findings(sample.Bad, "V2__bad.sql").Where(finding => finding.Rule == sample.Rule).Select(finding => finding.Diagnostic.Line!.Value).ToHashSet();

        var seen = await Rehearsal.OfAsync(server, sample.Before, sample.Bad);

        var found = seen.Where(one => lines.Any(line => line >= one.FirstLine && line <= one.LastLine)).ToList();
        found.ShouldNotBeEmpty();
        foreach (var one in found)
        {
            one.Error.ShouldBeNull($"{sample.Bad}: {one.Error}");
            var tables = one.IsInTransaction ? one.Tables : await BlockedRehearsal.OfAsync(server, sample.Before, one.Text);
            var touched = claim.Table is { } other ? tables.Where(table => table.Name == other).ToList() : [.. tables];
            touched.Max(table => table.Mode).ShouldBe(claim.Mode, one.Text);
            touched.Any(table => table.IsRewritten).ShouldBe(claim.Rewrites, $"rewritten: {one.Text}");
            touched.Any(table => table.IsScanned || table.IsRewritten).ShouldBe(claim.Scans || claim.Rewrites, $"scanned: {one.Text}");
        }
    }

    /// <summary>What is predicted of every statement of every example is what the server does.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_locks_are_foretold_are_taken(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));
        foreach (var text in new[] { sample.Bad, sample.Good })
        {
            var known = new KnownSchema([]);
            foreach (var statement in Rehearsal.Parsed(sample.Before, server.Major))
            {
                known.Follow(statement, made: null);
            }
            foreach (var one in await Rehearsal.OfAsync(server, sample.Before, text))
            {
                var statement = Rehearsal.Parsed(one.Text, server.Major).Single();
                if (one.Error is null && one.IsInTransaction)
                {
                    var foretold = StatementLocks.Of(statement, known).Where(lockOf => known.Table(lockOf.Table) is { IsTemporary: false }).ToDictionary(lockOf => lockOf.Table.Name.Name, lockOf => lockOf.Mode);
                    one.Tables.Where(table => table.Mode >= LockMode.RowExclusive).ToDictionary(table => table.Name, table => table.Mode).ShouldBe(foretold, ignoreOrder: true, one.Text);
                }
                known.Follow(statement, made: null);
            }
        }
    }
}
