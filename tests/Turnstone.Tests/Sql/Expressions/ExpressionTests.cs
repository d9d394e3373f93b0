namespace Turnstone.Tests.Sql.Expressions;

using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

public sealed class ExpressionTests
{
    static Select Query(string text, PgVersion version = PgVersion.V18)
    {
        var statement = Parser.Parse(StatementReader.ReadAll(text).Single(), version);
        statement.Error.ShouldBeNull(text);
        statement.IsUnparsed.ShouldBeFalse(text);
        return statement.ShouldBeOfType<Select>();
    }

    static Expression Read(string expression) => ((SelectList)Query($"SELECT {expression}").Body).Columns.Single().Value;

    static SyntaxError? Refused(string text, PgVersion version = PgVersion.V18) => Parser.Parse(StatementReader.ReadAll(text).Single(), version).Error;

    // As its operators bind: each in parentheses, in front of its operands.
    static string Shape(Expression expression, string text)
    {
        string Of(Expression? one) => one is null ? "-" : Shape(one, text);
        return expression switch
        {
            BinaryOperation it => $"({it.Operator} {Of(it.Left)} {Of(it.Right)})",
            UnaryOperation it => $"({it.Operator} {Of(it.Operand)})",
            Connective it => $"({(it.IsAnd ? "AND" : "OR")} {string.Join(' ', it.Operands.Select(Of))})",
            Negation it => $"(NOT {Of(it.Operand)})",
            Test it => $"({(it.IsNegated ? "IS NOT" : "IS")} {it.For} {Of(it.Operand)})",
            Between it => $"({(it.IsNegated ? "NOT BETWEEN" : "BETWEEN")} {Of(it.Operand)} {Of(it.Lower)} {Of(it.Upper)})",
            PatternMatch it => $"({(it.IsNegated ? "NOT " : "")}{it.Kind} {Of(it.Operand)} {Of(it.Pattern)}{(it.Escape is null ? "" : $" {Of(it.Escape)}")})",
            Membership it => $"({(it.IsNegated ? "NOT IN" : "IN")} {Of(it.Operand)}{string.Concat(it.Values.Select(value => " " + Of(value)))}{(it.Query is null ? "" : " query")})",
            QuantifiedComparison it => $"({it.Operator} {(it.IsAll ? "ALL" : "ANY")} {Of(it.Left)} {(it.Array is null ? "query" : Of(it.Array))})",
            Cast it => $"(cast {Of(it.Operand)} {it.Type.Name.Name.Name}{string.Concat(Enumerable.Repeat("[]", it.Type.Dimensions))})",
            Collation it => $"(COLLATE {Of(it.Operand)} {it.Name})",
            AtTimeZone it => $"(AT {Of(it.Operand)} {Of(it.Zone)})",
            Selection it => $"(. {Of(it.Target)} {string.Concat(it.Steps.Select(step => text.Substring(step.Span.Start, step.Span.Length)))})",
            RowConstructor it => $"(ROW {string.Join(' ', it.Elements.Select(Of))})",
            ArrayConstructor it => $"[{string.Join(' ', it.Elements.Select(Of))}]",
            Subquery it => $"({it.Kind.ToString().ToLowerInvariant()} query)",
            CaseExpression it => $"(CASE {Of(it.Operand)} {string.Join(' ', it.Branches.Select(branch => $"{Of(branch.When)}:{Of(branch.Then)}"))} {Of(it.Else)})",
            FunctionCall it => $"{it.Name.Name.Name}({string.Join(' ', it.Arguments.Select(argument => Of(argument.Value)))})",
            KeywordCall it => $"{it.Keyword}({string.Join(' ', it.Operands.Select(Of))})",
            _ => text.Substring(expression.Span.Start, expression.Span.Length),
        };
    }

