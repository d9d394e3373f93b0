namespace Turnstone.Postgres.Tests.Catalog;

/// <summary>Operators, their classes and families, and casts, written down and made from one another.</summary>
public sealed class OperatorTests(PostgresServer server)
{
    const string Operators = """
        CREATE SCHEMA app;
        CREATE TYPE app.n AS (i integer);
        CREATE FUNCTION app.lt(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i < ($2).i';
        CREATE FUNCTION app.gt(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i > ($2).i';
        CREATE FUNCTION app.ge(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i >= ($2).i';
        CREATE FUNCTION app.eq(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i = ($2).i';
        CREATE FUNCTION app.cmp(app.n, app.n) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i - ($2).i';
        CREATE FUNCTION app.neg(app.n) RETURNS app.n LANGUAGE sql IMMUTABLE AS 'SELECT ROW(-($1).i)::app.n';
        CREATE FUNCTION app.lt(app.n, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i < $2';
        CREATE FUNCTION app.cmp(app.n, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT ($1).i - $2';
        CREATE OPERATOR app.< (FUNCTION = app.lt, LEFTARG = app.n, RIGHTARG = app.n, COMMUTATOR = OPERATOR(app.>), NEGATOR = OPERATOR(app.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
        CREATE OPERATOR app.> (FUNCTION = app.gt, LEFTARG = app.n, RIGHTARG = app.n, COMMUTATOR = OPERATOR(app.<));
        CREATE OPERATOR app.>= (FUNCTION = app.ge, LEFTARG = app.n, RIGHTARG = app.n, NEGATOR = OPERATOR(app.<));
        CREATE OPERATOR app.= (FUNCTION = app.eq, LEFTARG = app.n, RIGHTARG = app.n, COMMUTATOR = OPERATOR(app.=), HASHES, MERGES);
        CREATE OPERATOR app.- (FUNCTION = app.neg, RIGHTARG = app.n);
        CREATE OPERATOR app.< (FUNCTION = app.lt, LEFTARG = app.n, RIGHTARG = integer);
        CREATE OPERATOR FAMILY app."my Family" USING btree;
        CREATE OPERATOR CLASS app."my Class" DEFAULT FOR TYPE app.n USING btree FAMILY app."my Family" AS
            OPERATOR 1 app.<, OPERATOR 3 app.=, OPERATOR 4 app.>=, OPERATOR 5 app.>, FUNCTION 1 app.cmp(app.n, app.n);
        ALTER OPERATOR FAMILY app."my Family" USING btree ADD OPERATOR 1 app.< (app.n, integer), FUNCTION 1 (app.n, integer) app.cmp(app.n, integer);
        CREATE TABLE app.t (n app.n);
        CREATE INDEX t_n ON app.t (n app."my Class");
        """;

    [Fact]
    public Task Operators_classes_and_families_are_rebuilt() => server.RebuildsAsync(Operators + """
        CREATE OPERATOR CLASS app.points FOR TYPE box USING gist AS OPERATOR 1 <<(box, box), OPERATOR 15 <->(box, point) FOR ORDER BY float_ops,
            FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 5 gist_box_penalty(internal, internal, internal),
            FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal), FUNCTION 8 gist_box_distance(internal, box, smallint, oid, internal);
        CREATE OPERATOR CLASS app."my Class" FOR TYPE integer USING hash AS OPERATOR 1 =(integer, integer), FUNCTION 1 hashint4(integer);
        COMMENT ON OPERATOR app.< (app.n, app.n) IS 'less';
        COMMENT ON OPERATOR app.- (NONE, app.n) IS 'minus';
        COMMENT ON OPERATOR CLASS app."my Class" USING btree IS 'class';
        COMMENT ON OPERATOR FAMILY app."my Family" USING btree IS 'family';
        ALTER OPERATOR app.- (NONE, app.n) OWNER TO pg_monitor;
        ALTER OPERATOR FAMILY app."my Family" USING btree OWNER TO pg_monitor
        """);

    [Fact]
    public Task A_function_below_an_operator_class_is_replaced_and_the_index_stays() => server.BecomesAsync(
        Operators, Operators.Replace("'SELECT ($1).i - ($2).i'", "'SELECT coalesce(($1).i - ($2).i, 0)'", StringComparison.Ordinal), "CREATE OR REPLACE FUNCTION app.cmp", "!DROP");

    [Fact]
    public Task An_operator_changes_and_with_it_comes_its_class_and_the_index() => server.BecomesAsync(
        Operators, Operators.Replace("HASHES, MERGES", "MERGES", StringComparison.Ordinal), "DROP INDEX app.t_n", "DROP OPERATOR app.=(app.n, app.n)", "!DROP TABLE");

    [Fact]
    public Task An_operator_s_estimators_are_set_and_a_family_changes() => server.BecomesAsync(
        Operators,
        Operators.Replace(", RESTRICT = scalarltsel, JOIN = scalarltjoinsel", ", RESTRICT = scalargtsel", StringComparison.Ordinal)
            .Replace("ADD OPERATOR 1 app.< (app.n, integer), FUNCTION", "ADD FUNCTION", StringComparison.Ordinal),
        "ALTER OPERATOR app.<(app.n, app.n) SET (RESTRICT = scalargtsel, JOIN = NONE)", "DROP\n    OPERATOR 1 (app.n, integer)", "!DROP OPERATOR CLASS");

    const string Casts = """
        CREATE SCHEMA app;
        CREATE TYPE app.n AS (i integer);
        CREATE TYPE app."M x" AS ENUM ('a');
        CREATE FUNCTION app.to_n(integer) RETURNS app.n LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::app.n';
        CREATE CAST (integer AS app.n) WITH FUNCTION app.to_n(integer) AS IMPLICIT;
        CREATE CAST (app."M x" AS text) WITH INOUT AS ASSIGNMENT;
        CREATE CAST (app.n AS text) WITH INOUT;
        CREATE CAST (json AS xml) WITH INOUT;
        CREATE TYPE app.r AS RANGE (SUBTYPE = integer);
        """;

    [Fact]
    public Task Casts_are_rebuilt() => server.RebuildsAsync(Casts + "COMMENT ON CAST (integer AS app.n) IS 'cast'");

    [Fact]
    public Task A_cast_changes() => server.BecomesAsync(Casts, Casts.Replace(" AS IMPLICIT", "", StringComparison.Ordinal), "DROP CAST (integer AS app.n)", "CREATE CAST (integer AS app.n) WITH FUNCTION app.to_n(integer)");
}
