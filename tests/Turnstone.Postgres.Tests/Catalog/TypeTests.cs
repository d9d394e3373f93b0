namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Sql;

/// <summary>Composite types, ranges, base types and collations, written down and made from one another.</summary>
public sealed class TypeTests(PostgresServer server)
{
    [Fact]
    public Task Composite_types_and_ranges_are_rebuilt() => server.RebuildsAsync("""
        CREATE SCHEMA app;
        CREATE COLLATION app."My C" (LOCALE = 'C');
        CREATE TYPE app."Ad dr" AS (street text COLLATE "C", "Zip""x" numeric(8,2)[], "select" text COLLATE app."My C");
        CREATE TYPE app.nested AS (home app."Ad dr", others app."Ad dr"[], at timestamptz);
        CREATE TYPE app.nothing AS ();
        CREATE TYPE app."float range" AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
        CREATE TYPE app.words AS RANGE (SUBTYPE = text, COLLATION = "C", SUBTYPE_OPCLASS = text_pattern_ops, MULTIRANGE_TYPE_NAME = app."many words");
        CREATE TYPE app.homes AS RANGE (SUBTYPE = app.nested);
        CREATE DOMAIN app.street AS app.words;
        CREATE TABLE app.t (a app.nested, b app."Ad dr"[], r app."float range", m app."many words", ms app."many words"[], s app.street);
        CREATE FUNCTION app.f(app."many words") RETURNS app."float range" LANGUAGE sql AS 'SELECT NULL::app."float range"';
        COMMENT ON TYPE app."Ad dr" IS 'address';
        COMMENT ON COLUMN app."Ad dr"."Zip""x" IS 'zip';
        COMMENT ON TYPE app.words IS 'words';
        COMMENT ON COLLATION app."My C" IS 'C';
        REVOKE ALL ON TYPE app."Ad dr" FROM PUBLIC;
        GRANT USAGE ON TYPE app.words TO pg_monitor WITH GRANT OPTION;
        ALTER TYPE app.words OWNER TO pg_monitor
        """);

    [Fact]
    public Task A_composite_type_s_attributes_come_change_and_go() => server.BecomesAsync(
        "CREATE TYPE a AS (x integer, y text, z text); CREATE TYPE b AS (a a)",
        "CREATE TYPE a AS (x bigint, y text COLLATE \"C\", w date); CREATE TYPE b AS (a a); COMMENT ON COLUMN a.w IS 'when'",
        "ALTER TYPE public.a ADD ATTRIBUTE w date", "ALTER TYPE public.a DROP ATTRIBUTE z", "ALTER ATTRIBUTE x TYPE bigint", "COMMENT ON COLUMN public.a.w");

    [Fact]
    public Task An_attribute_that_columns_hold_goes_and_comes_again() => server.BecomesAsync(
        "CREATE TYPE a AS (x integer, y text); CREATE TABLE t (id integer, a a); CREATE VIEW v AS SELECT (a).x FROM t",
        "CREATE TYPE a AS (x bigint, y text); CREATE TABLE t (id integer, a a); CREATE VIEW v AS SELECT (a).x FROM t",
        "-- loses what columns of the type hold of it", "DROP VIEW public.v", "!DROP TABLE");

