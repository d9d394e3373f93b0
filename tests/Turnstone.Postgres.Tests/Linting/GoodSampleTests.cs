namespace Turnstone.Postgres.Tests.Linting;

using Turnstone.Linting;
using Turnstone.Tests.Linting;

/// <summary>What a rule recommends does not do what it warns of.</summary>
[Trait("tier", "all")]
public sealed class GoodSampleTests(PostgresServer server)
{
    public static Task<TheoryData<string>> Working() => TakenSamples.Of(rule => rule.Claim is { } claim && (claim.Rewrites || claim.Scans));

    [Theory]
    [MemberData(nameof(Working))]
    public async Task What_is_good_reads_and_rewrites_nothing_under_a_strong_lock(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));
        foreach (var one in await Rehearsal.OfAsync(server, sample.Before, sample.Good))
        {
            one.Error.ShouldBeNull(one.Text);
            // EXCLUSIVE is what REFRESH MATERIALIZED VIEW CONCURRENTLY takes: nobody else writes to a view.
            one.Tables.ShouldAllBe(table => !table.IsRewritten && (!table.IsScanned || table.Mode < LockMode.Share || table.Mode == LockMode.Exclusive), one.Text);
        }
    }

    /// <summary>It needs a tablespace, which the example cannot make.</summary>
    [Fact]
    public async Task Moving_a_table_to_a_tablespace_copies_it_under_the_strongest_lock()
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == "set-tablespace"));
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await Rehearsal.ExecuteAsync(connection, "SET allow_in_place_tablespaces = on");
        await Rehearsal.ExecuteAsync(connection, "CREATE TABLESPACE fast_disk LOCATION ''");

        var moved = (await Rehearsal.OfAsync(server, sample.Before, sample.Bad)).ShouldHaveSingleItem();

        moved.Error.ShouldBeNull();
        moved.Tables.ShouldContain(table => table.Name == "orders" && table.Mode == LockMode.AccessExclusive && table.IsRewritten);
    }
}
