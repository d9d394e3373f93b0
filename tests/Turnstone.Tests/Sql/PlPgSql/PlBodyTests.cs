namespace Turnstone.Tests.Sql.PlPgSql;

using System.Diagnostics;
using System.Text;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

public sealed class PlBodyTests
{
    static PlBlock Read(string body)
    {
        var read = PlBody.Read(body, PgVersion.V18);
        read.Error.ShouldBeNull(body);
        return read.Block.ShouldNotBeNull();
    }

    static Statement Statement(string text) => Parser.Parse(SqlText.Single(text), PgVersion.V18);

    // Each statement in a word, what stands in it in parentheses.
    static string Shape(PlNode node) => node switch
    {
        PlBlock it => $"block({Shapes(it.Statements)}{string.Concat(it.Handlers.Select(handler => $" when({Shapes(handler.Statements)})"))})",
        PlIf it => $"if({Shapes(it.Branches)}{Else(it.Else, !it.Else.IsEmpty)})",
        PlCase it => $"case({Shapes(it.Branches)}{Else(it.Else, it.HasElse)})",
        PlLoop it => $"{it.Kind}({Shapes(it.Statements)})",
        PlStatic it => $"{it.Sql.GetType().Name}{(it.Into is null ? "" : ">")}",
        PlExecute it => $"execute{(it.Into is null ? "" : ">")}{string.Concat(it.Parameters.Select(_ => "$"))}",
        PlTransaction it => $"{(it.IsCommit ? "commit" : "rollback")}{(it.IsChained ? "+" : "")}",
        PlAssignment => ":=",
        PlReturn { Kind: PlReturnKind.Value } => "return",
        PlReturn it => $"return {it.Kind}",
        PlOpen it => $"open {it.Query?.GetType().Name}{(it.Command is null ? "" : "execute")}{string.Concat(it.Parameters.Select(_ => "$"))}",
        PlOther it => it.Verb.ToLowerInvariant(),
        _ => "?",
    };

    static string Shapes(IEnumerable<PlNode> all) => string.Join(' ', all.Select(Shape));

    static string Shapes(IEnumerable<PlBranch> all) => string.Join(" | ", all.Select(branch => Shapes(branch.Statements)));

    static string Else(IReadOnlyList<PlNode> all, bool isThere) => isThere ? $" else {Shapes(all)}" : "";

    [Theory]
    [InlineData("BEGIN END", "block()")]
    [InlineData("BEGIN NULL; END;", "block(null)")]
    [InlineData("BEGIN a := ; END;", "block(:=)")]
    [InlineData("DECLARE a int := 1; b CONSTANT text NOT NULL DEFAULT 'x;y'; c CURSOR (k int) FOR SELECT 1; d t.id%TYPE; BEGIN a := a + 1; END", "block(:=)")]
    [InlineData("BEGIN IF a THEN b := 1; ELSIF c THEN RETURN; ELSE RAISE NOTICE '%', x; END IF; END", "block(if(:= | return else raise))")]
    [InlineData("BEGIN CASE a WHEN 1, 2 THEN NULL; ELSE x.y[1] = 2; END CASE; END", "block(case(null else :=))")]
    [InlineData("BEGIN IF (CASE WHEN a THEN b ELSE c END) THEN NULL; END IF; END", "block(if(null))")]
    [InlineData("<<outer>> BEGIN <<l>> LOOP EXIT l WHEN a; CONTINUE; END LOOP l; END outer", "block(Endless(exit continue))")]
    [InlineData("BEGIN WHILE a < 10 LOOP a := a + 1; END LOOP; FOR i IN REVERSE 10 .. 1 BY 2 LOOP NULL; END LOOP; END", "block(While(:=) Range(null))")]
    [InlineData("BEGIN FOR r IN SELECT * FROM t WHERE a IN (1, 2) LOOP UPDATE t SET a = 1 WHERE id = r.id; COMMIT; END LOOP; END", "block(Query(Update commit))")]
    [InlineData("BEGIN FOR r IN EXECUTE 'SELECT 1' USING 1 LOOP NULL; END LOOP; FOR r IN c LOOP NULL; END LOOP; FOREACH x IN ARRAY a LOOP NULL; END LOOP; END", "block(Dynamic(null) Cursor(null) Array(null))")]
    [InlineData("BEGIN SELECT a, b INTO STRICT x, y.z FROM t WHERE c = 1; INSERT INTO t VALUES (1) RETURNING id INTO v; PERFORM f(1); CALL p(); EXECUTE format('x') INTO a USING b; END", "block(Select> Insert> Select Call execute>$)")]
    [InlineData("BEGIN RETURN QUERY SELECT 1; RETURN QUERY EXECUTE 'x' USING 1; RETURN NEXT a; RETURN a + 1; END", "block(return Query return Dynamic return Next return)")]
    [InlineData("BEGIN BEGIN a := 1; EXCEPTION WHEN unique_violation OR others THEN ROLLBACK AND CHAIN; RAISE; END; DROP TABLE t; CREATE TABLE u AS SELECT 1; END", "block(block(:= when(rollback+ raise)) Drop CreateTableAs)")]
    [InlineData("#variable_conflict use_column\nBEGIN GET DIAGNOSTICS n = ROW_COUNT; OPEN c; FETCH c INTO x; MOVE c; CLOSE c; ASSERT a, 'no'; END", "block(get open  fetch move close assert)")]
    public void Its_statements_and_loops_are_seen(string body, string shape) => Shape(Read(body)).ShouldBe(shape);

