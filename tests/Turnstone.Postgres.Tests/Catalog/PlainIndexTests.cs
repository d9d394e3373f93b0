namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Sql;

/// <summary>What is said of indexes without asking the server for each, beside what it says of each.</summary>
public sealed class PlainIndexTests(PostgresServer server)
{
    const string Indexes = """
        CREATE SCHEMA "o'd ""d";
        CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN name50 AS varchar(50); CREATE COLLATION plain (PROVIDER = libc, LOCALE = 'C');
        CREATE TABLE t (a integer, b text, c varchar(9), d text COLLATE "C", e mood, f integer[], g name50, h char(3), i jsonb, j inet, "select" text, "o'd ""d" text, k int4range, l varchar COLLATE plain, m name, n tsvector);
        CREATE INDEX ON t (a); CREATE UNIQUE INDEX ON t (a, b DESC, c NULLS FIRST, d DESC NULLS LAST, "select"); CREATE INDEX ON t ("o'd ""d"); CREATE UNIQUE INDEX "o'd ""d" ON t (a) INCLUDE (b, "select");
        CREATE INDEX ON t (c); CREATE INDEX ON t (c text_pattern_ops); CREATE INDEX ON t (b text_pattern_ops, a); CREATE INDEX ON t (c varchar_pattern_ops); CREATE INDEX ON t (b COLLATE "C"); CREATE INDEX ON t (d);
        CREATE INDEX ON t (d COLLATE "default"); CREATE INDEX ON t (c COLLATE plain); CREATE INDEX ON t (l); CREATE INDEX ON t (e); CREATE INDEX ON t (f); CREATE INDEX ON t (g); CREATE INDEX ON t (h); CREATE INDEX ON t (j);
        CREATE INDEX ON t (j inet_ops); CREATE INDEX ON t (k); CREATE INDEX ON t (m); CREATE INDEX ON t USING hash (c); CREATE INDEX ON t USING hash (a); CREATE INDEX ON t USING gin (i); CREATE INDEX ON t USING gin (i jsonb_path_ops);
        CREATE INDEX ON t USING gin (f); CREATE INDEX ON t USING gist (j inet_ops); CREATE INDEX ON t USING gist (n tsvector_ops (siglen = 100)); CREATE INDEX ON t USING spgist (b); CREATE INDEX ON t USING brin (a, c);
        CREATE INDEX ON t USING brin (a int4_bloom_ops (n_distinct_per_range = 9)); CREATE INDEX ON t (a) WITH (fillfactor = 70); CREATE INDEX ON t (a) WHERE b IS NULL; CREATE INDEX ON t (lower(b), a, (a + 1)); CREATE INDEX ON t (a, a);
        CREATE INDEX renamed ON t (a, b); ALTER TABLE t RENAME a TO "A"; ALTER TABLE t DROP COLUMN h; ALTER TABLE t ALTER g TYPE text;
        CREATE TABLE "o'd ""d"."o'd ""d" (id integer PRIMARY KEY, at date UNIQUE); CREATE INDEX ON "o'd ""d"."o'd ""d" (at, id);
        CREATE TABLE parts (a integer, b text) PARTITION BY LIST (a); CREATE TABLE part PARTITION OF parts FOR VALUES IN (1); CREATE INDEX ON parts (a, b); CREATE INDEX ON ONLY parts (b);
        CREATE MATERIALIZED VIEW seen AS SELECT "A", c FROM t; CREATE INDEX ON seen ("A" DESC, c);
        """;

    const string OwnClass = """
        CREATE OPERATOR CLASS mine DEFAULT FOR TYPE varchar USING btree AS FUNCTION 1 (varchar, varchar) bttextcmp(text, text);
        CREATE INDEX ON t (c); CREATE INDEX ON t (c text_ops);
        """;

    [Fact]
    public Task Each_is_what_the_server_says_of_it() => AreAsTheServerSaysAsync(
        Indexes + (server.Major < PgVersion.V15 ? "" : "CREATE UNIQUE INDEX ON t (b) NULLS NOT DISTINCT; CREATE UNIQUE INDEX ON t (b, d) INCLUDE (e) NULLS NOT DISTINCT;"));

    [Fact]
    public Task A_class_of_ones_own_for_varchar_is_the_one_that_goes_unsaid() => AreAsTheServerSaysAsync(Indexes + OwnClass);

    async Task AreAsTheServerSaysAsync(string script)
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(script);
        await database.RunScriptAsync($"ALTER DATABASE {database.Name} SET search_path = ''");

        var read = (await database.ReadAsync()).Objects.Values.OfType<Turnstone.Catalog.Objects.Index>().Select(index => $"{index.Definition} | {string.Join(" | ", index.Keys)}").Order(StringComparer.Ordinal).ToList();

        var said = await database.QueryAsync("""
            SELECT pg_get_indexdef(indexrelid) || ' | ' || (SELECT string_agg(pg_get_indexdef(indexrelid, place, false), ' | ' ORDER BY place) FROM generate_series(1, indnkeyatts) place)
            FROM pg_index WHERE indexrelid >= 16384 AND indrelid::regclass::text !~ 'pg_toast' AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
            """);
        read.ShouldBe(said.Select(row => row[0]!).Order(StringComparer.Ordinal));
        read.Count.ShouldBeGreaterThan(30);
    }
}
