namespace Turnstone.Postgres.Tests.Linting;

using Turnstone.Linting;
using Turnstone.Sql;
using Turnstone.Tests.Linting;

/// <summary>Where a rule says that PostgreSQL refuses a statement, it does.</summary>
public sealed class RefusalTests(PostgresServer server)
{
    const string Partitioned = """
        CREATE TABLE reading (at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
        """;

    [Theory]
    [InlineData("concurrently-in-transaction", "25001")]
    [InlineData("drop-constraint-backing-index", "2BP01")]
    [InlineData("create-or-replace-view-incompatible", "42P16")]
    [InlineData("index-expression-not-immutable", "42P17")]
    [InlineData("inheritance-recursion", "42P16")]
    [InlineData("partition-key-not-in-primary-key", "0A000")]
    public async Task What_is_bad_is_refused_and_what_is_good_is_not(string name, string state)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));

        (await Rehearsal.OfAsync(server, sample.Before, sample.Bad)).ShouldAllBe(one => one.Error != null && one.Error.StartsWith(state, StringComparison.Ordinal));
        (await Rehearsal.OfAsync(server, sample.Before, sample.Good)).ShouldAllBe(one => one.Error == null);
    }

    [Fact]
    public async Task What_a_later_file_makes_is_not_there_yet()
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == "uses-object-created-later"));

        (await Rehearsal.OfAsync(server, sample.Before, sample.Bad))[0].Error.ShouldStartWith("42P01");
        (await Rehearsal.OfAsync(server, sample.Before, sample.Good)).ShouldAllBe(one => one.Error == null);
    }

    /// <summary>An example that is for servers of a later version runs there; on others there is none to run.</summary>
    [Fact]
    public async Task What_is_said_to_be_of_a_version_it_takes()
    {
        foreach (var sample in LintRule.All.Select(rule => new RuleSample(rule)).Where(sample => sample.Since > PgVersion.V14 && sample.Since <= server.Major))
        {
            foreach (var text in new[] { sample.Bad, sample.Good })
            {
                (await Rehearsal.OfAsync(server, sample.Before, text)).ShouldAllBe(one => one.Error == null, sample.Rule.Name);
            }
        }
    }

    /// <summary>A NOT NULL that was not validated proves nothing to SET NOT NULL.</summary>
    [Fact]
    public async Task Setting_not_null_reads_the_rows_that_a_constraint_did_not()
    {
        Assert.SkipUnless(server.Major >= PgVersion.V18, "NOT NULL constraints can be NOT VALID from PostgreSQL 18 on.");
        const string Before = "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT t_a NOT NULL a NOT VALID";

        (await Rehearsal.OfAsync(server, Before, "ALTER TABLE t ALTER a SET NOT NULL")).ShouldHaveSingleItem().Tables.ShouldHaveSingleItem().IsScanned.ShouldBeTrue();
        (await Rehearsal.OfAsync(server, $"{Before}; ALTER TABLE t VALIDATE CONSTRAINT t_a", "ALTER TABLE t ALTER a SET NOT NULL")).ShouldHaveSingleItem().Tables.ShouldHaveSingleItem().IsScanned.ShouldBeFalse();
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY reading_at_idx ON reading (at)", "0A000")]
    [InlineData("ALTER TABLE reading DETACH PARTITION reading_2026 CONCURRENTLY", "55000")]
    [InlineData("CREATE TABLE visit (at timestamptz, UNIQUE (at)) PARTITION BY RANGE (date_trunc('day', at AT TIME ZONE 'UTC'))", "0A000")]
    public async Task Partitioned_tables_refuse_it(string statement, string state) =>
        (await Rehearsal.OfAsync(server, Partitioned, statement)).ShouldHaveSingleItem().Error.ShouldStartWith(state);
}
