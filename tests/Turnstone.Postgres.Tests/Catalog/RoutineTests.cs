namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;

/// <summary>Functions, procedures, aggregates and languages, written down and made from one another.</summary>
public sealed class RoutineTests(PostgresServer server)
{
    [Fact]
    public Task Everything_a_function_can_say_is_rebuilt() => server.RebuildsAsync("""
        CREATE SCHEMA "App x";
        CREATE TABLE "App x".t (id integer, "N""x" text);
        CREATE FUNCTION "App x".plain(a integer, b text DEFAULT 'it''s', VARIADIC c integer[] DEFAULT '{}') RETURNS integer LANGUAGE sql IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 7 AS 'SELECT 1';
        CREATE FUNCTION "App x"."select"(OUT "from" integer, INOUT "Ünï" text) RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 5 SECURITY DEFINER SET search_path = "App x", pg_temp SET work_mem = '8MB' AS $x$BEGIN RETURN; END$x$;
        CREATE FUNCTION "App x".tab(integer) RETURNS TABLE (x integer, y text) LANGUAGE sql AS 'SELECT 1, ''a''';
        CREATE FUNCTION "App x".rows_of() RETURNS SETOF "App x".t LANGUAGE sql AS 'SELECT * FROM "App x".t';
        CREATE FUNCTION "App x".aaa_reads_what_is_made_later() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM "App x".t';
        CREATE FUNCTION "App x".standard(n integer) RETURNS integer BEGIN ATOMIC SELECT id FROM "App x".t WHERE t.id > n; SELECT n + 1; END;
        CREATE FUNCTION "App x".returned(n integer) RETURNS integer RETURN n * 2;
        CREATE FUNCTION "App x".win() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
        CREATE PROCEDURE "App x".run(IN a integer, INOUT b text DEFAULT 'x') LANGUAGE plpgsql AS $$BEGIN b := a::text; END$$;
        CREATE PROCEDURE "App x".run(a text) LANGUAGE sql BEGIN ATOMIC INSERT INTO "App x".t VALUES (1, a); END;
        CREATE FUNCTION "App x".overloaded() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION "App x".overloaded(integer, character varying[]) RETURNS integer LANGUAGE sql AS 'SELECT 2';
        CREATE FUNCTION "App x".an_identifier_of_sixty_three_bytes_is_as_long_as_a_name_can_get() RETURNS anyelement LANGUAGE sql AS 'SELECT NULL' ;
        COMMENT ON FUNCTION "App x".overloaded(integer, character varying[]) IS 'the second';
        COMMENT ON PROCEDURE "App x".run(integer, text) IS 'runs';
        REVOKE ALL ON FUNCTION "App x".plain(integer, text, integer[]) FROM PUBLIC;
        GRANT EXECUTE ON PROCEDURE "App x".run(integer, text) TO pg_monitor WITH GRANT OPTION;
        ALTER FUNCTION "App x".tab(integer) OWNER TO pg_monitor
        """.Replace("RETURNS anyelement LANGUAGE sql AS 'SELECT NULL'", "RETURNS integer LANGUAGE sql AS 'SELECT NULL::integer'", StringComparison.Ordinal));