    [Theory]
    [InlineData("a + b * c", "(+ a (* b c))")]
    [InlineData("a - b - c", "(- (- a b) c)")]
    [InlineData("a ^ b ^ c", "(^ (^ a b) c)")]
    [InlineData("- a ^ 2", "(^ (- a) 2)")]
    [InlineData("- a::int", "(- (cast a int4))")]
    [InlineData("a || b + c", "(|| a (+ b c))")]
    [InlineData("a || b || c", "(|| (|| a b) c)")]
    [InlineData("@ a || b", "(|| (@ a) b)")]
    [InlineData("@ a + b", "(@ (+ a b))")]
    [InlineData("a < b AND c OR NOT d = e", "(OR (AND (< a b) c) (NOT (= d e)))")]
    [InlineData("a AND b AND c OR d", "(OR (AND a b c) d)")]
    [InlineData("a = NOT b AND c", "(AND (= a (NOT b)) c)")]
    [InlineData("NOT NOT a IS NULL", "(NOT (NOT (IS NULL a)))")]
    [InlineData("a = b IS NULL", "(IS NULL (= a b))")]
    [InlineData("a IS NULL IS NOT TRUE", "(IS NOT TRUE (IS NULL a))")]
    [InlineData("a IS DISTINCT FROM b + 1", "(IS DISTINCT FROM a (+ b 1))")]
    [InlineData("a ISNULL", "(IS NULL a)")]
    [InlineData("a BETWEEN b AND c AND d", "(AND (BETWEEN a b c) d)")]
    [InlineData("a NOT BETWEEN SYMMETRIC 1 AND 2 + 3", "(NOT BETWEEN a 1 (+ 2 3))")]
    [InlineData("a LIKE b || c ESCAPE d", "(LIKE a (|| b c) d)")]
    [InlineData("a = b LIKE c", "(= a (LIKE b c))")]
    [InlineData("a NOT IN (1, 2) = true", "(= (NOT IN a 1 2) true)")]
    [InlineData("a IN ((SELECT 1))", "(IN a query)")]
    [InlineData("a IN ((SELECT 1), 2)", "(IN a (scalar query) 2)")]
    [InlineData("a = ANY (b)", "(= ANY a b)")]
    [InlineData("a NOT LIKE ALL (SELECT x FROM t)", "(NOT LIKE ALL a query)")]
    [InlineData("a OPERATOR(pg_catalog.+) b * c", "(OPERATOR(\"pg_catalog\".+) a (* b c))")]
    [InlineData("OPERATOR(pg_catalog.-) a * b", "(OPERATOR(\"pg_catalog\".-) (* a b))")]
    [InlineData("OPERATOR(-) a || b = c", "(= (|| (- a) b) c)")]
    [InlineData("a BETWEEN OPERATOR(-) 1 AND 2", "(BETWEEN a (- 1) 2)")]
    [InlineData("(a, b) OVERLAPS (c, d)::text", "(cast (OVERLAPS (ROW a b) (ROW c d)) text)")]
    [InlineData("1 + ROW(a, b) OVERLAPS (c, d)", "(+ 1 (OVERLAPS (ROW a b) (ROW c d)))")]
    [InlineData("current_schema 'x'", "(cast 'x' current_schema)")]
    [InlineData("a COLLATE \"C\" || b", "(|| (COLLATE a \"C\") b)")]
    [InlineData("a AT TIME ZONE 'x' + b", "(+ (AT a 'x') b)")]
    [InlineData("a::int[][]", "(cast a int4[][])")]
    [InlineData("(a).b[1:2].c", "(. a .b[1:2].c)")]
    [InlineData("a.b[1]", "(. a.b [1])")]
    [InlineData("(1, 2) = ROW(3, 4)", "(= (ROW 1 2) (ROW 3 4))")]
    [InlineData("((SELECT 1) + 1)", "(+ (scalar query) 1)")]
    [InlineData("(((SELECT 1) UNION SELECT 2) LIMIT 1)", "(scalar query)")]
    [InlineData("EXISTS (SELECT 1) AND ARRAY(SELECT 1) = ARRAY[[1], [2]]", "(AND (exists query) (= (array query) [[1] [2]]))")]
    [InlineData("CASE a WHEN 1 THEN b ELSE c END + 1", "(+ (CASE a 1:b c) 1)")]
    [InlineData("date '2026-01-01' - interval '1' day", "(- (cast '2026-01-01' date) (cast '1' interval))")]
    [InlineData("numeric(3, 1) '1.5'", "(cast '1.5' numeric)")]
    [InlineData("double precision '1'", "(cast '1' float8)")]
    [InlineData("coalesce(f(a, VARIADIC b => c), current_date)", "COALESCE(f(a c) CURRENT_DATE())")]
    [InlineData("extract(epoch FROM a) + substring(b FROM 1 FOR 2)::int", "(+ EXTRACT(a) (cast SUBSTRING(b 1 2) int4))")]
    [InlineData("trim(BOTH 'x' FROM a) || overlay(a PLACING b FROM 1)", "(|| TRIM('x' a) OVERLAY(a b 1))")]
    public void Operators_bind_as_PostgreSQL_has_them(string expression, string shape) => Shape(Read(expression), $"SELECT {expression}").ShouldBe(shape);

