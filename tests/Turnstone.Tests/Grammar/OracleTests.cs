namespace Turnstone.Tests.Grammar;

[Trait("tier", "all")]
public sealed class OracleTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create table a.t (x int, y int references p (z))", "CREATE TABLE", "a.t p", "x y z")]
    [InlineData("with x as (select * from x), y as (select 1 from x) insert into x (a) select b.c from y, z for update of z", "INSERT", "x z", "a c")]
    [InlineData("with recursive r as (select n from r) select 1 from r, s.r", "SELECT", "s.r", "n")]
    [InlineData("drop view if exists a.b, c", "DROP VIEW", "a.b c", "")]
    [InlineData("comment on column s.t.c is 'x'", "COMMENT", "s.t", "c")]
    [InlineData("alter table t rename column a to b", "ALTER TABLE", "t", "a b")]
    [InlineData("alter index i rename to j", "ALTER INDEX", "i", "")]
    [InlineData("alter table t add constraint c unique (a, b), drop column d, validate constraint v", "ALTER TABLE", "t", "a b d")]
    [InlineData("update t set a = b from u where u.c = 1", "UPDATE", "t u", "a b c")]
    [InlineData("copy t (a, b) from stdin", "COPY", "t", "a b")]
    [InlineData("create type ct as (a int)", "CREATE TYPE", "", "a")]
    [InlineData("create function f() returns int begin atomic select a from t; end", "CREATE FUNCTION", "t", "a")]
    public async Task It_says_what_a_statement_is_and_names(string text, string verb, string tables, string columns)
    {
        var answer = await AskAsync(new([18]) { Text = text });

        answer.Verb.ShouldBe(verb);
        string.Join(' ', answer.TableNames.Order()).ShouldBe(tables);
        string.Join(' ', answer.Columns!.Order(StringComparer.Ordinal)).ShouldBe(columns);
    }

    [Fact]
    public async Task Its_places_count_as_a_string_does()
    {
        (await AskAsync(new([18]) { Text = "select '😀é' frm é frm" })).At.ShouldBe(17);
        (await AskAsync(new([14]) { File = "-- 😀\nselect 'é' ; /*;/* */*/ select 2 -- c" })).Spans.ShouldBe([6, 17, 30, 43]);
    }

    static async Task<OracleAnswer> AskAsync(OracleQuestion question)
    {
        var (folder, missing) = await GrammarScript.RunAsync(Stop, "oracle");
        Assert.SkipUnless(missing is null, $"not compared: {missing}");
        await using var oracle = Oracle.Start(folder!);
        return (await oracle.AskAsync([question], Stop).SingleAsync(Stop)).Answers[0];
    }
}
