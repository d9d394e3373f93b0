namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Postgres.Tests.Catalog.Generated;
using Turnstone.Postgres.Tests.Crash;

/// <summary>What is no difference and looks like one: to another version's server, another reader, another migrator, another history. And what is one.</summary>
public sealed class FalseAlarmTests(OldestAndNewest servers) : IClassFixture<OldestAndNewest>
{
    const string Shop = """
        CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('sad', 'ok'); CREATE DOMAIN app.short AS varchar(20) DEFAULT 'x' CHECK (VALUE NOT IN ('a', 'b'));
        CREATE TABLE app.customer (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'x', tags text[] DEFAULT '{}', mood app.mood DEFAULT 'ok', kind text CHECK (kind IN ('a', 'b', 'c')), s app.short,
            n integer CHECK (n BETWEEN 1 AND 10), mail text CHECK (mail LIKE '%@%'), at timestamptz NOT NULL DEFAULT now(), low text GENERATED ALWAYS AS (lower(mail)) STORED, CONSTRAINT both_ UNIQUE (name, n));
        CREATE TABLE app.orders (id serial PRIMARY KEY, customer bigint NOT NULL REFERENCES app.customer ON DELETE CASCADE DEFERRABLE, doc jsonb DEFAULT '{}'::jsonb, amount numeric(10, 2) DEFAULT -1);
        CREATE INDEX partial ON app.orders (customer, (doc ->> 'a')) WHERE amount > -1; CREATE UNIQUE INDEX low ON app.customer (lower(name) text_pattern_ops DESC);
        CREATE TABLE app.part (id integer NOT NULL, at date NOT NULL, note text NOT NULL, up bigint REFERENCES app.customer, PRIMARY KEY (id, at), CHECK (id > 0)) PARTITION BY RANGE (at);
        CREATE TABLE app.part_1 PARTITION OF app.part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01'); CREATE TABLE app.part_rest PARTITION OF app.part DEFAULT; CREATE INDEX ON app.part (note);
        CREATE TABLE app.above (id integer NOT NULL, n text NOT NULL); CREATE TABLE app.below (m text) INHERITS (app.above);
        CREATE VIEW app.years AS SELECT extract(year FROM at) AS y, date_part('month', at) AS m FROM app.customer WHERE kind IN ('a', 'b') AND n BETWEEN 2 AND 3 AND mail LIKE 'x%' AND id = ANY (ARRAY[1, 2]);
        CREATE VIEW app.summed AS SELECT c.name, sum(o.amount) AS total FROM app.customer c JOIN app.orders o ON o.customer = c.id GROUP BY c.name;
        CREATE MATERIALIZED VIEW app.kept AS SELECT name FROM app.summed WHERE total > 0;
        CREATE FUNCTION app.f(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION app.g(n integer) RETURNS integer LANGUAGE sql RETURN n * 2;
        CREATE FUNCTION app.fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE PROCEDURE app.p(INOUT x integer) LANGUAGE plpgsql AS 'BEGIN x := 1; END';
        CREATE TRIGGER fired BEFORE INSERT OR UPDATE OF note ON app.part FOR EACH ROW WHEN (new.id > 5) EXECUTE FUNCTION app.fired();
        ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON app.orders FOR SELECT USING (customer IN (SELECT id FROM app.customer));
        GRANT ALL ON app.orders TO pg_monitor; GRANT SELECT (id) ON app.customer TO PUBLIC; GRANT USAGE ON SCHEMA app TO pg_monitor; REVOKE ALL ON FUNCTION app.f(integer, text) FROM PUBLIC;
        CREATE STATISTICS app.st (ndistinct) ON name, n FROM app.customer; CREATE SEQUENCE app.s START 5; COMMENT ON TABLE app.orders IS 'it''s'; COMMENT ON COLUMN app.orders.doc IS 'doc';
        CREATE RULE quiet AS ON DELETE TO app.above DO INSTEAD NOTHING;
        """;

    async Task<(Schema Old, Schema New)> ReadAsync(string onOld, string onNew)
    {
        await using var old = await servers.Old.CreateDatabaseAsync();
        await using var recent = await servers.New.CreateDatabaseAsync();
        await old.RunScriptAsync(onOld);
        await recent.RunScriptAsync(onNew);
        return (await old.ReadAsync(), await recent.ReadAsync());
    }

