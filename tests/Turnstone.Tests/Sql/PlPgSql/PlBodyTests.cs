namespace Turnstone.Tests.Sql.PlPgSql;

using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;

public sealed class PlBodyTests
{
    static PlBlock Read(string body)
    {
        var read = PlBody.Read(body, PgVersion.V18);
        read.Error.ShouldBeNull(body);
        return read.Block.ShouldNotBeNull();
    }

    // Each statement in a word, what stands in it in parentheses.
    static string Shape(PlNode node) => node switch
    {
        PlBlock it => $"block({string.Join(' ', it.Statements.Select(Shape))}{string.Concat(it.Handlers.Select(handler => $" when({string.Join(' ', handler.Statements.Select(Shape))})"))})",
        PlIf it => $"if({string.Join(" | ", it.Branches.Select(branch => string.Join(' ', branch.Statements.Select(Shape))))}{(it.Else.IsEmpty ? "" : $" else {string.Join(' ', it.Else.Select(Shape))}")})",
        PlLoop it => $"{it.Kind}({string.Join(' ', it.Statements.Select(Shape))})",
        PlStatic it => $"{it.Sql.Statement.GetType().Name}{(it.Into is null ? "" : ">")}",
        PlExecute => "execute",
        PlTransaction it => it.IsCommit ? "commit" : "rollback",
        PlAssignment => ":=",
        PlReturn it => it.IsDynamic ? "return execute" : "return",
        PlOther it => it.Verb.ToLowerInvariant(),
        _ => "?",
    };

    [Theory]
    [InlineData("BEGIN END", "block()")]
    [InlineData("BEGIN NULL; END;", "block(null)")]
    [InlineData("DECLARE a int := 1; b CONSTANT text NOT NULL DEFAULT 'x;y'; c CURSOR (k int) FOR SELECT 1; d t.id%TYPE; BEGIN a := a + 1; END", "block(:=)")]
    [InlineData("BEGIN IF a THEN b := 1; ELSIF c THEN RETURN; ELSE RAISE NOTICE '%', x; END IF; END", "block(if(:= | return else raise))")]
    [InlineData("BEGIN CASE a WHEN 1, 2 THEN NULL; ELSE x.y[1] = 2; END CASE; END", "block(if(null else :=))")]
    [InlineData("BEGIN IF CASE WHEN a THEN b ELSE c END THEN NULL; END IF; END", "block(if(null))")]
    [InlineData("<<outer>> BEGIN <<l>> LOOP EXIT l WHEN a; CONTINUE; END LOOP l; END outer", "block(Endless(exit continue))")]
    [InlineData("BEGIN WHILE a < 10 LOOP a := a + 1; END LOOP; FOR i IN REVERSE 10 .. 1 BY 2 LOOP NULL; END LOOP; END", "block(While(:=) Range(null))")]
    [InlineData("BEGIN FOR r IN SELECT * FROM t WHERE a IN (1, 2) LOOP UPDATE t SET a = 1 WHERE id = r.id; COMMIT; END LOOP; END", "block(Query(Update commit))")]
    [InlineData("BEGIN FOR r IN EXECUTE 'SELECT 1' USING 1 LOOP NULL; END LOOP; FOR r IN c LOOP NULL; END LOOP; FOREACH x IN ARRAY a LOOP NULL; END LOOP; END", "block(Dynamic(null) Cursor(null) Array(null))")]
    [InlineData("BEGIN SELECT a, b INTO STRICT x, y.z FROM t WHERE c = 1; INSERT INTO t VALUES (1) RETURNING id INTO v; PERFORM f(1); CALL p(); EXECUTE format('x') INTO a USING b; END", "block(Select> Insert> Select Call execute)")]
    [InlineData("BEGIN RETURN QUERY SELECT 1; RETURN QUERY EXECUTE 'x' USING 1; RETURN NEXT a; RETURN a + 1; END", "block(return return execute return return)")]
    [InlineData("BEGIN BEGIN a := 1; EXCEPTION WHEN unique_violation OR others THEN ROLLBACK; RAISE; END; DROP TABLE t; CREATE TABLE u AS SELECT 1; END", "block(block(:= when(rollback raise)) Drop CreateTableAs)")]
    [InlineData("#variable_conflict use_column\nBEGIN GET DIAGNOSTICS n = ROW_COUNT; OPEN c; FETCH c INTO x; MOVE c; CLOSE c; ASSERT a, 'no'; END", "block(get open fetch move close assert)")]
    public void Its_statements_and_loops_are_seen(string body, string shape) => Shape(Read(body)).ShouldBe(shape);

    [Fact]
    public void Static_SQL_stands_where_it_is_written()
    {
        const string body = "BEGIN\n  SELECT a INTO x FROM app.t;\n  a := (SELECT max(b) FROM u);\nEND";
        var block = Read(body);
        var sql = ((PlStatic)block.Statements[0]).Sql;
        body.Substring(sql.Span.Start, sql.Span.Length).ShouldBe("SELECT a INTO x FROM app.t");
        var named = StatementNames.Of(sql.Statement).Relations.Single();
        body.Substring(named.Span.Start + sql.Shift, named.Span.Length).ShouldBe("app.t");
        var value = ((PlAssignment)block.Statements[1]).Value;
        value.Statement.ShouldBeOfType<Select>();
        var relation = StatementNames.Of(value.Statement).Relations.Single();
        body.Substring(relation.Span.Start + value.Shift, relation.Span.Length).ShouldBe("u");
        block.Nodes.OfType<PlText>().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("BEGIN", 1, 6)]
    [InlineData("BEGIN NULL END", 1, 12)]
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
}
