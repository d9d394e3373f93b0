namespace Turnstone.Postgres.Tests.RealWorld;

using Turnstone.Catalog;
using Turnstone.Postgres.Tests.Catalog;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>What is written down of other people's schemas makes ones that are the same.</summary>
[Trait("tier", "all")]
public sealed class RoundTripTests(PostgresServer server)
{
    // In per cent of what the regression tests leave.
    const double Expected = 99.0;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_schema_of_zabbix() => await server.RebuildsAsync(Conversion.Zabbix(await Package.DebianAsync("zabbix-server-pgsql"))[0].Text);

    [Fact]
    public async Task The_newest_schema_of_tt_rss() => await server.RebuildsAsync(Conversion.TtRssNewest(await Package.DebianAsync("tt-rss")).Text);

    [Fact]
    public async Task The_schema_of_zabbix_becomes_that_of_tt_rss() => await server.BecomesAsync(
        Conversion.Zabbix(await Package.DebianAsync("zabbix-server-pgsql"))[0].Text, Conversion.TtRssNewest(await Package.DebianAsync("tt-rss")).Text);

    /// <summary>Roles, tablespaces and settings of the whole server are among it, so it has one of its own; what needs files of the source tree fails and is passed over.</summary>
    [Fact]
    public async Task What_PostgreSQL_s_own_regression_tests_leave()
    {
        var corpus = await RegressionTests.FolderAsync(Stop);
        await Psql.NewestServerAsync();
        await using var own = await LocalServer.StartAsync(new() { Version = PgVersion.V15, Settings = new Dictionary<string, string> { ["max_prepared_transactions"] = "5", ["wal_level"] = "logical" } }, Stop);
        await using var database = await TestDatabase.CreateAsync(own, "regression");
        await using var copy = await TestDatabase.CreateAsync(own, "copy");
        var (statements, failed) = await RegressionTests.RunAsync(corpus, database.Uri);
        var there = await database.ReadAsync();

        var refused = await RegressionTests.RunPastFailuresAsync(copy, SchemaText.Of(there));

        var here = await copy.ReadAsync();
        var other = there.Objects.Values.Where(one => !here.Objects.TryGetValue(one.Id, out var same) || !same.Properties.SequenceEqual(one.Properties)).OrderBy(one => one.Id).ToList();
        var equal = 100.0 * (there.Objects.Count - other.Count) / there.Objects.Count;
        var text = $"{statements} statements, {failed} failures; {there.Objects.Count} objects, {other.Count} not equal: {equal:F2} %\n"
            + string.Join('\n', there.Objects.Values.CountBy(one => one.Id.Kind).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}, {other.Count(one => one.Id.Kind == pair.Key)} not equal"))
            + $"\n\n{string.Join('\n', refused)}\n\n{string.Join('\n', other.Select(one => $"{one.Id}: {Difference(one, here)}"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        there.Objects.Count.ShouldBeGreaterThan(3000, text);
        equal.ShouldBeGreaterThan(Expected, text);
    }

    static string Difference(SchemaObject one, Schema here) => !here.Objects.TryGetValue(one.Id, out var other) ? "missing"
        : string.Join("; ", one.Properties.Select(property => (property, other.Properties.FirstOrDefault(same => same.Name == property.Name).Value)).Where(pair => pair.property.Value != pair.Value).Select(pair => $"{pair.property.Name}: {pair.property.Value} ≠ {pair.Value}"));
}
