namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>When rules about indexes, partitions and maintenance speak, and when they do not.</summary>
public sealed class SilenceTests
{
    const string Before = """
        CREATE TABLE customer (id bigint PRIMARY KEY, email text, body jsonb, CONSTRAINT customer_email_key UNIQUE (email));
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer (id), placed_at timestamptz);
        CREATE INDEX orders_placed_at_idx ON orders (placed_at, customer_id);
        CREATE TABLE reading (sensor bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE event (at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE event_rest PARTITION OF event DEFAULT;
        CREATE MATERIALIZED VIEW turnover AS SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id;
        """;

    [Theory]
    [InlineData("drop-index-not-concurrent", "CREATE TABLE t (a int); CREATE INDEX t_a_idx ON t (a); DROP INDEX t_a_idx;")]
    [InlineData("index-not-concurrent", "CREATE TABLE t (a int); CREATE INDEX t_a_idx ON t (a);")]
    [InlineData("unique-index-may-fail", "CREATE TABLE t (a int); CREATE UNIQUE INDEX t_a_idx ON t (a);")]
    [InlineData("reindex-not-concurrent", "REINDEX TABLE CONCURRENTLY orders;")]
    [InlineData("reindex-not-concurrent", "REINDEX (CONCURRENTLY) TABLE orders;")]
    [InlineData("reindex-not-concurrent", "REINDEX SYSTEM shop;")]
    [InlineData("index-build-in-lock-holding-transaction", "ALTER TABLE orders SET (fillfactor = 90); CREATE INDEX orders_customer_id_idx ON orders (customer_id);")]
    [InlineData("index-build-in-lock-holding-transaction", "CREATE TABLE t (a int); CREATE INDEX orders_customer_id_idx ON orders (customer_id);")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders (placed_at) WHERE customer_id IS NULL;")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders USING brin (placed_at);")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders (placed_at DESC);")]
    [InlineData("index-redundant", "CREATE UNIQUE INDEX CONCURRENTLY i ON orders (placed_at);")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders (placed_at text_pattern_ops);")]
    [InlineData("index-duplicate-column", "CREATE INDEX CONCURRENTLY i ON customer (email, email text_pattern_ops);")]
    [InlineData("drop-constraint-backing-index", "DROP INDEX CONCURRENTLY orders_placed_at_idx;")]
    [InlineData("drop-constraint-backing-index", "ALTER TABLE customer DROP CONSTRAINT customer_email_key; CREATE INDEX customer_email_key ON customer (email); DROP INDEX CONCURRENTLY customer_email_key;")]
    [InlineData("jsonb-gin-default-opclass", "CREATE INDEX CONCURRENTLY i ON customer USING gin (to_tsvector('simple', email));")]
    [InlineData("detach-partition-not-concurrent", "ALTER TABLE reading DETACH PARTITION reading_2026 FINALIZE;")]
    [InlineData("attach-partition-scan", "CREATE TABLE p (sensor bigint NOT NULL, at timestamptz NOT NULL); ALTER TABLE reading ATTACH PARTITION p FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');")]
    [InlineData("attach-partition-default-scan", "CREATE TABLE reading_2027 PARTITION OF reading FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');")]
    [InlineData("partition-key-not-in-primary-key", "ALTER TABLE reading ADD PRIMARY KEY (sensor, at);")]
    [InlineData("partition-key-not-in-primary-key", "ALTER TABLE orders ADD UNIQUE (customer_id);")]
    [InlineData("refresh-matview-not-concurrent", "CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA; REFRESH MATERIALIZED VIEW v;")]
    [InlineData("refresh-matview-not-concurrent", "REFRESH MATERIALIZED VIEW turnover WITH NO DATA;")]
    [InlineData("vacuum-full", "VACUUM (FULL false) orders;")]
    [InlineData("cluster", "CREATE TABLE t (a int); CREATE INDEX t_a_idx ON t (a); CLUSTER t USING t_a_idx;")]
    [InlineData("autovacuum-disabled", "ALTER TABLE orders SET (autovacuum_enabled = true);")]
    [InlineData("autovacuum-disabled", "ALTER TABLE orders RESET (autovacuum_enabled);")]
    [InlineData("locks-other-table", "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a); DROP TABLE b;")]
    [InlineData("locks-other-table", "CREATE TABLE reading_2027 PARTITION OF reading FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');")]
    [InlineData("locks-other-table", "ALTER TABLE event ADD COLUMN kind text;")]
    [InlineData("concurrently-in-transaction", "DO $$ BEGIN RAISE NOTICE 'CREATE INDEX CONCURRENTLY'; END $$;")]
    public void It_is_not_said(string rule, string text) => Found(text).ShouldNotContain(rule);

    [Theory]
    [InlineData("drop-index-not-concurrent", "DROP INDEX never_seen;")]
    [InlineData("drop-index-not-concurrent", "DROP INDEX IF EXISTS orders_placed_at_idx CASCADE;")]
    [InlineData("reindex-not-concurrent", "REINDEX INDEX orders_placed_at_idx;")]
    [InlineData("reindex-not-concurrent", "REINDEX DATABASE shop;")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders (placed_at);")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON orders (placed_at, customer_id, id);")]
    [InlineData("index-redundant", "CREATE INDEX CONCURRENTLY i ON customer (email);")]
    [InlineData("index-on-partitioned-parent", "CREATE INDEX CONCURRENTLY i ON reading (sensor);")]
    [InlineData("drop-constraint-backing-index", "DROP INDEX orders_pkey;")]
    [InlineData("detach-partition-not-concurrent", "ALTER TABLE event DETACH PARTITION event_2026 CONCURRENTLY;")]
    [InlineData("detach-partition-not-concurrent", "ALTER TABLE event DETACH PARTITION event_2026;")]
    [InlineData("attach-partition-default-scan", "ALTER TABLE event ATTACH PARTITION orders FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');")]
    [InlineData("partition-key-not-in-primary-key", "ALTER TABLE reading ADD PRIMARY KEY (sensor);")]
    [InlineData("partition-key-not-in-primary-key", "CREATE TABLE t (id bigint PRIMARY KEY, at date) PARTITION BY LIST (at);")]
    [InlineData("refresh-matview-not-concurrent", "REFRESH MATERIALIZED VIEW turnover;")]
    [InlineData("vacuum-full", "VACUUM (FULL, ANALYZE);")]
    [InlineData("cluster", "CLUSTER;")]
    [InlineData("set-tablespace", "ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE fast_disk;")]
    [InlineData("set-tablespace", "ALTER INDEX orders_placed_at_idx SET TABLESPACE fast_disk;")]
    [InlineData("autovacuum-disabled", "CREATE TABLE t (a int) WITH (autovacuum_enabled = off, toast.autovacuum_enabled = false);")]
    [InlineData("locks-other-table", "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;")]
    [InlineData("locks-other-table", "DROP TABLE orders;")]
    [InlineData("locks-other-table", "TRUNCATE customer CASCADE;")]
    [InlineData("locks-other-table", "ALTER TABLE orders ADD COLUMN payer_id bigint REFERENCES customer (id);")]
    [InlineData("concurrently-in-transaction", "DO $$ BEGIN DROP INDEX CONCURRENTLY orders_placed_at_idx; END $$;")]
    [InlineData("concurrently-in-transaction", "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'REINDEX TABLE CONCURRENTLY ' || quote_ident('orders'); END $$;")]
    public void It_is_said(string rule, string text) => Found(text).ShouldContain(rule);

