namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;

/// <summary>Where a word is a name or something else, and what a rule leaves out that one like it has.</summary>
public sealed class EdgeTests
{
    static SyntaxError? Refused(string text, PgVersion version = PgVersion.V18) => Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), version).Error;

    [Theory]
    [InlineData("CREATE MATERIALIZED VIEW m AS SELECT timestamp FROM t GROUP BY timestamp WITH NO DATA")]
    [InlineData("CREATE TABLE m AS SELECT 1 FROM t ORDER BY time WITH DATA")]
    [InlineData("CREATE VIEW v AS SELECT * FROM t WHERE a = time WITH CHECK OPTION")]
    [InlineData("SELECT time zone, time time, interval zone, int time, national zone FROM t")]
    [InlineData("SELECT json_objectagg(a : timestamp WITHOUT UNIQUE), json_objectagg(a : boolean WITH UNIQUE KEYS)")]
    [InlineData("SELECT bit varying '1', national character varying 'a', nchar 'a', timestamp without time zone '1', time(3) with time zone '1'")]
    public void The_first_word_of_a_type_may_be_a_column(string text) => Refused(text).ShouldBeNull();

    [Theory]
    [InlineData("SELECT bit varying")]
    [InlineData("SELECT national char")]
    [InlineData("SELECT time with time zone")]
    [InlineData("SELECT varchar varying 'a'")]
    public void A_type_with_more_than_its_first_word_is_no_column(string text) => Refused(text).ShouldNotBeNull();

    [Theory]
    [InlineData("SELECT a LIKE FROM t")]
    [InlineData("SELECT a IN FROM t")]
    [InlineData("SELECT a COLLATE FROM t")]
    [InlineData("SELECT a BETWEEN, b")]
    [InlineData("SELECT a ilike")]
    [InlineData("SELECT (SELECT a OR)")]
    [InlineData("SELECT a OR WHERE true")]
    [InlineData("SELECT a OR UNION SELECT 1")]
    [InlineData("SELECT a AND ORDER BY 1")]
    [InlineData("SELECT a AND b AND")]
    [InlineData("SELECT a + b LIKE FROM t")]
    [InlineData("SELECT a IS NULL IS FROM t")]
    [InlineData("SELECT a similar, b at, c operator")]
    [InlineData("SELECT substring(a SIMILAR b ESCAPE c), a ISNULL")]
    [InlineData("INSERT INTO t SELECT a OR ON CONFLICT DO NOTHING")]
    [InlineData("INSERT INTO t VALUES (1) RETURNING a OR, b IS")]
    [InlineData("CREATE TABLE t AS SELECT a AND WITH NO DATA")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT a OR; END")]
    public void The_word_of_an_operator_labels_a_column_where_no_operand_follows(string text) => Refused(text).ShouldBeNull();

    [Theory]
    [InlineData("SELECT b AND d similar")]
    [InlineData("SELECT a @> b -> c at")]
    [InlineData("SELECT a = b OR c AND d LIKE FROM t")]
    [InlineData("SELECT a = b operator FROM t")]
    [InlineData("SELECT (a OR) FROM t")]
    [InlineData("SELECT f(a LIKE)")]
    [InlineData("SELECT a FROM t WHERE a OR")]
    [InlineData("SELECT substring(a AND b SIMILAR c ESCAPE d)")]
    public void It_is_none_where_the_operator_would_bind_more(string text) => Refused(text).ShouldNotBeNull();

    [Theory]
    [InlineData("(SELECT 1 ORDER BY 1) ORDER BY 2", "multiple ORDER BY clauses not allowed")]
    [InlineData("((SELECT 1) LIMIT 1) LIMIT 2", "multiple LIMIT clauses not allowed")]
    [InlineData("((SELECT 1 LIMIT 1) ORDER BY 1) FETCH FIRST ROW ONLY", "multiple LIMIT clauses not allowed")]
    [InlineData("(SELECT 1 OFFSET 1) OFFSET 2", "multiple OFFSET clauses not allowed")]
    [InlineData("INSERT INTO t (SELECT 1 LIMIT ALL) LIMIT 2", "multiple LIMIT clauses not allowed")]
    [InlineData("SELECT a IN ((SELECT 1 LIMIT 1) LIMIT 2)", "multiple LIMIT clauses not allowed")]
    [InlineData("WITH a AS (SELECT 1) (WITH b AS (SELECT 1) SELECT 2)", "multiple WITH clauses not allowed")]
    [InlineData("(SELECT 1 FOR UPDATE SKIP LOCKED) ORDER BY 1 FETCH FIRST ROW WITH TIES", "SKIP LOCKED and WITH TIES options cannot be used together")]
    public void What_stands_behind_a_query_in_parentheses_is_its_own(string text, string message) => Refused(text).ShouldNotBeNull().Message.ShouldBe(message);

    [Fact]
    public void A_query_in_parentheses_gets_what_it_has_not_yet()
    {
        Refused("((SELECT 1 ORDER BY 1) FETCH FIRST ROW WITH TIES) FOR UPDATE").ShouldBeNull();
        Refused("(SELECT 1 LIMIT 1) UNION SELECT 2 LIMIT 2").ShouldBeNull();
        Refused("(SELECT 1 LIMIT 1) OFFSET 1").ShouldBeNull();
        Refused("(SELECT 1 LIMIT 1) OFFSET 1", PgVersion.V17)!.Message.ShouldBe("multiple limit options not allowed");
    }

    [Theory]
    [InlineData("CREATE INDEX ON t (coalesce, coalesce(a, b))")]
    [InlineData("CREATE TABLE t (coalesce int) PARTITION BY RANGE (coalesce)")]
    [InlineData("CREATE STATISTICS s ON coalesce, a FROM t")]
    [InlineData("CREATE INDEX i ON t (a nulls, b nulls desc nulls last, c nulls.d, nulls nulls first)")]
    [InlineData("CREATE TABLE t (a int, EXCLUDE USING gist (a nulls WITH =))")]
    public void The_column_and_the_operator_class_of_a_key_have_any_name(string text) => Refused(text).ShouldBeNull();

    [Theory]
    [InlineData("CREATE INDEX i ON t (a COLLATE \"C\" USING x)")]
    [InlineData("CREATE INDEX i ON t (a using, b)")]
    [InlineData("CREATE INDEX i ON t (nulls first)")]
    [InlineData("CREATE INDEX ON t (f(a) WITHIN GROUP (ORDER BY b))")]
    [InlineData("CREATE TABLE t (a int) PARTITION BY RANGE (f(a) WITHIN GROUP (ORDER BY b))")]
    [InlineData("CREATE SCHEMA s CREATE TABLE t AS SELECT 1")]
    [InlineData("CREATE SCHEMA s GRANT a TO b")]
    [InlineData("WITH RECURSIVE r AS (SELECT 1) CYCLE a SET b TO c DEFAULT 1 USING e SELECT 1")]
    [InlineData("WITH RECURSIVE r AS (SELECT 1) CYCLE a SET b TO 1 DEFAULT (1) USING e SELECT 1")]
    [InlineData("SELECT 1 OFFSET 1 + 1 ROWS")]
    [InlineData("SELECT 1 OFFSET - (1) ROWS")]
    [InlineData("SELECT 1 FETCH FIRST - a ROWS ONLY")]
    [InlineData("SELECT substring(a, VARIADIC b)")]
    [InlineData("SELECT xmlelement(name a, xmlattributes(b), x => 1)")]
    [InlineData("SELECT xmlexists(- 1 PASSING x)")]
    [InlineData("SELECT json_object(1 + 1 VALUE 2)")]
    [InlineData("SELECT json_objectagg(a::text VALUE 2)")]
    [InlineData("SELECT f(x => 1) 'a'")]
    [InlineData("SELECT f(a ORDER BY b) 'a'")]
    [InlineData("SELECT f(ALL a) 'a'")]
    [InlineData("SELECT f(a, VARIADIC b) 'a'")]
    [InlineData("SELECT ((a, b)) OVERLAPS (c, d)")]
    [InlineData("SELECT (a, b) OVERLAPS ((c, d))")]
    [InlineData("SELECT (a, b, c) OVERLAPS (d, e)")]
    [InlineData("SELECT operator(1)")]
    [InlineData("SELECT (a, b).c")]
    [InlineData("SELECT ((a, b).c)")]
    [InlineData("SELECT * FROM json_table(a, b COLUMNS (c int))")]
    public void What_a_rule_leaves_out_is_refused(string text) => Refused(text).ShouldNotBeNull();

    [Theory]
    [InlineData("WITH RECURSIVE r AS (SELECT 1) CYCLE a SET b TO f(1) 'a' DEFAULT interval '1' year USING e SELECT 1")]
    [InlineData("SELECT 1 OFFSET -1 ROWS FETCH FIRST (1 + 1) ROWS ONLY")]
    [InlineData("SELECT 1 OFFSET rows rows")]
    [InlineData("SELECT json_object((1 + 1) VALUE 2, 1 + 1: 3, a VALUE 4)")]
    [InlineData("SELECT xmlelement(name a, xmlattributes(b), x, y), xmlelement(name a, xmlattributes, x)")]
    [InlineData("SELECT 1 FETCH FIRST rows(1 + 1) ROWS ONLY")]
    [InlineData("SELECT * FROM operator(1)")]
    [InlineData("SELECT ((a, b)).c, (((a, b)).c)")]
    [InlineData("SELECT * FROM f(a) filter (b), json_arrayagg(a) over")]
    [InlineData("CREATE INDEX ON t (f(a) over (b = 1), g(c) filter (d))")]
    [InlineData("SELECT a::float(0x10), a::float(1_0)")]
    [InlineData("SELECT * FROM json_table(a, '$' COLUMNS (NESTED $$x$$ COLUMNS (a int), NESTED U&'x' COLUMNS (b int)))")]
    [InlineData("SELECT current_schema U&'x', current_schema $$x$$, current_schema")]
    public void What_a_rule_has_is_taken(string text) => Refused(text).ShouldBeNull();

    [Theory]
    [InlineData("SELECT a/* b", "unterminated /* comment")]
    [InlineData("SELECT 'a", "unterminated quoted string")]
    [InlineData("SELECT E'a", "unterminated quoted string")]
    [InlineData("SELECT B'a", "unterminated bit string literal")]
    [InlineData("SELECT X'a", "unterminated hexadecimal string literal")]
    [InlineData("SELECT \"a", "unterminated quoted identifier")]
    [InlineData("SELECT $x$a", "unterminated dollar-quoted string")]
    [InlineData("/* a", "unterminated /* comment")]
    public void What_is_never_closed_is_named_as_PostgreSQL_does(string text, string message)
    {
        var error = Parser.Parse(new StatementSlice(text, 1, TextPosition.Start, "", CopiesFromStdin: false), PgVersion.V18).Error.ShouldNotBeNull();
        error.Message.ShouldStartWith(message);
        ((int)error.Position.Offset).ShouldBe(text.IndexOfAny(['/', '\'', 'E', 'B', 'X', '"', '$'], text[0] == '/' ? 0 : 6));
    }
}
