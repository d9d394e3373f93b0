namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

/// <summary>The file that breaks splitters, statement by statement: line, column and exact text. <c>psql -f</c> sends the same.</summary>
public class TortureTests
{
    static readonly (int Line, int Column, string Text)[] Expected =
    [
        (1, 1, """select 'a;b', E'c\';d', $$e;f$$, $q$g;$$h$q$"""),
        (2, 46, "select 1"),
        (3, 1, "select 1"),
        (5, 1, "select 3 */* c ; */ 2"),
        (6, 1, """
            create function f(n int) returns int language sql begin atomic
              select case when n>0 then 1 else 2 end; select n;
            end
            """),
        (9, 1, "create procedure p() language sql begin atomic; end"),
        (10, 1, "create or replace procedure p() language sql BEGIN -- a block ;\nAtomic END"),
        (11, 13, "select 'after'"),
        (12, 1, "create rule r as on insert to t do also (notify x; select 1)"),
        (13, 1, "create function g() returns void language plpgsql as $f$ begin begin null; exception when others then null; end; end; $f$"),
        (14, 1, "select $tag_1$ ;'$tag_2$; $tag_1$"),
        (15, 1, "select 2 as a$b$c"),
        (15, 20, "select 1 as \"x;y\""),
        (16, 1, "select 'con'\n' cat;'"),
        (17, 11, """select U&'d\0061;', B'01', X'1F', N'n;', U&"d\0061;" """.TrimEnd()),
        (18, 1, "set standard_conforming_strings=off"),
        (18, 38, "select 'on this line;'"),
        (19, 1, """select 'it\'s;ok'"""),
        (20, 1, "SET standard_conforming_strings TO on"),
        (21, 1, """select 'back\'"""),
        (21, 17, "select 'slash;'"),
        (22, 1, "copy t from stdin"),
        (26, 1, "select begin_at as atomic_x, \"end\" from begin_at"),
        (27, 1, "create function atomic_x() returns int language sql as 'select 1;'"),
        (28, 2, "select atomic_x()"),
        (29, 1, "create function k() returns int language sql begin atomic select t.end, 1 as end, (case when true then 1 end) from t; end"),
        (30, 1, "create function begin(begin int) returns int language sql return begin + 1"),
        (31, 1, "select 'äöü😀;'"),
        (31, 18, "select 2 /* unfinished */ as last"),
    ];

    const string File = """
        select 'a;b', E'c\';d', $$e;f$$, $q$g;$$h$q$;
        /* outer /* nested ; */ still ; */         ; select 1;
        select 1 --/* not a comment ;
        ;
        select 3 */* c ; */ 2;
        create function f(n int) returns int language sql begin atomic
          select case when n>0 then 1 else 2 end; select n;
        end;
        create procedure p() language sql begin atomic; end;
        create or replace procedure p() language sql BEGIN -- a block ;
        Atomic END; select 'after';
        create rule r as on insert to t do also (notify x; select 1);
        create function g() returns void language plpgsql as $f$ begin begin null; exception when others then null; end; end; $f$;
        select $tag_1$ ;'$tag_2$; $tag_1$;
        select 2 as a$b$c; select 1 as "x;y";
        select 'con'
        ' cat;';  select U&'d\0061;', B'01', X'1F', N'n;', U&"d\0061;";
        set standard_conforming_strings=off; select 'on this line;';
        select 'it\'s;ok';
        SET standard_conforming_strings TO on;
        select 'back\'; select 'slash;';
        copy t from stdin;
        1	';$$
        \N	/*
        \.
        select begin_at as atomic_x, "end" from begin_at;
        create function atomic_x() returns int language sql as 'select 1;';
        	select atomic_x();;;
        create function k() returns int language sql begin atomic select t.end, 1 as end, (case when true then 1 end) from t; end;
        create function begin(begin int) returns int language sql return begin + 1;
        select 'äöü😀;'; select 2 /* unfinished */ as last /* without a semicolon
        """ + "*/\n";

    [Fact]
    public void F33_every_statement_is_found_as_it_stands()
    {
        var (statements, rows, errors) = SqlText.ReadEverything(new StatementReader(new StringReader(File)));

        errors.ShouldBeEmpty();
        statements.Select(s => (s.Position.Line, s.Position.Column, s.Text)).ShouldBe(Expected);
        statements.Select(s => s.Ordinal).ShouldBe(Enumerable.Range(1, Expected.Length));
        string.Concat(rows).ShouldBe("1\t';$$\n\\N\t/*\n");
    }

    [Fact]
    public void Every_statement_is_the_text_at_its_offset() =>
        StatementReader.ReadAll(File).ShouldAllBe(s => File.Substring((int)s.Position.Offset, s.Text.Length) == s.Text);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Pieces_of_any_size_make_the_same_statements(int piece)
    {
        var whole = SqlText.ReadEverything(new StatementReader(new StringReader(File)));
        var pieces = SqlText.ReadEverything(new StatementReader(new TricklingReader(File, piece), capacity: piece));

        pieces.Statements.ShouldBe(whole.Statements);
        pieces.Rows.ShouldBe(whole.Rows);
    }
}