    [Theory]
    [InlineData("OPEN c FOR SELECT 1; OPEN c NO SCROLL FOR EXECUTE 'x' USING 1, 2; OPEN c(1, k => 2); OPEN c; OPEN c NO FOR SELECT 1", "open Select open execute$$ open $$ open  open Select")]
    [InlineData("FETCH NEXT FROM c INTO a, b.c; FETCH ABSOLUTE 5 FROM c INTO a; FETCH FORWARD FROM c INTO a; MOVE FORWARD 5 FROM c; MOVE ALL IN c; MOVE BACKWARD ALL FROM c; MOVE 3 FROM c", "fetch fetch fetch move move move move")]
    [InlineData("RAISE; RAISE 'a % %%', 1; RAISE NOTICE '%', a USING HINT = 'b', ERRCODE := 'c'; RAISE division_by_zero; RAISE SQLSTATE '22012' USING MESSAGE = 'a'; RAISE USING TABLE = 'b'", "raise raise raise raise raise raise")]
    [InlineData("GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b := PG_CONTEXT; GET CURRENT DIAGNOSTICS n = ROW_COUNT, o = PG_ROUTINE_OID", "get get")]
    [InlineData("a.b.c[1].d[2:3] := 1; $1 = 2; \"x y\" := 3; return := 4; open[1] := 5", ":= := := := :=")]
    [InlineData("a := DISTINCT; a := ALL", ":= :=")]
    [InlineData("EXECUTE 'a' USING 1, (SELECT 2) INTO STRICT x; EXECUTE format('%s', a)", "execute>$$ execute")]
    [InlineData("MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE; WITH x AS (INSERT INTO t VALUES (1) RETURNING id) SELECT id INTO y FROM x", "Merge Select>")]
    [InlineData("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c; DO 'x'; PERFORM a FROM t UNION SELECT 1", "ImportForeignSchema Do Select")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END; SELECT (1) INTO x", "CreateRule CreateRoutine Select>")]
    [InlineData("FOR a, b IN SELECT 1, 2 LOOP END LOOP; FOR i IN a(1)..f(x, y) BY 2 LOOP END LOOP; FOR r IN (SELECT 1) UNION SELECT 2 LOOP END LOOP; FOR r IN c(k := 1) LOOP END LOOP; FOREACH x SLICE 1 IN ARRAY a[1:2] LOOP END LOOP",
        "Query() Range() Query() Cursor() Array()")]
    [InlineData("FOR r IN UPDATE t SET a = 1 RETURNING b LOOP END LOOP; FOR r IN EXPLAIN SELECT 1 LOOP END LOOP; FOR r IN VALUES (1) LOOP END LOOP; FOR r IN EXECUTE 'a' USING 1, 2 LOOP END LOOP", "Query() Query() Query() Dynamic()")]
    public void Each_kind_of_statement_is_told(string statements, string shapes) => Shapes(Read($"BEGIN {statements}; END").Statements).ShouldBe(shapes);

    [Theory]
    [InlineData("IF CASE WHEN a THEN b END THEN NULL; END IF", "syntax error at end of input")]
    [InlineData("WHILE LOOP NULL; END LOOP", "missing expression")]
    [InlineData("INTO a VALUES (1)", "syntax error at or near \"INTO\"")]
    [InlineData("(SELECT 1)", "syntax error at or near \"(\"")]
    [InlineData("x := (1", "mismatched parentheses")]
    [InlineData("x := 1 UNION SELECT 2", "syntax error at or near \"UNION\"")]
    [InlineData("x := 1 INTO y", "syntax error at or near \"INTO\"")]
    [InlineData("if := 1", "missing \"THEN\" at end of SQL expression")]
    [InlineData("order := 1", "syntax error at or near \"order\"")]
    [InlineData("SELECT a INTO b FROM t INTO c", "INTO specified more than once")]
    [InlineData("SELECT 1 INTO a[1]", "syntax error at or near \"[\"")]
    [InlineData("SELECT frm FROM", "syntax error at end of input")]
    [InlineData("RAISE NOTICE '%'", "too few parameters specified for RAISE")]
    [InlineData("RAISE NOTICE 'a', 1", "too many parameters specified for RAISE")]
    [InlineData("RAISE SQLSTATE '2201'", "invalid SQLSTATE code")]
    [InlineData("EXIT", "EXIT cannot be used outside a loop, unless it has a label")]
    [InlineData("LOOP EXIT a; END LOOP", "there is no label \"a\" attached to any block or loop enclosing this statement")]
    [InlineData("<<a>> BEGIN LOOP CONTINUE a; END LOOP; END", "block label \"a\" cannot be used in CONTINUE")]
    [InlineData("<<a>> LOOP NULL; END LOOP b", "end label \"b\" differs from block's label \"a\"")]
    [InlineData("LOOP NULL; END LOOP b", "end label \"b\" specified for unlabeled block")]
    [InlineData("<<a>> NULL", "syntax error at or near \"NULL\"")]
    [InlineData("FETCH ALL FROM c INTO x", "FETCH statement cannot return multiple rows")]
    [InlineData("GET DIAGNOSTICS a = MESSAGE_TEXT", "syntax error at or near \"MESSAGE_TEXT\"")]
    [InlineData("TABLE t INTO x, y", "syntax error at or near \"TABLE\"")]
    [InlineData("DECLARE <<a>> BEGIN END", "block label must be placed before DECLARE, not after")]
    [InlineData("DECLARE a int; A text; BEGIN END", "duplicate declaration at or near \"a\"")]
    [InlineData("DECLARE a int NOT NULL; BEGIN END", "variable \"a\" must have a default value, since it's declared NOT NULL")]
    [InlineData("DECLARE loop int; BEGIN END", "syntax error at or near \"loop\"")]
    [InlineData("CASE a WHEN 1 THEN NULL; END IF", "syntax error at or near \"IF\"")]
    [InlineData("BEGIN NULL; EXCEPTION END", "syntax error at or near \"END\"")]
    public void What_PL_pgSQL_refuses_is_refused(string statement, string message) => PlBody.Read($"BEGIN {statement}; END", PgVersion.V18).Error.ShouldNotBeNull(statement).Message.ShouldBe(message);

    [Fact]
    public void What_is_newer_than_the_server_is_refused()
    {
        PlBody.Read("DECLARE a t.b%TYPE[]; BEGIN END", PgVersion.V17).Error.ShouldBeNull();
        PlBody.Read("DECLARE a t.b%TYPE[]; BEGIN END", PgVersion.V16).Error.ShouldNotBeNull();
        PlBody.Read("BEGIN MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE; END", PgVersion.V14).Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("$$", "$$", "'")]
    [InlineData("$x$", "$x$", "'")]
    [InlineData("'", "'", "''")]
    [InlineData("E'", "'", "\\'")]
    [InlineData("E'\\n", "\\t'", "''")]
    [InlineData("U&'", "'", "\\0027")]
    [InlineData("U&'", "' UESCAPE '!'", "!0027")]
    public void Each_part_stands_where_it_is_written_whichever_way_the_body_is_quoted(string open, string close, string quote)
    {
        const string body = "DECLARE x text := #a b#; BEGIN SELECT a INTO x FROM app.t WHERE b = #c#; x := (SELECT max(b) FROM u); FOR i IN 1..2 LOOP PERFORM f(#d#, e); END LOOP; END";
        var text = $"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS {open}{body.Replace("#", quote, StringComparison.Ordinal)}{close}";
        var plain = Read(body.Replace('#', '\''));

        var read = PlBody.Of(Statement(text), PgVersion.V18).ShouldNotBeNull();

        read.Error.ShouldBeNull();
        string Here(SyntaxNode node) => text.Substring(node.Span.Start, node.Span.Length).Replace(quote, "'", StringComparison.Ordinal);
        string There(SyntaxNode node) => body.Replace('#', '\'').Substring(node.Span.Start, node.Span.Length);
        read.Block!.Nodes.Select(node => (node.GetType(), Here(node))).ShouldBe(plain.Nodes.Select(node => (node.GetType(), There(node))));
        read.Block.Nodes.OfType<FunctionCall>().Count().ShouldBe(2);
        StatementNames.Of(read.Block).Relations.Select(name => text.Substring(name.Span.Start, name.Span.Length)).ShouldBe(["app.t", "u"]);
    }

    // What is declared nowhere is the word itself.
    [Theory]
    [InlineData("DO '#begin assert = 10; assert := 5; end'", "assert")]
    [InlineData("DO '#begin return[1] := 10; end'", "return")]
    [InlineData("DO '#begin exception := 1; end'", "exception")]
    [InlineData("DO '#begin table_name := 1; end'", "table_name")]
    [InlineData("DO '#begin if true then elsif := 1; end if; end'", "elsif")]
    [InlineData("DO '#begin for slice in 1..3 loop null; end loop; end'", "slice")]
    [InlineData("DO '#begin select 1 into hint; end'", "hint")]
    [InlineData("DO '#begin get diagnostics assert = row_count; end'", "assert")]
    [InlineData("CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS '#begin raise := 1; end'", "raise")]
    public void A_word_of_PL_pgSQL_is_a_variable_where_one_is_declared(string text, string word)
    {
        PlBody.Of(Statement(text.Replace("#", "", StringComparison.Ordinal)), PgVersion.V18)!.Error.ShouldNotBeNull(text);
        PlBody.Of(Statement(text.Replace("#", $"declare {word} int; ", StringComparison.Ordinal)), PgVersion.V18)!.Error.ShouldBeNull(text);
    }

    [Theory]
    [InlineData("CREATE FUNCTION f(assert int) RETURNS int LANGUAGE plpgsql AS 'begin assert := 1; end'")]
    [InlineData("CREATE FUNCTION f(OUT raise int) LANGUAGE plpgsql AS 'begin raise := 1; end'")]
    [InlineData("CREATE FUNCTION f() RETURNS TABLE (perform int) LANGUAGE plpgsql AS 'begin perform := 1; end'")]
    [InlineData("DO 'declare \"assert\" int; begin begin assert := 1; end; end'")]
    [InlineData("DO 'declare exception record; begin exception.a := 1; end'")]
    [InlineData("DO 'begin assert.a := 1; \"assert\" := 1; end'")]
    public void A_parameter_and_what_has_dots_or_quotes_is_one_too(string text) => PlBody.Of(Statement(text), PgVersion.V18)!.Error.ShouldBeNull(text);

    [Fact]
    public void A_word_of_a_later_PL_pgSQL_is_a_name_like_any_other()
    {
        PlBody.Of(Statement("DO 'begin merge := 1; end'"), PgVersion.V14)!.Error.ShouldBeNull();
        PlBody.Of(Statement("DO 'begin merge := 1; end'"), PgVersion.V15)!.Error.ShouldNotBeNull();
        PlBody.Of(Statement("DO 'begin begin declare assert int; begin null; end; assert := 1; end; end'"), PgVersion.V14)!.Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END")]
    [InlineData("CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END")]
    public void A_semicolon_within_a_statement_does_not_end_it(string statement)
    {
        foreach (var version in Enum.GetValues<PgVersion>())
        {
            PlBody.Read($"BEGIN {statement}; END", version).Error.ShouldBeNull($"{version}");
        }
    }

    [Theory]
    [InlineData("$a$", "$a$", "$b$", "$b$", "'")]
    [InlineData("$a$", "$a$", "'", "'", "''")]
    [InlineData("'", "'", "$b$", "$b$", "''")]
    [InlineData("'", "'", "''", "''", "''''")]
    [InlineData("E'\\n", "'", "\\'", "\\'", "\\'\\'")]
    [InlineData("E'\\x20'\n'", "'", "E\\'\\\\t", "\\'", "\\\\\\'")]
    public void A_body_within_a_body_is_read_where_it_stands(string open, string close, string innerOpen, string innerClose, string quote)
    {
        var text = $"DO {open}BEGIN CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS {innerOpen}BEGIN PERFORM a + {quote}b{quote}; END{innerClose}; END{close}";
        var outer = PlBody.Of(Statement(text), PgVersion.V18).ShouldNotBeNull();
        outer.Error.ShouldBeNull();
        var routine = outer.Block!.Nodes.OfType<PlStatic>().Single().Sql;

        var inner = PlBody.Of(routine, PgVersion.V18).ShouldNotBeNull();

        inner.Error.ShouldBeNull();
        inner.Block!.Nodes.OfType<BinaryOperation>().Select(node => text.Substring(node.Span.Start, node.Span.Length)).ShouldBe([$"a + {quote}b{quote}"]);
        text.Substring(inner.Block.Span.Start, inner.Block.Span.Length).ShouldStartWith("BEGIN PERFORM");
    }

    [Fact]
    public void An_error_stands_where_it_is_written()
    {
        const string text = "DO 'BEGIN x := ''a''; \n y := 1 +; END'";
        var error = PlBody.Of(Statement(text), PgVersion.V18)!.Error.ShouldNotBeNull();
        ((int)error.Position.Offset, error.Position.Line).ShouldBe((text.IndexOf("; END", StringComparison.Ordinal), 2));
    }

    [Fact]
    public void Only_PL_pgSQL_is_read()
    {
        PlBody.Of(Statement("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"), PgVersion.V18).ShouldBeNull();
        PlBody.Of(Statement("DO LANGUAGE plperl 'x'"), PgVersion.V18).ShouldBeNull();
        PlBody.Of(Statement("DO 'BEGIN END'"), PgVersion.V18)!.Block.ShouldNotBeNull();
        PlBody.Of(Statement("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN EXIT f; END'"), PgVersion.V18)!.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("BEGIN ", " END;")]
    [InlineData("IF a THEN ", " END IF;")]
    [InlineData("<<a>> LOOP ", " END LOOP;")]
    [InlineData("CASE WHEN a THEN ", " END CASE;")]
    public void What_is_nested_too_deeply_has_its_place(string open, string close)
    {
        var text = new StringBuilder("BEGIN ").Insert(6, open, 20_000).Append("NULL;").Insert(11 + 20_000 * open.Length, close, 20_000).Append(" END").ToString();
        PlBody.Read(text, PgVersion.V18).Error.ShouldNotBeNull().Message.ShouldBe("this is nested too deeply");
    }

    [Theory]
    [InlineData("a[")]
    [InlineData("x := (")]
    [InlineData("IF a ")]
    [InlineData("<<a>>")]
    [InlineData("SELECT a INTO b, ")]
    [InlineData("FOR a IN b(")]
    [InlineData("DECLARE ")]
    [InlineData("a.")]
    [InlineData("CREATE FUNCTION BEGIN ")]
    [InlineData("EXECUTE a USING ")]
    [InlineData("/* ")]
    [InlineData("RAISE '%', ")]
    [InlineData("'a' ")]
    [InlineData("$a$ ")]
    public void What_is_repeated_takes_no_more_than_its_length(string part)
    {
        var text = new StringBuilder("BEGIN ").Insert(6, part, 200_000).ToString();
        var clock = Stopwatch.GetTimestamp();
        _ = PlBody.Read(text, PgVersion.V18);
        Stopwatch.GetElapsedTime(clock).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("BEGIN", 1, 6)]
    [InlineData("BEGIN NULL END", 1, 12)]
    [InlineData("BEGIN\n SELECT a INTO b FROM c ORDER d;\nEND", 2, 25)]
    [InlineData("BEGIN\n IF a THEN NULL; END;\nEND", 2, 21)]
    [InlineData("BEGIN LOOP NULL; END; END", 1, 21)]
    [InlineData("SELECT 1", 1, 1)]
    public void What_PL_pgSQL_would_not_take_has_its_place(string body, int line, int column)
    {
        var error = PlBody.Read(body, PgVersion.V18).Error.ShouldNotBeNull();
        (error.Position.Line, error.Position.Column).ShouldBe((line, column), error.Message);
    }

    [Fact]
    public void Nothing_throws_on_any_text() => HostileText.Check(text => Take(text) && Take($"BEGIN {text}; END") && Take($"DECLARE {text}; BEGIN END"));

    static bool Take(string body)
    {
        _ = PlBody.Read(body, PgVersion.V14);
        return true;
    }

    [Theory]
    [InlineData("DO $a$ BEGIN CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $b$ BEGIN PERFORM here; END $b$; END $a$")]
    [InlineData("DO $a$ BEGIN CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN PERFORM here; END'; END $a$")]
    [InlineData("DO 'BEGIN CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $b$ BEGIN PERFORM here; END $b$; END'")]
    [InlineData("DO 'BEGIN a := ''x''; CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS ''BEGIN b := ''''y''''; PERFORM here; END''; END'")]
    [InlineData("DO E'BEGIN\\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS E\\'BEGIN\\\\nPERFORM here; END\\'; END'")]
    [InlineData("DO ''\n'BEGIN CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS ''BEGIN PER'\n'FORM here; END''; END'")]
    [InlineData("DO 'BEGIN DO ''BEGIN DO ''''BEGIN CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS ''''''''BEGIN PERFORM here; END''''''''; END''''; END''; END'")]
    public void A_body_within_a_body_is_read_where_it_stands_however_both_are_quoted(string text)
    {
        var statement = Statement(text);
        while (statement is Do)
        {
            var body = PlBody.Of(statement, PgVersion.V18).ShouldNotBeNull();
            body.Error.ShouldBeNull();
            statement = body.Block!.Nodes.OfType<PlStatic>().ShouldHaveSingleItem().Sql;
        }

        var inner = PlBody.Of(statement.ShouldBeOfType<CreateRoutine>(), PgVersion.V18).ShouldNotBeNull();
        inner.Error.ShouldBeNull();
        var column = inner.Block!.Nodes.OfType<ColumnReference>().Single(one => one.Parts[0].Name == "here");
        column.Span.ShouldBe(new(text.IndexOf("here", StringComparison.Ordinal), 4));
    }

    [Fact]
    public void An_error_in_a_body_within_a_body_has_its_place_in_the_file()
    {
        const string text = "DO 'BEGIN DO ''BEGIN a := ''''b''''; nonsense here; END''; END'";
        var inner = PlBody.Of(Statement(text), PgVersion.V18)!.Block!.Nodes.OfType<PlStatic>().Single().Sql;
        PlBody.Of(inner, PgVersion.V18).ShouldNotBeNull().Error.ShouldNotBeNull().Position.Offset.ShouldBe(text.IndexOf("nonsense", StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_whose_string_begins_with_an_empty_part_has_its_places()
    {
        const string text = "DO ''\n'BEGIN PERFORM here; END'";
        PlBody.Of(Statement(text), PgVersion.V18)!.Block!.Nodes.OfType<ColumnReference>().Single().Span.ShouldBe(new(text.IndexOf("here", StringComparison.Ordinal), 4));
    }

    [Fact]
    public void Places_in_a_quoted_body_cost_next_to_nothing()
    {
        var body = "BEGIN " + string.Concat(Enumerable.Repeat("-- a comment that says little\n", 10_000)) + "a := ''b''; END";
        var (quoted, plain) = (SqlText.Single($"DO '{body}'"), SqlText.Single($"DO $${body}$$"));
        Bytes(quoted).ShouldBeLessThan(Bytes(plain) + 4L * body.Length);

        static long Bytes(StatementSlice slice)
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            _ = PlBody.Of(statement, PgVersion.V18);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = PlBody.Of(statement, PgVersion.V18);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
