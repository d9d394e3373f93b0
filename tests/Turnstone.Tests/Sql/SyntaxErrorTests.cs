namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class SyntaxErrorTests
{
    [Theory]
    [InlineData("select 1;\n  select 'a;\n", "This string is never closed")]
    [InlineData("select 1;\n  select E'a;\\'", "This string is never closed")]
    [InlineData("select 1;\n  select \"a;\"\"", "This quoted identifier is never closed")]
    [InlineData("select 1;\n  select $a$;$b$", "This dollar-quoted string is never closed")]
    [InlineData("select 1;\n  select /* /* */;", "This comment is never closed")]
    public void What_is_never_closed_is_named_where_it_opens(string text, string message)
    {
        SqlText.Errors(text).ShouldBe([new SyntaxError(message, new TextPosition(19, 2, 10))]);
        SqlText.Split(text).Length.ShouldBe(2);
    }

    [Fact]
    public void A_NUL_character_is_named_once()
    {
        SqlText.Errors("select 'a\nb\0', '\0'; select '\0'").ShouldHaveSingleItem().Position.ShouldBe(new TextPosition(11, 2, 2));
        SqlText.Errors("copy t from stdin;\na\0\n\\.\n").ShouldHaveSingleItem().Position.ShouldBe(new TextPosition(20, 2, 2));
    }

    [Theory]
    [InlineData("\\connect shop", "`\\connect`", "the environment says which database")]
    [InlineData("\\c shop", "`\\c`", "the environment says which database")]
    [InlineData("\\i other.sql", "`\\i`", "a migration of its own")]
    [InlineData("\\ir other.sql", "`\\ir`", "a migration of its own")]
    [InlineData("\\include_relative other.sql", "`\\include_relative`", "a migration of its own")]
    [InlineData("\\set owner 'it''s", "`\\set`", "${name}")]
    [InlineData("\\copy t from 'x.csv'", "`\\copy`", "COPY … FROM stdin")]
    [InlineData("\\echo it's done", "`\\echo`", "comment")]
    [InlineData("\\if :x", "`\\if`", "DO block")]
    [InlineData("\\endif", "`\\endif`", "DO block")]
    [InlineData("\\.", "`\\.`", "no COPY is open")]
    [InlineData("\\! rm -rf /", "`\\!`", "outside of the migration")]
    [InlineData("\\timing on", "`\\timing`", "what psql prints")]
    [InlineData("\\dt", "`\\dt`", "psql's own")]
    [InlineData("\\", "`\\`", "psql's own")]
    public void F34_a_command_of_psql_is_refused_with_the_rewrite(string line, string name, string help)
    {
        var text = $"select 1;\n{line}\nselect 2;";
        var error = SqlText.Errors(text).ShouldHaveSingleItem();

        error.Message.ShouldStartWith(name + " is a command of psql");
        error.Position.ShouldBe(new TextPosition(10, 2, 1));
        error.Help.ShouldNotBeNull().ShouldContain(help);
        SqlText.Split(text).ShouldBe(["select 1", "select 2"]);
    }

    [Fact]
    public void F34_restrict_and_unrestrict_of_a_dump_are_understood()
    {
        const string Dump = "--\n-- PostgreSQL database dump\n--\n\n\\restrict 9fX'k\n\nSET x = 1;\n\n\\unrestrict 9fX'k\n";
        SqlText.Errors(Dump).ShouldBeEmpty();
        SqlText.Split(Dump).ShouldBe(["SET x = 1"]);
    }

    [Theory]
    [InlineData("select 1 \\gexec\nselect 2")]
    [InlineData("select 1\n\\g\nselect 2")]
    [InlineData("select 1 \\gset\nselect 2")]
    [InlineData("select 1\\;select 2")]
    public void A_command_that_sends_the_statement_ends_it(string text)
    {
        SqlText.Split(text).ShouldBe(["select 1", "select 2"]);
        SqlText.Errors(text).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("select :name", "Write ${name} ")]
    [InlineData("select :1", "Write ${1} ")]
    [InlineData("select :'name'", "Write '${name}' ")]
    [InlineData("select :\"name\"", "Write \"${name}\" ")]
    [InlineData("select :name::text", "Write ${name} ")]
    [InlineData("select :{?name}", "Write ${name} ")]
    public void F34_a_variable_of_psql_is_refused_with_the_placeholder(string text, string help)
    {
        var error = SqlText.Errors(text).ShouldHaveSingleItem();
        error.Position.ShouldBe(new TextPosition(7, 1, 8));
        error.Help.ShouldNotBeNull().ShouldStartWith(help);
    }

    [Theory]
    [InlineData("select a::text, b :: int")]
    [InlineData("select a[1:n], a[:n], a[m:], (f(x))[1:g(n)]")]
    [InlineData("select json_object('a':b, 'c':(d), 'e':1), json_objectagg(k:v)")]
    [InlineData("select f(a := 1, b:=c)")]
    [InlineData("select ':name', \":name\", $$:name$$ -- :name\n/* :name */")]
    [InlineData("select : 'a'")]
    public void Other_colons_are_SQL(string text) => SqlText.Errors(text).ShouldBeEmpty();

    [Fact]
    public void A_colon_behind_a_JSON_object_is_one_of_psql_again() =>
        SqlText.Errors("select json_object('a':f(b)), :c, a[1], :d").Count.ShouldBe(2);

    [Fact]
    public void No_more_than_a_hundred_are_kept() =>
        SqlText.Errors(string.Concat(Enumerable.Repeat("\\x\n", 1000))).Count.ShouldBe(100);
}
