namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Migrations;

/// <summary>What is said when all files have passed, and what keeps it from being said.</summary>
public sealed class SetRuleTests
{
    const string Orders = "CREATE TABLE customer (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total int);";

    [Theory]
    [InlineData("table-without-primary-key", "CREATE TABLE t (a int);", "ALTER TABLE t ADD PRIMARY KEY (a);")]
    [InlineData("table-without-primary-key", "CREATE TABLE t (a int);", "DROP TABLE t;")]
    [InlineData("table-without-primary-key", "CREATE TEMPORARY TABLE t (a int);")]
    [InlineData("table-without-primary-key", "CREATE TABLE t (LIKE orders INCLUDING ALL);")]
    [InlineData("table-without-primary-key", "CREATE TABLE t AS SELECT * FROM orders;")]
    [InlineData("table-without-primary-key", "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);")]
    [InlineData("fk-missing-index", "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customer;", "CREATE INDEX CONCURRENTLY ON orders (customer_id);")]
    [InlineData("fk-missing-index", "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customer;", "CREATE INDEX CONCURRENTLY i ON orders (customer_id) WHERE customer_id IS NOT NULL;")]
    [InlineData("fk-missing-index", "CREATE TABLE profile (customer_id bigint PRIMARY KEY REFERENCES customer);")]
    [InlineData("fk-missing-index", "ALTER TABLE never_seen ADD FOREIGN KEY (customer_id) REFERENCES customer;")]
    [InlineData("fk-missing-index", "CREATE TABLE p (a bigint PRIMARY KEY) PARTITION BY LIST (a); CREATE INDEX ON p (a); CREATE TABLE p1 PARTITION OF p (FOREIGN KEY (a) REFERENCES customer) FOR VALUES IN (1);")]
    [InlineData("uses-object-created-later", "DROP TABLE IF EXISTS t;", "CREATE TABLE t (a int);")]
    [InlineData("uses-object-created-later", "INSERT INTO never_seen VALUES (1);", "DROP TABLE never_seen; CREATE TABLE never_seen (a int);")]
    [InlineData("uses-object-created-later", "UPDATE never_seen SET a = 1;", "CREATE TABLE IF NOT EXISTS never_seen (a int);")]
    [InlineData("uses-object-created-later", "CREATE VIEW v AS WITH t AS (SELECT 1) SELECT * FROM t;", "CREATE TABLE t (a int);")]
    [InlineData("uses-object-created-later", "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT a FROM t); END';", "CREATE TABLE t (a int);")]
    [InlineData("uses-object-created-later", "DO 'BEGIN IF false THEN UPDATE t SET a = 1; END IF; END';", "CREATE TABLE t (a int);")]
    [InlineData("uses-object-created-later", "CREATE TABLE t (a int CHECK (lower(a) > 0));", "CREATE OR REPLACE FUNCTION lower(int) RETURNS int LANGUAGE sql RETURN 1;")]
    [InlineData("uses-object-created-later", "INSERT INTO b VALUES (1);", "ALTER TABLE b RENAME TO c; CREATE TABLE d (a int); ALTER TABLE d RENAME TO b;")]
    [InlineData("hot-table-touched-by-many-files", "ALTER TABLE orders ADD a int;", "ALTER TABLE orders ADD b int;", "ALTER TABLE orders VALIDATE CONSTRAINT c;")]
    [InlineData("hot-table-touched-by-many-files", "CREATE TABLE t (a int);", "ALTER TABLE t ADD b int;", "ALTER TABLE t ADD c int;", "ALTER TABLE t ADD d int;")]
    [InlineData("create-then-rewrite", "CREATE INDEX CONCURRENTLY i ON orders (customer_id);", "ALTER TABLE orders ALTER customer_id DROP NOT NULL;")]
    [InlineData("create-then-rewrite", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);", "ALTER TABLE t ALTER a TYPE bigint;")]
    [InlineData("non-linear-history", "SELECT 1;")]
    [InlineData("column-alignment-padding", "CREATE TABLE t (a int, b bigint);")]
    [InlineData("column-alignment-padding", "CREATE TABLE t (a boolean, b never_seen, c bigint, d boolean, e bigint);")]
    public void It_is_not_said(string rule, params string[] files) => Said(files).ShouldNotContain(one => one.EndsWith(rule, StringComparison.Ordinal));

    [Theory]
    [InlineData("V2__x.sql:2:1 table-without-primary-key", "SELECT 1;\nCREATE TABLE t (a int);", "SELECT 2;")]
    [InlineData("V2__x.sql:1:24 fk-missing-index", "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customer;", "CREATE INDEX CONCURRENTLY i ON orders (id, customer_id);")]
    [InlineData("V2__x.sql:1:44 fk-missing-index", "ALTER TABLE never_seen ADD COLUMN c bigint REFERENCES customer;")]
    [InlineData("V2__x.sql:1:8 uses-object-created-later", "UPDATE t SET a = 1;", "CREATE TABLE t (a int);")]
    [InlineData("V2__x.sql:1:19 uses-object-created-later", "CREATE TABLE t (a mood);", "CREATE TYPE mood AS ENUM ('happy');")]
    [InlineData("V2__x.sql:1:72 uses-object-created-later", "CREATE TRIGGER r BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();", "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';")]
    [InlineData("V4__x.sql:1:1 hot-table-touched-by-many-files", "ALTER TABLE orders ADD a int;", "ALTER TABLE orders ADD b int;", "DO 'BEGIN ALTER TABLE orders ADD c int; END';")]
    [InlineData("V4__x.sql:1:1 hot-table-touched-by-many-files", "ALTER TABLE never_seen ADD a int;", "ALTER TABLE never_seen ADD b int;", "ALTER TABLE public.never_seen ADD c int;")]
    [InlineData("V3__x.sql:1:1 create-then-rewrite", "CREATE INDEX CONCURRENTLY i ON orders (customer_id);", "DROP TABLE orders;")]
    public void It_is_said_where_it_stands(string said, params string[] files) => Said(files).ShouldContain(said);

    [Fact]
    public void A_reason_in_front_of_the_statement_silences_it() => Said("-- turnstone: ignore=column-alignment-padding reason=\"so\"\nSELECT 1;\n-- turnstone: ignore=table-without-primary-key reason=\"a log\"\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);")
        .ShouldBe(["V2__x.sql:1:15 unused-suppression", "V2__x.sql:5:1 table-without-primary-key"]);

    [Fact]
    public void At_the_top_of_the_file_it_silences_all_of_it() => Said("-- turnstone: ignore=table-without-primary-key reason=\"logs\"\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);").ShouldBeEmpty();

    [Fact]
    public void What_silences_nothing_is_told_at_the_end() => Said("SELECT 1;\n-- turnstone: ignore=table-without-primary-key reason=\"so\"\nSELECT 2;").ShouldBe(["V2__x.sql:2:15 unused-suppression"]);

    [Fact]
    public void What_is_said_of_a_release_is_not_idle_where_there_is_none()
    {
        const string Text = "-- turnstone: ignore=hot-table-touched-by-many-files,create-then-rewrite,non-linear-history reason=\"so\"\nSELECT 1;";
        var linter = new Linter(new LintOptions());
        linter.Look(new(File("V1__x.sql", Text), 0) { IsAsked = true }, new([], [], [])).ShouldBeEmpty();
        linter.Finish(new([], [], [])).ShouldBeEmpty();
        Said(Text).Count.ShouldBe(3);
    }

    [Fact]
    public void Of_a_file_that_nobody_asked_for_nothing_is_said()
    {
        var linter = new Linter(new LintOptions());
        linter.Look(new(File("V1__x.sql", "CREATE TABLE t (a int);"), 0), new([], [], []));
        linter.Finish(new([], [], [])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1:24 drop-table", "DO $$ BEGIN\tDROP TABLE orders; END $$;")]
    [InlineData("2:3 index-not-concurrent", "DO $$ BEGIN\n  CREATE INDEX i ON orders (total); END $$;")]
    [InlineData("1:11 delete-without-where", "DO 'BEGIN DELETE FROM orders; END';")]
    [InlineData("1:11 update-unbatched", "DO 'BEGIN UPDATE orders SET total = 1 WHERE total IS NULL; END';")]
    [InlineData("1:30 check-without-not-valid", "DO 'BEGIN ALTER TABLE orders ADD CHECK (total > 0); END';")]
    public void A_statement_of_a_block_is_looked_at(string said, string text) => Said(text).ShouldContain($"V2__x.sql:{said}");

    [Theory]
    [InlineData("index-not-concurrent", "DO 'BEGIN CREATE TABLE t (a int); CREATE INDEX i ON t (a); END'; CREATE INDEX j ON t (a);")]
    [InlineData("update-unbatched", "DO 'DECLARE r record; BEGIN FOR r IN SELECT id FROM orders LOOP UPDATE orders SET total = 1 WHERE id = r.id; END LOOP; END';")]
    [InlineData("drop-table", "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN DROP TABLE orders; END';")]
    [InlineData("rls-enabled-without-policy", "DO 'BEGIN ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON orders USING (true); END';")]
    [InlineData("rls-enabled-without-policy", "ALTER TABLE orders ENABLE ROW LEVEL SECURITY; DO 'BEGIN CREATE POLICY p ON orders USING (true); END';")]
    [InlineData("delete-without-where", "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM orders; END;")]
    [InlineData("delete-without-where", "CREATE RULE r AS ON DELETE TO customer DO DELETE FROM orders;")]
    [InlineData("rename-table", "DO 'BEGIN ALTER TABLE orders RENAME TO purchase; CREATE VIEW orders AS SELECT * FROM purchase; END';")]
    public void Of_a_block_nothing_is_said_that_is_not_so(string rule, string text) => Said(text).ShouldNotContain(one => one.EndsWith(rule, StringComparison.Ordinal));

    [Fact]
    public void In_a_block_nothing_is_mended()
    {
        var linter = new Linter(new LintOptions());
        var found = linter.Look(new(File("V1__x.sql", "DO 'BEGIN CREATE INDEX i ON orders (total); END';"), 0) { IsAsked = true }, new([], [], [])).Single(one => one.Diagnostic.Rule == "index-not-concurrent");
        found.Fix.ShouldBeEmpty();
        found.Diagnostic.Help!.ShouldContain("out of the DO block");
    }

    // Behind the shop, all of them applied together.
    static List<string> Said(params string[] files)
    {
        var linter = new Linter(new LintOptions());
        var all = files.Select((text, at) => File($"V{at + 2}__x.sql", text)).Prepend(File("V1__shop.sql", Orders)).ToImmutableArray();
        var set = new MigrationSet(all, [], []);
        var found = all.SelectMany((file, place) => linter.Look(new(file, place) { IsAsked = place > 0, IsPending = place > 0 }, set)).ToList();
        return [.. found.Concat(linter.Finish(set)).Select(one => $"{one.Diagnostic.Place} {one.Diagnostic.Rule}")];
    }

    static Migration File(string name, string text) => new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));
}