    [Theory]
    [InlineData("SELECT a < b < c", 1, 14)]
    [InlineData("SELECT a\n  BETWEEN 1 AND 2\n  IN (3)", 3, 3)]
    [InlineData("SELECT a +", 1, 11)]
    [InlineData("SELECT (a", 1, 10)]
    [InlineData("SELECT f(VARIADIC a, b)", 1, 20)]
    [InlineData("SELECT x, FROM t", 1, 11)]
    [InlineData("SELECT U&'\\00zz'", 1, 8)]
    [InlineData("SELECT 1 LIMIT 1, 2", 1, 17)]
    [InlineData("SELECT FROM a JOIN b", 1, 21)]
    [InlineData("UPDATE t SET", 1, 13)]
    [InlineData("SELECT coalesce(a) FILTER (WHERE b)", 1, 20)]
    [InlineData("SELECT current_date OVER w", 1, 21)]
    [InlineData("SELECT * FROM json_arrayagg(a) OVER w", 1, 37)]
    [InlineData("SELECT * FROM XMLTABLE('x' PASSING y COLUMNS a int __pg__is_not_null 1)", 1, 52)]
    [InlineData("SELECT * FROM XMLTABLE('x' PASSING y COLUMNS a int path 'a' \"path\" 'b')", 1, 61)]
    [InlineData("SELECT * FROM XMLTABLE('x' PASSING y COLUMNS a int NULL NOT NULL)", 1, 57)]
    [InlineData("SELECT * FROM XMLTABLE('x' PASSING y COLUMNS a int foo 1)", 1, 52)]
    [InlineData("SELECT json_exists(a, '$' NULL ON EMPTY)", 1, 35)]
    [InlineData("SELECT json_value(a, '$' NULL ON EMPTY NULL ON EMPTY)", 1, 48)]
    public void What_PostgreSQL_would_not_take_is_refused_where_it_stands(string text, int line, int column)
    {
        var error = Refused(text).ShouldNotBeNull();
        (error.Position.Line, error.Position.Column).ShouldBe((line, column), error.Message);
    }

    [Fact]
    public void What_is_newer_than_the_server_is_said_to_be()
    {
        const string merge = "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE RETURNING 1";
        Refused(merge).ShouldBeNull();
        Refused(merge, PgVersion.V16)!.Message.ShouldBe("MERGE … RETURNING came with PostgreSQL 17");
        Refused(merge, PgVersion.V14)!.Help.ShouldBe("MERGE is a word of the grammar since PostgreSQL 15; the server is PostgreSQL 14.");
        Refused("SELECT * FROM (SELECT 1)", PgVersion.V15).ShouldNotBeNull();
        Refused("SELECT 1_000", PgVersion.V16).ShouldBeNull();
    }

    [Theory]
    [InlineData("0.0e1a", "0.0e1", "a")]
    [InlineData("0.0e", "0.0", "e")]
    [InlineData("0.a", "0.", "a")]
    [InlineData("12_3", "12", "_3")]
    public void Version_14_reads_a_number_and_a_name_where_later_ones_see_an_error(string text, string number, string name)
    {
        Refused($"SELECT {text}", PgVersion.V15).ShouldNotBeNull();
        var select = Parser.Parse(StatementReader.ReadAll($"SELECT {text}")[0], PgVersion.V14);
        var column = select.Nodes.OfType<OutputColumn>().ShouldHaveSingleItem();
        (text[..column.Value.Span.Length], column.Label?.Name).ShouldBe((number, name));
    }

    [Theory]
    [InlineData("0.0e+")]
    [InlineData("0.0e+a")]
    public void Version_14_reads_a_sign_behind_that_name(string text) => Refused($"SELECT {text}", PgVersion.V14).ShouldNotBeNull();