    [Fact]
    public async Task A_function_reads_a_table_that_is_made_after_it()
    {
        var schema = await server.RebuildsAsync("CREATE TABLE t (id integer); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.t'");
        var text = Catalogs.Text(schema);
        text.IndexOf("SET check_function_bodies = off", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
        text.IndexOf("CREATE OR REPLACE FUNCTION", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("CREATE TABLE", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_function_is_replaced_and_what_needs_it_stays() => server.BecomesAsync(
        "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE VIEW v AS SELECT f(2); GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor",
        "CREATE FUNCTION f(n integer DEFAULT 3) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER COST 3 AS 'SELECT n'; CREATE VIEW v AS SELECT f(2); GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor",
        "CREATE OR REPLACE FUNCTION public.f", "!DROP", "!GRANT");

    [Theory]
    [InlineData("f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'", "f(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'")]
    [InlineData("f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'", "f(m integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("f(n integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1'", "f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("f(n integer, OUT a integer, OUT b text) LANGUAGE sql AS 'SELECT 1, ''''::text'", "f(n integer, OUT a integer, OUT c text) LANGUAGE sql AS 'SELECT 1, ''''::text'")]
    [InlineData("f(n integer) RETURNS TABLE (a integer) LANGUAGE sql AS 'SELECT 1'", "f(n integer) RETURNS TABLE (a integer, b integer) LANGUAGE sql AS 'SELECT 1, 2'")]
    public Task A_function_that_cannot_be_replaced_is_made_anew_with_what_needs_it(string first, string second) => server.BecomesAsync(
        $"CREATE FUNCTION {first}; CREATE VIEW v AS SELECT f(2) IS NULL AS x; GRANT SELECT ON v TO pg_monitor",
        $"CREATE FUNCTION {second}; CREATE VIEW v AS SELECT f(2) IS NULL AS x; GRANT SELECT ON v TO pg_monitor",
        "DROP VIEW public.v", "DROP FUNCTION public.f(integer)", "CREATE VIEW public.v", "GRANT SELECT ON TABLE public.v");

    [Fact]
    public Task A_function_becomes_a_procedure_and_another_an_aggregate() => server.BecomesAsync(
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE f() LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')");

    [Fact]
    public async Task That_a_function_runs_with_its_owner_s_rights_is_a_matter_of_security()
    {
        await using var one = await server.CreateDatabaseAsync("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        await using var other = await server.CreateDatabaseAsync("CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");
        SchemaDiff.Between(await one.ReadAsync(), await other.ReadAsync()).ShouldHaveSingleItem().Concern.ShouldBe(Concern.Security);
    }

    const string Aggregates = """
        CREATE SCHEMA app;
        CREATE FUNCTION app.half(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
        CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, SSPACE = 8, FINALFUNC = app.half, FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = int4pl, INITCOND = '0',
            MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MSSPACE = 4, MFINALFUNC = app.half, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '1', PARALLEL = SAFE);
        CREATE AGGREGATE app."Count all"(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0', PARALLEL = RESTRICTED);
        CREATE AGGREGATE app.named(a integer, VARIADIC "B c" integer[]) (SFUNC = app.three, STYPE = integer, INITCOND = 'it''s');
        CREATE AGGREGATE app.least_of(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <);
        CREATE AGGREGATE app.pick(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
        CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
        CREATE AGGREGATE app.average(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg, COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize);
        COMMENT ON AGGREGATE app."Count all"(*) IS 'all';
        COMMENT ON AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") IS 'place';
        REVOKE ALL ON FUNCTION app."Count all"() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION app.total(integer) TO pg_monitor;
        ALTER AGGREGATE app."Count all"(*) OWNER TO pg_monitor
        """;

    [Fact]
    public Task Every_sort_of_aggregate_is_rebuilt() => server.RebuildsAsync(
        Aggregates.Replace("CREATE AGGREGATE app.total", "CREATE FUNCTION app.three(integer, integer, integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE app.total", StringComparison.Ordinal)
            .Replace("INITCOND = 'it''s'", "INITCOND = '7'", StringComparison.Ordinal));

    [Fact]
    public Task An_aggregate_is_replaced() => server.BecomesAsync(
        "CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0'); CREATE VIEW v AS SELECT g(1)",
        "CREATE AGGREGATE g(integer) (SFUNC = int4mul, STYPE = integer, INITCOND = '1'); CREATE VIEW v AS SELECT g(1)",
        "CREATE OR REPLACE AGGREGATE", "!DROP");

    [Fact]
    public Task An_aggregate_of_another_result_is_made_anew() => server.BecomesAsync(
        "CREATE AGGREGATE g(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')",
        "CREATE AGGREGATE g(integer) (SFUNC = int8inc_any, STYPE = bigint, INITCOND = '0')".Replace("int8inc_any", "int84pl", StringComparison.Ordinal),
        "DROP AGGREGATE public.g(integer)");

    const string Languages = """
        CREATE FUNCTION h() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
        CREATE FUNCTION i(internal) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler';
        CREATE FUNCTION w(oid) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_validator';
        CREATE TRUSTED LANGUAGE "my Lang" HANDLER h INLINE i VALIDATOR w;
        CREATE FUNCTION f() RETURNS integer LANGUAGE "my Lang" AS 'BEGIN RETURN 1; END';
        """;

    [Fact]
    public Task Languages_transforms_conversions_and_access_methods_are_rebuilt() => server.RebuildsAsync(Languages + """
        COMMENT ON LANGUAGE "my Lang" IS 'mine';
        REVOKE ALL ON LANGUAGE "my Lang" FROM PUBLIC;
        CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('a');
        CREATE FUNCTION app.out_of(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_end';
        CREATE FUNCTION app.into_(internal) RETURNS app.mood LANGUAGE internal IMMUTABLE AS 'prsd_end';
        CREATE TRANSFORM FOR app.mood LANGUAGE "my Lang" (FROM SQL WITH FUNCTION app.out_of(internal), TO SQL WITH FUNCTION app.into_(internal));
        COMMENT ON TRANSFORM FOR app.mood LANGUAGE "my Lang" IS 'moods';
        CREATE DEFAULT CONVERSION app."My conv" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
        COMMENT ON CONVERSION app."My conv" IS 'conv';
        CREATE ACCESS METHOD "My tree" TYPE INDEX HANDLER bthandler;
        CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
        COMMENT ON ACCESS METHOD heap2 IS 'heap';
        CREATE TABLE app.t (id integer) USING heap2
        """);

    [Fact]
    public Task A_language_is_replaced() => server.BecomesAsync(
        Languages, Languages.Replace("TRUSTED LANGUAGE", "LANGUAGE", StringComparison.Ordinal).Replace(" INLINE i", "", StringComparison.Ordinal), "CREATE OR REPLACE LANGUAGE \"my Lang\"", "!DROP");
}