    async Task AreEqualAsync(string one, string other)
    {
        foreach (var server in (OneServer[])[servers.Old, servers.New])
        {
            await using var first = await server.CreateDatabaseAsync();
            await using var second = await server.CreateDatabaseAsync();
            await first.RunScriptAsync(one);
            await second.RunScriptAsync(other);
            AreEqual(await first.ReadAsync(), await second.ReadAsync());
        }
        var (old, recent) = await ReadAsync(one, other);
        AreEqual(old, recent);
    }

    static void AreEqual(Schema one, Schema other)
    {
        SchemaDiff.Between(one, other).Select(difference => $"{difference.Kind} {difference.Id}: {string.Join("; ", difference.Properties)}").ShouldBeEmpty();
        SchemaHash.Of(other).ShouldBe(SchemaHash.Of(one));
        SchemaFingerprint.Of(other).Text.ShouldBe(SchemaFingerprint.Of(one).Text);
    }

    [Fact]
    public Task F60_The_same_script_has_the_same_fingerprint_on_14_and_18() => AreEqualAsync(Shop, Shop);

    [Fact]
    public async Task F60_Generated_schemas_have_the_same_fingerprint_on_14_and_18()
    {
        for (var seed = Sample.Seed; seed < Sample.Seed + 4; seed++)
        {
            var script = string.Join(";\n", DraftScript.Of(DraftMaker.Make(seed)));
            TestContext.Current.TestOutputHelper?.WriteLine($"draft {seed}");
            var (old, recent) = await ReadAsync(script, script);
            AreEqual(old, recent);
        }
    }