    [Fact]
    public void Deep_nesting_is_an_error_with_its_place_and_not_the_end_of_us()
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("(", ")"), ("NOT ", ""), ("- ", ""), ("ARRAY[", "]"), ("f(", ")"), ("(SELECT ", ")"), ("CASE WHEN ", " THEN 1 END"), ("a IN (", ")")])
        {
            var text = $"SELECT {string.Concat(Enumerable.Repeat(open, 20_000))}1{string.Concat(Enumerable.Repeat(close, 20_000))}";
            Refused(text)!.Message.ShouldBe("this is nested too deeply", open);
            Refused($"SELECT {string.Concat(Enumerable.Repeat(open, 100))}1{string.Concat(Enumerable.Repeat(close, 100))}").ShouldBeNull(open);
        }
    }

    [Fact]
    public void A_long_chain_of_operators_is_read_and_walked()
    {
        var query = Query($"SELECT {string.Join(" || ", Enumerable.Repeat("a", 100_000))} FROM t WHERE {string.Join(" OR ", Enumerable.Repeat("b = 1", 100_000))}");
        StatementNames.Of(query).Columns.Select(name => name.Name).ShouldBe(["a", "b"]);
        query.Nodes.Count().ShouldBeGreaterThan(500_000);
    }

    [Theory]
    [InlineData("SELECT json_objectagg(a: b) FILTER (WHERE c) OVER (PARTITION BY d ORDER BY e) FROM t", "t", "a b c d e")]
    [InlineData("SELECT json_arrayagg(a ORDER BY b) FILTER (WHERE c) FROM t", "t", "a b c")]
    [InlineData("SELECT * FROM XMLTABLE('x' PASSING y COLUMNS a int \"path\" b \"default\" c NOT NULL)", "", "y a b c")]
    [InlineData("SELECT a::foo(b), c FROM t", "t", "a c")]
    [InlineData("CREATE AGGREGATE balk(int4) (SFUNC = balkifnull(int8, int4), STYPE = int8)", "", "")]
    [InlineData("ALTER EXTENSION e ADD TABLE a.b", "a.b", "")]
    [InlineData("ALTER EXTENSION e DROP VIEW v", "v", "")]
    [InlineData("SELECT a.b.c.d(e)", "", "e")]
    [InlineData("CALL a.b.c.d.e(f)", "", "f")]
    public void Names_are_found_wherever_they_stand(string text, string relations, string columns)
    {
        var statement = Parser.Parse(StatementReader.ReadAll(text).Single(), PgVersion.V18);
        statement.Error.ShouldBeNull(text);
        var names = StatementNames.Of(statement);
        string.Join(' ', names.Relations.Select(name => name.Schema is { } schema ? $"{schema.Name}.{name.Name.Name}" : name.Name.Name)).ShouldBe(relations);
        string.Join(' ', names.Columns.Select(name => name.Name)).ShouldBe(columns);
    }

    [Fact]
    public void What_words_say_in_a_function_is_kept()
    {
        var calls = Query("SELECT extract(Epoch FROM a), extract('Day' FROM a), extract(month FROM a), trim(TRAILING FROM a), trim(BOTH 'x' FROM a), trim(a), normalize(a, nfkd)").Nodes.OfType<KeywordCall>();
        string.Join(' ', calls.Select(call => call.Field?.Name ?? call.Choice ?? "-")).ShouldBe("epoch Day month TRAILING BOTH - NFKD");
    }

    [Fact]
    public void The_columns_of_XMLTABLE_and_JSON_TABLE_are_kept()
    {
        const string text = "SELECT FROM xmltable('/a' PASSING b COLUMNS c int PATH 'd' DEFAULT 1 NOT NULL, n FOR ORDINALITY), "
            + "json_table(a, '$' COLUMNS (e bool EXISTS PATH '$.e', NESTED PATH '$.c' AS nn COLUMNS (d text DEFAULT 1 ON EMPTY DEFAULT 2 ON ERROR, o FOR ORDINALITY)))";
        string Written(SyntaxNode? node) => node is null ? "" : text.Substring(node.Span.Start, node.Span.Length);
        string Said(DataColumn one) => $"{one.Name?.Name} {Written(one.Type)} {Written(one.Path)} {string.Join(' ', one.Defaults.Select(Written))}{(one.IsOrdinality ? " number" : "")}{(one.IsExistence ? " exists" : "")}{(one.IsNotNull ? " not null" : "")}";

        var query = Query(text);

        query.Nodes.OfType<KeywordCall>().Select(call => string.Join(" | ", call.Columns.Select(Said))).ShouldBe(["c int 'd' 1 not null | n    number", "e bool '$.e'  exists | nn  '$.c' "]);
        var nested = query.Nodes.OfType<DataColumn>().Single(one => !one.Columns.IsEmpty);
        nested.Columns.Select(Said).ShouldBe(["d text  1 2", "o    number"]);
        Written(nested).ShouldBe("NESTED PATH '$.c' AS nn COLUMNS (d text DEFAULT 1 ON EMPTY DEFAULT 2 ON ERROR, o FOR ORDINALITY)");
        StatementNames.Of(query).Columns.Select(name => name.Name).ShouldBe(["b", "c", "n", "a", "e", "d", "o"]);
    }

    [Fact]
    public void A_recursive_query_of_WITH_says_in_which_order_it_searches_and_how_it_sees_a_circle()
    {
        var table = Query("WITH RECURSIVE t (a, b) AS (SELECT 1, 2) SEARCH BREADTH FIRST BY a, b SET o CYCLE b SET c TO 'y' DEFAULT 'n' USING p SELECT 1").With!.Tables.ShouldHaveSingleItem();
        var (search, cycle) = (table.Search.ShouldNotBeNull(), table.Cycle.ShouldNotBeNull());
        (search.IsDepthFirst, string.Join(' ', search.Columns), search.Order).ShouldBe((false, "\"a\" \"b\"", new("o")));
        (string.Join(' ', cycle.Columns), cycle.Mark, cycle.Value!.Span.Length, cycle.Default!.Span.Length, cycle.Path).ShouldBe(("\"b\"", new("c"), 3, 3, new("p")));

        Query("WITH RECURSIVE t AS (SELECT 1) CYCLE a SET b USING c SELECT 1").With!.Tables[0].Cycle!.Value.ShouldBeNull();
    }

    [Theory]
    [InlineData("GROUP BY DISTINCT a, b", true)]
    [InlineData("GROUP BY ALL a, b", false)]
    [InlineData("GROUP BY a", false)]
    public void Groups_may_be_distinct(string groups, bool isDistinct) => ((SelectList)Query($"SELECT 1 {groups}").Body).IsGroupByDistinct.ShouldBe(isDistinct);

    [Fact]
    public void RETURNING_has_other_names_for_old_and_new()
    {
        const string text = "DELETE FROM t RETURNING WITH (OLD AS o, NEW AS n) o.a";
        var returning = ((Delete)Parser.Parse(StatementReader.ReadAll(text).Single(), PgVersion.V18)).Returning.ShouldNotBeNull();
        returning.Aliases.Select(one => (one.IsNew, one.Name.Name, text.Substring(one.Span.Start, one.Span.Length))).ShouldBe([(false, "o", "OLD AS o"), (true, "n", "NEW AS n")]);
        Refused(text, PgVersion.V17)!.Message.ShouldBe("RETURNING WITH came with PostgreSQL 18");
    }

    [Fact]
    public void A_statement_names_its_tables_and_columns_and_not_those_of_its_WITH()
    {
        const string sql = "WITH w AS (SELECT a FROM app.t), v(x) AS (SELECT b FROM w) INSERT INTO w (c, d) SELECT e, (SELECT max(f) FROM u) FROM v JOIN o USING (id) WHERE v.g = ANY (SELECT h FROM w) ON CONFLICT (c) DO UPDATE SET d = excluded.d";
        var names = StatementNames.Of(Parser.Parse(StatementReader.ReadAll(sql).Single(), PgVersion.V18));
        names.Relations.Select(name => name.ToString()).ShouldBe(["\"app\".\"t\"", "\"w\"", "\"u\"", "\"o\""]);
        names.Columns.Select(name => name.Name).ShouldBe(["a", "b", "c", "d", "e", "f", "g", "h"]);
    }
}