    [Fact]
    public void Fixes_of_options_and_lists_are_sound()
    {
        Mended("reindex-not-concurrent", "REINDEX (VERBOSE) TABLE orders").ShouldBe("REINDEX (VERBOSE) TABLE CONCURRENTLY orders");
        Mended("matview-with-data", "CREATE MATERIALIZED VIEW v AS SELECT 1 WITH DATA").ShouldBe("CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA");
        Mended("drop-index-not-concurrent", "DROP INDEX IF EXISTS orders_placed_at_idx").ShouldBe("DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx");
        Mended("drop-index-not-concurrent", "DROP INDEX orders_placed_at_idx, another").ShouldBe("DROP INDEX orders_placed_at_idx, another");
        Mended("index-duplicate-column", "CREATE INDEX CONCURRENTLY i ON orders (placed_at) INCLUDE (id, placed_at)").ShouldBe("CREATE INDEX CONCURRENTLY i ON orders (placed_at) INCLUDE (id)");
    }

    static IEnumerable<string> Found(string text) => Look(text).Select(finding => finding.Diagnostic.Rule);

    static string Mended(string rule, string text) => TextEdit.Apply(text, Look(text).Where(finding => finding.Diagnostic.Rule == rule).SelectMany(finding => finding.Fix));

    static ImmutableArray<LintFinding> Look(string text)
    {
        var linter = new Linter(new LintOptions { Version = PgVersion.V15 });
        linter.Look(new(File("V1__before.sql", Before), 0) { IsPending = false }, new MigrationSet([], [], []));
        return linter.Look(new(File("V2__now.sql", text), 1) { IsAsked = true, IsPending = true }, new MigrationSet([], [], []));
    }

    static Migration File(string name, string text) => new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));
}