    [Fact]
    public Task A_range_s_subtype_changes_under_a_column() => server.BecomesAsync(
        "CREATE TYPE r AS RANGE (SUBTYPE = integer); CREATE TABLE t (id integer, r r DEFAULT '[1,2)'); INSERT INTO t VALUES (1, '[3,4)'); CREATE FUNCTION f(r) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE TYPE r AS RANGE (SUBTYPE = bigint); CREATE TABLE t (id integer, r r DEFAULT '[1,2)'); CREATE FUNCTION f(r) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "-- loses what the new type cannot hold", "!DROP TABLE");

    [Fact]
    public Task A_type_becomes_one_of_another_sort() => server.BecomesAsync(
        "CREATE TYPE a AS (x integer); CREATE TYPE b AS ENUM ('x'); CREATE TYPE c AS RANGE (SUBTYPE = integer)",
        "CREATE TYPE a AS ENUM ('x'); CREATE TYPE b AS RANGE (SUBTYPE = integer); CREATE TYPE c AS (x integer)");

    const string Base = """
        CREATE SCHEMA app;
        CREATE TYPE app."my Text";
        CREATE FUNCTION app.my_in(cstring) RETURNS app."my Text" LANGUAGE internal IMMUTABLE STRICT AS 'textin';
        CREATE FUNCTION app.my_out(app."my Text") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
        CREATE FUNCTION app.my_recv(internal) RETURNS app."my Text" LANGUAGE internal STABLE STRICT AS 'textrecv';
        CREATE FUNCTION app.my_send(app."my Text") RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
        CREATE TYPE app."my Text" (INPUT = app.my_in, OUTPUT = app.my_out, RECEIVE = app.my_recv, SEND = app.my_send, STORAGE = extended, CATEGORY = 'S', DEFAULT = 'it''s', COLLATABLE = true);
        CREATE FUNCTION app.same(app."my Text") RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'textin';
        CREATE TABLE app.t (m app."my Text", ms app."my Text"[]);
        """;

    [Fact]
    public Task A_base_type_and_what_reads_and_writes_it_are_rebuilt() => server.RebuildsAsync(Base + """
        CREATE TYPE app.only_a_name;
        CREATE TYPE app.days;
        CREATE FUNCTION app.canonical(app.days) RETURNS app.days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
        CREATE TYPE app.days AS RANGE (SUBTYPE = date, CANONICAL = app.canonical);
        COMMENT ON TYPE app."my Text" IS 'mine'
        """);

    [Fact]
    public Task A_base_type_comes_and_goes() => server.BecomesAsync(
        Base, Base.Replace("my Text", "Other", StringComparison.Ordinal).Replace("my_", "other_", StringComparison.Ordinal), "DROP TYPE app.\"my Text\" CASCADE", "!DROP FUNCTION app.my_in");

    [Fact]
    public Task Collations_are_rebuilt()
    {
        var rules = server.Major >= PgVersion.V16 ? "; CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'und', RULES = '&V << w <<< W')" : "";
        var builtin = server.Major >= PgVersion.V17 ? "; CREATE COLLATION built (PROVIDER = builtin, LOCALE = 'C.UTF-8')" : "";
        return server.RebuildsAsync($"""
            CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-DE-u-co-phonebk');
            CREATE COLLATION "No case" (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
            CREATE COLLATION posix (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
            CREATE COLLATION c FROM "C";
            CREATE TABLE t (a text COLLATE german, b text COLLATE "No case"){rules}{builtin}
            """);
    }

    [Fact]
    public Task What_a_column_is_sorted_by_goes_with_what_it_holds() => server.BothWaysAsync("""
        CREATE TYPE mood AS ENUM ('calm');
        CREATE DOMAIN code AS text COLLATE "C";
        CREATE TYPE pair AS (one text COLLATE "C", two text COLLATE "POSIX");
        CREATE TABLE t (becomes_enum text COLLATE "C", becomes_number text COLLATE "C", becomes_domain text COLLATE "POSIX", forgets text COLLATE "C", stays varchar(10) COLLATE "C");
        """, """
        CREATE TYPE mood AS ENUM ('calm');
        CREATE DOMAIN code AS text COLLATE "C";
        CREATE TYPE pair AS (one integer, two text);
        CREATE TABLE t (becomes_enum mood, becomes_number integer, becomes_domain code, forgets text, stays varchar(20) COLLATE "C");
        """);

    [Fact]
    public Task A_type_with_a_name_as_long_as_can_be_is_replaced() => server.BothWaysAsync(
        $"CREATE TYPE {Longest} AS ENUM ('one', 'two'); CREATE COLLATION ä{Longest[2..]} (PROVIDER = icu, LOCALE = 'de'); CREATE TABLE t (a {Longest} DEFAULT 'one', b text COLLATE ä{Longest[2..]})",
        $"CREATE TYPE {Longest} AS ENUM ('three'); CREATE COLLATION ä{Longest[2..]} (PROVIDER = icu, LOCALE = 'sv'); CREATE TABLE t (a {Longest} DEFAULT 'three', b text COLLATE ä{Longest[2..]})");

    static string Longest => new('x', 63);

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "b", "a")]
    public Task A_type_moves_with_the_defaults_of_those_that_inherit(string top, string middle, string lowest) => server.BothWaysAsync($"""
        CREATE TABLE {top} (x text DEFAULT 'five', y text, z text DEFAULT '1');
        CREATE TABLE {middle} (y text DEFAULT 'six') INHERITS ({top});
        CREATE TABLE {lowest} (x text DEFAULT 'seven') INHERITS ({middle});
        ALTER TABLE ONLY {lowest} ALTER COLUMN z DROP DEFAULT;
        """, $"""
        CREATE TYPE number AS ENUM ('five', 'six', 'seven', '1');
        CREATE TABLE {top} (x number, y number DEFAULT 'six', z number DEFAULT '1');
        CREATE TABLE {middle} (y number) INHERITS ({top});
        CREATE TABLE {lowest} (x number DEFAULT 'five') INHERITS ({middle});
        """);

    [Fact]
    public Task A_type_goes_behind_the_columns_that_have_another_now() => server.BothWaysAsync("""
        CREATE TYPE changes AS ENUM ('one', 'two'); CREATE SCHEMA "system_user"; CREATE TYPE "system_user".goes AS ENUM ('one', 'two');
        CREATE TABLE t (a changes DEFAULT 'one', b changes[] DEFAULT '{one}', c changes DEFAULT 'two', d "system_user".goes DEFAULT 'one', e "system_user".goes[] DEFAULT '{}');
        """, """
        CREATE TYPE changes AS ENUM ('two'); CREATE SCHEMA "system_user";
        CREATE TABLE t (a text DEFAULT 'one', b text DEFAULT '{one}', c changes DEFAULT 'two', d text DEFAULT 'one', e text[] DEFAULT '{}');
        """);

    [Fact]
    public Task A_collation_changes_under_a_column() => server.BecomesAsync(
        "CREATE COLLATION c (PROVIDER = icu, LOCALE = 'de'); CREATE TABLE t (id integer, a varchar(9) COLLATE c); CREATE INDEX t_a ON t (a); CREATE VIEW v AS SELECT a FROM t",
        "CREATE COLLATION c (PROVIDER = icu, LOCALE = 'sv'); CREATE TABLE t (id integer, a varchar(9) COLLATE c); CREATE INDEX t_a ON t (a); CREATE VIEW v AS SELECT a FROM t",
        "ALTER COLUMN a TYPE character varying(9) COLLATE public.c", "!DROP COLUMN");

    [Fact]
    public Task A_domain_is_checked_by_a_function_that_is_there_before_it() => server.RebuildsAsync("""
        CREATE FUNCTION z_is_short(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length($1) < 9';
        CREATE DOMAIN a AS text CHECK (z_is_short(VALUE)) CHECK (VALUE <> '');
        ALTER DOMAIN a ADD CONSTRAINT late CHECK (VALUE <> 'x') NOT VALID
        """);

    [Fact]
    public Task A_check_of_a_domain_is_validated() => server.BecomesAsync(
        "CREATE DOMAIN d AS text CONSTRAINT gone CHECK (VALUE <> 'y'); ALTER DOMAIN d ADD CONSTRAINT late CHECK (VALUE <> 'x') NOT VALID; CREATE TABLE t (a d)",
        "CREATE DOMAIN d AS text CONSTRAINT late CHECK (VALUE <> 'x'); CREATE TABLE t (a d)",
        "ALTER DOMAIN public.d VALIDATE CONSTRAINT late", "ALTER DOMAIN public.d DROP CONSTRAINT gone", "!DROP CONSTRAINT late");
}
