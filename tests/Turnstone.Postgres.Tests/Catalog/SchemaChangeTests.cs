namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What makes one schema of another leaves nothing to compare.</summary>
public sealed class SchemaChangeTests(PostgresServer server)
{
    [Fact]
    public async Task Every_step_of_the_shop_s_history_and_back()
    {
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        using var before = TestProject.Shop(one);
        using var after = TestProject.Shop(other);
        var versions = Directory.GetFiles(Path.Combine(RepositoryRoot.Find(), "examples/shop/migrations"), "V*.sql").Select(file => Path.GetFileName(file)[1..].Split("__")[0]).Order(StringComparer.Ordinal).ToList();
        foreach (var version in versions)
        {
            (await after.RunAsync($"apply --to {version} --url env:DATABASE_URL")).ExitCode.ShouldBe(0);
            TestContext.Current.TestOutputHelper?.WriteLine($"---- {version}");
            await one.BecomesAsync(other);
        }
    }

    [Fact]
    public Task A_column_s_type_changes_under_a_view() => server.BecomesAsync(
        "CREATE TABLE t (id integer PRIMARY KEY, n integer DEFAULT 7); CREATE INDEX t_n ON t (n); CREATE VIEW v AS SELECT n FROM t; CREATE VIEW w AS SELECT * FROM v",
        "CREATE TABLE t (id integer PRIMARY KEY, n bigint DEFAULT 8); CREATE INDEX t_n ON t (n); CREATE VIEW v AS SELECT n FROM t; CREATE VIEW w AS SELECT * FROM v",
        "DROP VIEW public.w", "ALTER COLUMN n TYPE bigint", "CREATE VIEW public.w");

    [Fact]
    public Task Tables_that_point_at_each_other_come_and_go() => server.BecomesAsync(
        "CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
        "CREATE TABLE c (id integer PRIMARY KEY, d integer); CREATE TABLE d (id integer PRIMARY KEY, c integer REFERENCES c); ALTER TABLE c ADD FOREIGN KEY (d) REFERENCES d",
        "-- loses its rows\nDROP TABLE public.a");

    [Fact]
    public Task A_default_lets_go_of_a_function_that_is_made_anew() => server.BecomesAsync(
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (id integer DEFAULT f())",
        "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'; CREATE TABLE t (id integer DEFAULT f())",
        "ALTER COLUMN id DROP DEFAULT");

    [Fact]
    public Task A_table_becomes_a_view_of_its_name() => server.BecomesAsync("CREATE TABLE t (id integer)", "CREATE TABLE u (id integer); CREATE VIEW t AS SELECT id FROM u");

    [Fact]
    public Task A_serial_becomes_an_identity() => server.BecomesAsync("CREATE TABLE t (id serial PRIMARY KEY)", "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY)");

    [Fact]
    public Task Owner_grants_and_comments() => server.BecomesAsync(
        "CREATE TABLE t (id integer, n text); CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; GRANT SELECT ON t TO PUBLIC; COMMENT ON TABLE t IS 'one'",
        "CREATE TABLE t (id integer, n text); CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM PUBLIC; GRANT UPDATE (n) ON t TO pg_monitor; GRANT INSERT ON t TO pg_monitor WITH GRANT OPTION; ALTER TABLE t OWNER TO pg_monitor; COMMENT ON COLUMN t.n IS 'it''s two'");

    [Fact]
    public Task Partitions() => server.BecomesAsync(
        "CREATE TABLE p (at date NOT NULL, id integer, PRIMARY KEY (at, id)) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01'); CREATE INDEX p_id ON p (id)",
        "CREATE TABLE p (at date NOT NULL, id integer, n text DEFAULT 'x', PRIMARY KEY (at, id)) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2022-01-01'); CREATE TABLE p2 PARTITION OF p DEFAULT; CREATE INDEX p_n ON p (n)");

    [Fact]
    public Task A_key_goes_behind_the_tables_that_point_to_it() => server.BothWaysAsync(
        "CREATE TABLE p (id integer PRIMARY KEY, n integer UNIQUE); CREATE TABLE a (x integer REFERENCES p, y integer REFERENCES p (n)); CREATE TABLE z (x integer REFERENCES p, y integer REFERENCES p (n))",
        "CREATE TABLE p (id integer NOT NULL, n integer)");

    [Fact]
    public Task An_owner_comes_who_had_rights_before_and_the_sequence_of_a_column_is_handed_over_with_its_table() => server.BothWaysAsync($"""
        CREATE TABLE a (id serial, n integer); GRANT SELECT, INSERT ON a TO pg_monitor WITH GRANT OPTION; CREATE TABLE t (id serial); CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO pg_monitor;
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION f() TO pg_monitor; CREATE TABLE b (); REVOKE INSERT, DELETE ON b FROM postgres; GRANT INSERT ON b TO pg_monitor;
        CREATE TABLE c (n integer, m integer, o integer); GRANT SELECT (n, m) ON c TO postgres; GRANT SELECT (o) ON c TO pg_monitor; {Others}
        """, $"""
        CREATE TABLE a (id serial, n integer); ALTER TABLE a OWNER TO pg_monitor; CREATE TABLE t (id serial); ALTER TABLE t OWNER TO pg_monitor; CREATE SEQUENCE s; ALTER SEQUENCE s OWNER TO pg_monitor;
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f() OWNER TO pg_monitor; CREATE TABLE b (); REVOKE INSERT ON b FROM postgres; ALTER TABLE b OWNER TO pg_monitor;
        CREATE TABLE c (n integer, m integer, o integer); GRANT SELECT (o) ON c TO postgres; ALTER TABLE c OWNER TO pg_monitor; GRANT SELECT (n) ON c TO postgres;
        {Others}
        """);

    // Whose most objects are goes unsaid.
    static string Others => string.Concat(Enumerable.Range(0, 9).Select(number => $"CREATE TABLE other_{number} (); "));

    [Fact]
    public Task A_check_that_was_never_validated_is_inherited_by_a_table_that_was_there() => server.BothWaysAsync(
        "CREATE TABLE z (a integer)",
        "CREATE TABLE p (a integer); CREATE TABLE z () INHERITS (p); ALTER TABLE p ADD CONSTRAINT is_there CHECK (a IS NOT NULL) NOT VALID");
}
