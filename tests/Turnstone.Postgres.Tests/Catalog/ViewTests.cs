namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Catalog.Objects;

/// <summary>Views and materialized views, written down and made from one another.</summary>
public sealed class ViewTests(PostgresServer server)
{
    static string File(string name) => Path.Combine(RepositoryRoot.Find(), "tests/Turnstone.Postgres.Tests/Catalog", name);

    [Fact]
    public async Task A_wide_set_of_views_reads_the_same_on_every_version_and_is_rebuilt()
    {
        var schema = await server.RebuildsAsync(await System.IO.File.ReadAllTextAsync(File("views.sql"), TestContext.Current.CancellationToken));
        var text = string.Concat(schema.Objects.Values.OfType<View>().OrderBy(view => view.Id).Select(view => $"{view.Id}\n{view.Query}\n\n"));
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            await System.IO.File.WriteAllTextAsync(File("views.txt"), text, TestContext.Current.CancellationToken);
        }
        text.ShouldBe(await System.IO.File.ReadAllTextAsync(File("views.txt"), TestContext.Current.CancellationToken));
    }

    /// <summary>There <c>pg_dump</c> itself does not come to an end: of its dump's database it dumps something else.</summary>
    [Fact]
    public Task What_the_server_prints_otherwise_once_it_is_made_again() => server.RebuildsAsync("""
        CREATE TABLE t (id integer, vc varchar(9) CHECK (id > 0));
        CREATE VIEW v AS SELECT id FROM t WHERE vc IN ('a', 'b') AND vc NOT IN ('c', 'd');
        CREATE VIEW w (a, b) AS VALUES (1, 'x');
        CREATE VIEW x AS SELECT -1::integer AS a, -2147483649::bigint AS b, -1.5::numeric AS c
        """, isDumped: false);

    [Fact]
    public Task Everything_a_view_can_say_is_rebuilt() => server.RebuildsAsync("""
        CREATE SCHEMA "App x";
        CREATE TABLE "App x"."T" (id integer PRIMARY KEY, "N""x" text, at date);
        CREATE VIEW "App x"."select" WITH (security_barrier = true, check_option = cascaded) AS SELECT id, "N""x" AS "from" FROM "App x"."T" WHERE id > 0;
        ALTER VIEW "App x"."select" ALTER COLUMN "from" SET DEFAULT 'it''s';
        CREATE VIEW "App x".above AS SELECT "from", count(*) AS c FROM "App x"."select" GROUP BY "from";
        CREATE RECURSIVE VIEW "App x".aaa (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM aaa WHERE n < 5;
        CREATE VIEW "App x".empty AS SELECT;
        CREATE VIEW "App x".an_identifier_of_sixty_three_bytes_is_as_long_as_a_name_can_get (a, "b c") AS SELECT 1, 'x';
        CREATE MATERIALIZED VIEW "App x"."M v" WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT id, "N""x" AS n FROM "App x"."T";
        CREATE UNIQUE INDEX "m I" ON "App x"."M v" (id);
        CREATE INDEX m_n ON "App x"."M v" (lower(n)) WHERE id > 3;
        ALTER MATERIALIZED VIEW "App x"."M v" ALTER COLUMN n SET STATISTICS 50;
        ALTER MATERIALIZED VIEW "App x"."M v" ALTER COLUMN n SET STORAGE EXTERNAL;
        ALTER MATERIALIZED VIEW "App x"."M v" ALTER COLUMN n SET (n_distinct = 5);
        ALTER MATERIALIZED VIEW "App x"."M v" CLUSTER ON "m I";
        CREATE MATERIALIZED VIEW "App x".on_another AS SELECT count(*) FROM "App x"."M v";
        COMMENT ON VIEW "App x"."select" IS 'view';
        COMMENT ON COLUMN "App x"."select"."from" IS 'column';
        COMMENT ON MATERIALIZED VIEW "App x"."M v" IS 'materialized';
        COMMENT ON COLUMN "App x"."M v".n IS 'column of it';
        GRANT SELECT, UPDATE ON "App x"."select" TO PUBLIC;
        GRANT INSERT ("from"), SELECT (id) ON "App x"."select" TO pg_monitor;
        GRANT SELECT ON "App x"."M v" TO pg_monitor WITH GRANT OPTION;
        ALTER VIEW "App x".above OWNER TO pg_monitor;
        ALTER MATERIALIZED VIEW "App x".on_another OWNER TO pg_monitor
        """);

    [Fact]
    public Task Columns_come_behind_the_others_and_everything_above_stays() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE VIEW v AS SELECT id FROM t; CREATE VIEW w AS SELECT id FROM v; GRANT SELECT ON v TO pg_monitor; COMMENT ON COLUMN v.id IS 'one'",
        "CREATE TABLE t (id integer, n text); CREATE VIEW v WITH (security_barrier) AS SELECT id, n FROM t WHERE id > 1; CREATE VIEW w AS SELECT id FROM v; GRANT SELECT ON v TO pg_monitor; COMMENT ON COLUMN v.id IS 'two'; ALTER VIEW v ALTER n SET DEFAULT 'x'",
        "CREATE OR REPLACE VIEW public.v", "COMMENT ON COLUMN public.v.id IS 'two'", "ALTER VIEW public.v ALTER COLUMN n SET DEFAULT", "!DROP", "!GRANT");

    [Theory]
    [InlineData("SELECT n FROM t")]
    [InlineData("SELECT id AS x, n FROM t")]
    [InlineData("SELECT n, id FROM t")]
    [InlineData("SELECT id::bigint AS id, n FROM t")]
    [InlineData("SELECT id, n COLLATE \"C\" AS n FROM t")]
    public Task What_cannot_be_replaced_is_made_anew_with_what_stands_on_it(string query) => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE VIEW v AS SELECT id, n FROM t; CREATE VIEW w AS SELECT count(*) FROM v; GRANT SELECT ON w TO pg_monitor; COMMENT ON COLUMN w.count IS 'c'",
        $"CREATE TABLE t (id integer, n text); CREATE VIEW v AS {query}; CREATE VIEW w AS SELECT count(*) FROM v; GRANT SELECT ON w TO pg_monitor; COMMENT ON COLUMN w.count IS 'c'",
        "DROP VIEW public.w", "DROP VIEW public.v", "GRANT SELECT ON TABLE public.w", "COMMENT ON COLUMN public.w.count");

    [Fact]
    public Task A_view_lets_go_of_a_column_that_goes() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text, old text); CREATE VIEW v AS SELECT id, coalesce(n, old) AS n FROM t",
        "CREATE TABLE t (id integer, n text, new text); CREATE VIEW v AS SELECT id, coalesce(n, new) AS n FROM t",
        "CREATE OR REPLACE VIEW public.v", "DROP COLUMN old");

    [Fact]
    public Task Options_grants_and_defaults_of_a_view_come_and_go() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE VIEW v WITH (security_barrier = true) AS SELECT id, n FROM t; ALTER VIEW v ALTER id SET DEFAULT 4; GRANT SELECT (id) ON v TO pg_monitor; COMMENT ON COLUMN v.n IS 'n'",
        "CREATE TABLE t (id integer, n text); CREATE VIEW v WITH (check_option = local) AS SELECT id, n FROM t; ALTER VIEW v ALTER n SET DEFAULT 'x'; GRANT UPDATE (n) ON v TO pg_monitor",
        "ALTER VIEW public.v RESET (security_barrier)", "ALTER VIEW public.v ALTER COLUMN id DROP DEFAULT", "COMMENT ON COLUMN public.v.n IS NULL", "REVOKE SELECT (id) ON TABLE public.v", "!CREATE");

    [Fact]
    public Task A_materialized_view_s_settings_are_altered() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE MATERIALIZED VIEW m WITH (fillfactor = 50) AS SELECT id, n FROM t; CREATE INDEX m_id ON m (id); ALTER MATERIALIZED VIEW m ALTER n SET STATISTICS 5",
        "CREATE TABLE t (id integer, n text); CREATE MATERIALIZED VIEW m WITH (autovacuum_enabled = false) AS SELECT id, n FROM t; CREATE INDEX m_id ON m (id); CREATE INDEX m_n ON m (n); ALTER MATERIALIZED VIEW m ALTER id SET STATISTICS 7",
        "ALTER MATERIALIZED VIEW public.m RESET (fillfactor)", "ALTER MATERIALIZED VIEW public.m ALTER COLUMN n SET STATISTICS -1", "CREATE INDEX m_n", "!DROP");

    [Fact]
    public Task A_materialized_view_of_another_query_is_made_anew_with_its_indexes() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE MATERIALIZED VIEW m AS SELECT id, n FROM t; CREATE UNIQUE INDEX m_id ON m (id); CREATE VIEW v AS SELECT id FROM m; GRANT SELECT ON m TO pg_monitor",
        "CREATE TABLE t (id integer, n text); CREATE MATERIALIZED VIEW m AS SELECT id, n FROM t WHERE id > 0; CREATE UNIQUE INDEX m_id ON m (id); CREATE VIEW v AS SELECT id FROM m; GRANT SELECT ON m TO pg_monitor",
        "-- loses its rows, until it is refreshed\nDROP MATERIALIZED VIEW public.m", "CREATE UNIQUE INDEX m_id", "GRANT SELECT ON TABLE public.m", "CREATE VIEW public.v");

    [Fact]
    public Task A_view_becomes_a_materialized_one() => server.BecomesAsync(
        "CREATE TABLE t (id integer); CREATE VIEW v AS SELECT id FROM t", "CREATE TABLE t (id integer); CREATE MATERIALIZED VIEW v AS SELECT id FROM t", "DROP VIEW public.v", "CREATE MATERIALIZED VIEW public.v");

    [Theory]
    [InlineData(" SELECT id FROM app.t;", "SELECT t.id FROM app.t")]
    [InlineData(" SELECT id FROM app.\"T\" x WHERE (n = ( SELECT y.n FROM app.y WHERE (y.id = x.id)))", "SELECT x.id FROM app.\"T\" x WHERE (x.n = ( SELECT y.n FROM app.y WHERE (y.id = x.id)))")]
    [InlineData("SELECT json, json::json AS json_value FROM t", "SELECT t.\"json\", t.\"json\"::json AS \"json_value\" FROM t")]
    [InlineData("SELECT XMLSERIALIZE(CONTENT t.x AS text NO INDENT) AS x FROM t", "SELECT XMLSERIALIZE(CONTENT t.x AS text) AS x FROM t")]
    [InlineData("SELECT id FROM t WHERE ((vc)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", "SELECT t.id FROM t WHERE ((t.vc)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))")]
    [InlineData("SELECT (- 1) AS a, (- 2147483649) AS b, (- 1.5) AS c", "SELECT '-1'::integer AS a, '-2147483649'::bigint AS b, '-1.5'::numeric AS c")]
    [InlineData("SELECT t.id FROM (a t JOIN b ON true)", "SELECT t.id FROM (a t JOIN b ON true)")]
    [InlineData("what nobody can read", "what nobody can read")]
    public void A_query_has_one_form(string printed, string form) => QueryText.Of(printed).ShouldBe(form);

    [Fact]
    public Task What_is_made_anew_has_readers_that_read_another_column_then() => server.BothWaysAsync(
        "CREATE TABLE t (id integer, n integer); CREATE VIEW b AS SELECT id AS one, n FROM t; CREATE VIEW c AS SELECT one AS it FROM b; CREATE TABLE p (id integer, n integer); CREATE VIEW d AS SELECT id AS it FROM p",
        "CREATE TABLE t (id integer, n integer); CREATE VIEW b AS SELECT n AS two, id FROM t; CREATE VIEW c AS SELECT two AS it FROM b; CREATE TABLE p (id integer, n integer) PARTITION BY LIST (id); CREATE VIEW d AS SELECT n AS it FROM p");
}
