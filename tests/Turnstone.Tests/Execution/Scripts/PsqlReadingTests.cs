namespace Turnstone.Tests.Execution.Scripts;

using Turnstone.Execution.Scripts;

public sealed class PsqlReadingTests
{
    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("SELECT x::text, y := 2 FROM t")]
    [InlineData("SELECT ':x', $$ :y ; \\q $$, \":z\" -- :w \\")]
    [InlineData("SELECT 'a\\' /* ; */ FROM t")]
    [InlineData("SELECT E'it\\'s'")]
    public void A_statement_that_psql_reads_like_the_server_stands_as_it_is(string statement) => Read(statement).ShouldBe([]);

    [Theory]
    [InlineData("SELECT a[1:n]", "n")]
    [InlineData("SELECT a[1:2], a[b:\"c\"]", "2 c")]
    [InlineData("SELECT a[:'x':_y9$z]", "x _y9")]
    public void What_psql_would_take_for_variables_is_named(string statement, string variables) => Read(statement).ShouldBe(variables.Split(' '));

    [Theory]
    [InlineData("CREATE RULE r AS ON INSERT TO v DO INSTEAD (SELECT 1; SELECT 2)")]
    [InlineData("CREATE FUNCTION f(begin int) RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END")]
    [InlineData("SELECT a[1:ENCODING]")]
    [InlineData("SELECT a[1:turnstone_token]")]
    [InlineData("CREATE TABLE t (id int")]
    [InlineData("SELECT 1)")]
    [InlineData("SELECT \\q")]
    [InlineData("SELECT 'never closed")]
    public void What_psql_reads_otherwise_is_not_left_to_it(string statement) => Read(statement).ShouldBeNull();

    [Fact]
    public void A_backslash_in_quotes_is_in_doubt_where_the_setting_is() => new PsqlReading(mayEscape: true).Variables("SELECT 'a\\'").ShouldBeNull();

    [Theory]
    [InlineData("SELECT 1", "$turnstone$SELECT 1$turnstone$")]
    [InlineData("SELECT $turnstone$x$turnstone$", "$turnstone1$SELECT $turnstone$x$turnstone$$turnstone1$")]
    [InlineData("SELECT 1 AS a$turnstone", "$turnstone1$SELECT 1 AS a$turnstone$turnstone1$")]
    public void Dollar_quotes_end_where_the_text_does(string text, string quoted) => DollarQuotes.Around(text).Text.ShouldBe(quoted);

    static IReadOnlyList<string>? Read(string statement) => new PsqlReading(mayEscape: false).Variables(statement);
}