    [Fact]
    public async Task F60_A_wide_set_of_views_has_the_same_fingerprint_on_14_and_18()
    {
        var views = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "tests/Turnstone.Postgres.Tests/Catalog/views.sql"), TestContext.Current.CancellationToken);
        var (old, recent) = await ReadAsync(views, views);
        AreEqual(old, recent);
    }

    [Fact]
    public async Task F60_A_dump_taken_on_14_and_replayed_on_18_is_what_18_has()
    {
        var (old, recent) = await ReadAsync(Shop, Shop);
        await using var replayed = await servers.New.CreateDatabaseAsync();
        var dump = DumpFile.Read(DumpFile.Write(old), "dump.sql");
        dump.Diagnostics.ShouldBeEmpty();
        await replayed.RunAllAsync(dump.Value!.Statements.Select(statement => statement.Text));
        AreEqual(await replayed.ReadAsync(), recent);
    }

    [Fact]
    public async Task F60_The_reader_s_search_path_and_settings_say_nothing()
    {
        foreach (var server in (OneServer[])[servers.Old, servers.New])
        {
            await using var database = await server.CreateDatabaseAsync();
            await database.RunScriptAsync(Shop + "CREATE TABLE app.dated (at timestamptz DEFAULT '2020-01-01 00:00+00', d date DEFAULT '2020-02-03', i interval DEFAULT '1 day 02:00', b bytea DEFAULT '\\x00ff', f double precision DEFAULT 0.1);");
            var plain = await database.ReadAsync();
            foreach (var setting in (string[])["search_path = app, public", "\"DateStyle\" = 'SQL, DMY'", "\"TimeZone\" = 'Asia/Tokyo'", "\"IntervalStyle\" = 'iso_8601'", "bytea_output = 'escape'", "extra_float_digits = -3", "quote_all_identifiers = on"])
            {
                await database.ExecuteAsync($"ALTER DATABASE \"{database.Name}\" SET {setting}");
            }
            AreEqual(plain, await database.ReadAsync());
        }
    }

    [Fact]
    public async Task F60_Another_migrator_says_nothing()
    {
        foreach (var server in (OneServer[])[servers.Old, servers.New])
        {
            await using var one = await server.CreateDatabaseAsync();
            await using var other = await server.CreateDatabaseAsync();
            await one.RunScriptAsync(Shop);
            await one.ExecuteAsync("DO $$ BEGIN IF to_regrole('migrator') IS NULL THEN CREATE ROLE migrator SUPERUSER; END IF; END $$");
            await other.RunScriptAsync("SET ROLE migrator;" + Shop);
            AreEqual(await one.ReadAsync(), await other.ReadAsync());
        }
    }

    [Fact]
    public async Task F60_What_belongs_to_an_extension_is_the_extension_s()
    {
        var (old, recent) = await ReadAsync("CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore", "CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore");
        old.Objects.Keys.Select(id => id.ToString()).Order(StringComparer.Ordinal).ShouldBe(["extension hstore", "extension pg_trgm", "schema public"]);
        AreEqual(old, recent);
    }

    [Fact]
    public Task F60_A_column_dropped_and_added_again_stands_elsewhere_and_is_the_same() => AreEqualAsync(
        "CREATE TABLE t (a integer, b text NOT NULL, c date); CREATE INDEX i ON t (c)",
        "CREATE TABLE t (x integer, a integer, b integer, c date); CREATE INDEX i ON t (c); ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP COLUMN x; ALTER TABLE t ADD COLUMN b text NOT NULL");

    [Fact]
    public Task F60_A_renamed_table_is_the_same_though_18_keeps_names_of_its_NOT_NULL() => AreEqualAsync(
        "CREATE TABLE b (id integer NOT NULL, m text NOT NULL)", "CREATE TABLE a (id integer NOT NULL, n text NOT NULL); ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN n TO m");

    [Fact]
    public Task F60_Rights_given_by_default_privileges_are_rights_given() => AreEqualAsync(
        "CREATE TABLE t (id integer); GRANT SELECT ON t TO pg_monitor; CREATE TABLE u (id integer)",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor; CREATE TABLE t (id integer); ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM pg_monitor; CREATE TABLE u (id integer); GRANT SELECT ON u TO pg_monitor; REVOKE SELECT ON u FROM pg_monitor");

    [Fact]
    public Task F60_Work_and_upkeep_say_nothing() => AreEqualAsync(
        "CREATE TABLE t (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY); CREATE INDEX i ON t (n); CREATE SEQUENCE s; CREATE MATERIALIZED VIEW m AS SELECT id FROM t WITH NO DATA",
        """
        CREATE TABLE t (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY); CREATE INDEX i ON t (n); CREATE SEQUENCE s; CREATE MATERIALIZED VIEW m AS SELECT id FROM t WITH NO DATA;
        INSERT INTO t DEFAULT VALUES; INSERT INTO t DEFAULT VALUES; SELECT nextval('s'), setval('t_id_seq', 77); DELETE FROM t WHERE id = 1; VACUUM t; ANALYZE; REINDEX TABLE t; REINDEX INDEX CONCURRENTLY i; VACUUM FULL t; REFRESH MATERIALIZED VIEW m
        """);

    [Fact]
    public Task F60_A_partition_attached_is_one_that_was_made_as_one() => AreEqualAsync(
        """
        CREATE TABLE o (id integer PRIMARY KEY); CREATE TABLE p (id integer NOT NULL, at date NOT NULL, o integer REFERENCES o, CONSTRAINT sane CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at); CREATE INDEX k ON p (o);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')
        """,
        """
        CREATE TABLE o (id integer PRIMARY KEY); CREATE TABLE p (id integer NOT NULL, at date NOT NULL, o integer REFERENCES o, CONSTRAINT sane CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at); CREATE INDEX k ON p (o);
        CREATE TABLE p1 (o integer, at date NOT NULL, id integer NOT NULL, CONSTRAINT sane CHECK (id > 0)); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')
        """);

    [Fact]
    public async Task F60_An_invalid_index_is_a_difference()
    {
        foreach (var server in (OneServer[])[servers.Old, servers.New])
        {
            await using var one = await server.CreateDatabaseAsync();
            await using var other = await server.CreateDatabaseAsync();
            await one.RunScriptAsync("CREATE TABLE t (id integer); CREATE UNIQUE INDEX i ON t (id)");
            await other.RunScriptAsync("CREATE TABLE t (id integer); INSERT INTO t VALUES (1), (1)");
            await Should.ThrowAsync<InvalidOperationException>(() => other.RunScriptAsync("CREATE UNIQUE INDEX CONCURRENTLY i ON t (id)"));
            var difference = SchemaDiff.Between(await one.ReadAsync(), await other.ReadAsync()).ShouldHaveSingleItem();
            difference.Id.ToString().ShouldBe("index i of table public.t");
            difference.Properties.Select(property => property.Name).ShouldContain("invalid");
            difference.Concern.ShouldBe(Concern.Integrity);
        }
    }
}
