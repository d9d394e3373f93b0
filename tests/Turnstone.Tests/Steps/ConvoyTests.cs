namespace Turnstone.Tests.Steps;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Steps;
using Turnstone.Tests.Planning;

public sealed class ConvoyTests
{
    static ImmutableArray<PlannedMigration> Plan(params IEnumerable<string> texts) => Sample.Make(Sample.Settings,
        Sample.Set(texts.Select((text, i) => Sample.File(string.Create(CultureInfo.InvariantCulture, $"V{i + 1}__one.sql"), text))),
        History.Empty).Value!.Migrations;

    [Theory]
    [InlineData("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL DEFAULT 'x' CHECK (length(name) > 0));")]
    [InlineData("CREATE TABLE IF NOT EXISTS app.t (\"like\" serial UNIQUE); CREATE UNLOGGED TABLE u ();")]
    [InlineData("CREATE TYPE mood AS ENUM ('sad', 'of', 'references'); CREATE SEQUENCE s START 5;")]
    public void What_makes_something_new_for_itself_travels(string text) => Convoy.From(Plan(text, text), 0).Length.ShouldBe(2);

    [Theory]
    [InlineData("CREATE TABLE t (u int REFERENCES u);")]
    [InlineData("CREATE TABLE t (LIKE u INCLUDING ALL);")]
    [InlineData("CREATE TABLE t () INHERITS (u);")]
    [InlineData("CREATE TABLE t PARTITION OF u FOR VALUES IN (f());")]
    [InlineData("CREATE TABLE t (v int) PARTITION BY LIST (f(v));")]
    [InlineData("CREATE TABLE t OF mood;")]
    [InlineData("CREATE TABLE t AS SELECT f();")]
    [InlineData("CREATE TABLE t AS EXECUTE q;")]
    [InlineData("CREATE TEMP TABLE t ();")]
    [InlineData("CREATE SEQUENCE s OWNED BY t.id;")]
    [InlineData("CREATE TABLE t (v text DEFAULT '${region}' || ${app_password});")]
    [InlineData("CREATE TABLE t (); CREATE INDEX ON u (v);")]
    [InlineData("CREATE TABLE t (); SELECT set_config('search_path', '', false);")]
    [InlineData("CREATE TABLE t (); DO $$ BEGIN SET ROLE pg_monitor; END $$;")]
    [InlineData("CREATE TABLE t (); SET work_mem = '1GB';")]
    [InlineData("CREATE TABLE t (); ALTER TABLE u ADD v int;")]
    [InlineData("CREATE SCHEMA s CREATE VIEW v AS SELECT f();")]
    [InlineData("CREATE TABLE t (v int); CREATE INDEX CONCURRENTLY i ON t (v);")]
    [InlineData("-- turnstone: lock_timeout=10ms\nCREATE TABLE t ();")]
    [InlineData("-- nothing yet")]
    public void What_waits_for_others_or_runs_code_goes_by_itself(string text)
    {
        Convoy.From(Plan(text, text), 0).ShouldBeEmpty();
        Convoy.From(Plan("CREATE TABLE a ();", "CREATE TABLE b ();", text, "CREATE TABLE c ();"), 0).Length.ShouldBe(2);
    }

    [Fact]
    public void It_is_short_enough_for_a_signal_to_be_heard() =>
        Convoy.From(Plan(Enumerable.Repeat("CREATE TABLE t ();", 100)), 1).Select(one => one.Version).ShouldBe(Enumerable.Range(2, 16).Select(i => $"{i}"));

    [Fact]
    public void One_limit_holds_for_all_of_it() =>
        Convoy.From(Plan("CREATE TABLE a ();", "CREATE TABLE b ();", "-- turnstone: statement_timeout=1min\nCREATE TABLE c ();"), 0).Length.ShouldBe(2);

    [Fact]
    public void A_last_one_goes_by_itself() => Convoy.From(Plan("CREATE TABLE a ();"), 0).ShouldBeEmpty();
}
