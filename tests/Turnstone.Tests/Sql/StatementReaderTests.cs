namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class StatementReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData(";;")]
    [InlineData("-- nothing")]
    [InlineData("/* nothing ; */ ; -- nothing")]
    public void A_text_without_a_statement_yields_none(string text) => SqlText.Split(text).ShouldBeEmpty();

    [Fact]
    public void The_last_statement_needs_no_semicolon() => SqlText.Split("select 1; select 2").ShouldBe(["select 1", "select 2"]);

    [Fact]
    public void The_end_of_the_text_stays_the_end()
    {
        var reader = new StatementReader(new StringReader("select 1"));
        reader.Read().ShouldNotBeNull();
        reader.Read().ShouldBeNull();
        reader.Read().ShouldBeNull();
    }

    [Fact]
    public void Comments_before_a_statement_lead_it_and_comments_inside_belong_to_it()
    {
        var statements = StatementReader.ReadAll("-- head\n\nselect /* in */ 1 -- behind\n; /* lead */\nselect 2");

        statements[0].Leading.ShouldBe("-- head\n\n");
        statements[0].Text.ShouldBe("select /* in */ 1");
        statements[1].Leading.ShouldBe(" /* lead */\n");
    }

    [Fact]
    public void What_stands_between_empty_statements_leads_the_next_one()
    {
        SqlText.Single("/* a */; -- b\n; /* c */ select 1").Leading.ShouldBe("/* a */ -- b\n /* c */ ");
        SqlText.Single("-- a\n\\restrict key\n-- b\nselect 1").Leading.ShouldBe("-- a\n\n-- b\n");
    }

    [Fact]
    public void Columns_count_as_an_editor_counts_them()
    {
        var statements = StatementReader.ReadAll("\tselect 1;\n'😀' select 2;\r\n  select 3");
        statements.Select(s => s.Position).ShouldBe([new(1, 1, 2), new(11, 2, 1), new(29, 3, 3)]);
    }

    [Theory]
    [InlineData("create rule r as on insert to t do (a; b); select 1", 2)]
    [InlineData("select (1; 2", 1)]
    [InlineData("select 1); select 2", 2)]
    [InlineData("select [1; 2]", 2)]
    public void Only_parentheses_hold_a_semicolon(string text, int count) => SqlText.Split(text).Length.ShouldBe(count);

    [Theory]
    [InlineData("create function f() begin atomic select 1; end; select 2", 2)]
    [InlineData("create procedure f() begin atomic; select 1; end; select 2", 2)]
    [InlineData("create or replace function f() begin atomic select case 1 when 1 then 1 end; end; select 2", 2)]
    [InlineData("create function f() begin atomic create function g() begin atomic select 1; end; end; select 2", 2)]
    [InlineData("create function f() begin atomic select x.end, y.case; end; select 2", 2)]
    [InlineData("create function f() begin atomic select 1 as end, 2 as case; end; select 2", 2)]
    [InlineData("create function f() begin atomic select begin from t; end; select 2", 2)]
    [InlineData("create function f() begin atomic select (case when true then 1 end); end; select 2", 2)]
    [InlineData("create function f(case int) return 1; select 2", 2)]
    [InlineData("begin; select 1; end; select 2", 4)]
    [InlineData("begin atomic select 1; end", 2)]
    [InlineData("create table begin (atomic int); select 1", 2)]
    [InlineData("create aggregate f begin atomic; end", 2)]
    [InlineData("create function \"begin\" atomic; select 1", 2)]
    [InlineData("create function f() as 'x' /* begin */ atomic; select 1", 2)]
    public void A_body_of_statements_is_one_statement_only_in_a_routine(string text, int count) =>
        SqlText.Split(text).Length.ShouldBe(count);

    [Fact]
    public void Placeholders_are_left_as_they_are()
    {
        const string Text = "grant select on ${schema}.t_${suffix} to \"${role}\"";
        SqlText.Single(Text + ";").Text.ShouldBe(Text);
        SqlText.Errors(Text).ShouldBeEmpty();
        SqlText.Split("${before}; select 1").ShouldBe(["${before}", "select 1"]);
    }

    [Theory]
    [InlineData("set standard_conforming_strings = off;")]
    [InlineData("SET SESSION standard_conforming_strings TO 'off';")]
    [InlineData("set local \"standard_conforming_strings\" to false;")]
    [InlineData("set standard_conforming_strings = 0; begin; set standard_conforming_strings = on; rollback;")]
    [InlineData("select pg_catalog.set_config('standard_conforming_strings', 'off', false);")]
    [InlineData("SELECT 1, SET_CONFIG('Standard_Conforming_Strings','no',true);")]
    public void Backslashes_escape_from_the_next_line_on(string setting)
    {
        var statements = StatementReader.ReadAll(setting + " select 'a\\';\nselect 'b\\';c'");
        statements[^2].Text.ShouldBe("select 'a\\'");
        statements[^1].Text.ShouldBe("select 'b\\';c'");
        statements[^1].StandardStrings.ShouldBeFalse();
    }

    [Theory]
    [InlineData("set standard_conforming_strings = on;")]
    [InlineData("set standard_conforming_strings to default;")]
    [InlineData("reset standard_conforming_strings;")]
    [InlineData("reset all;")]
    [InlineData("discard all;")]
    [InlineData("select set_config('standard_conforming_strings', 'on', false);")]
    [InlineData("rollback;")]
    public void And_do_not_once_the_setting_is_back(string setting)
    {
        var statements = StatementReader.ReadAll($"begin; set standard_conforming_strings = off;\n{setting}\nselect 'a\\'; select 1");
        statements[^2].Text.ShouldBe("select 'a\\'");
        statements[^2].StandardStrings.ShouldBeTrue();
    }

    [Theory]
    [InlineData("commit;")]
    [InlineData("rollback;")]
    [InlineData("end;")]
    public void A_local_setting_ends_with_its_transaction(string end) =>
        SqlText.Split($"begin; set local standard_conforming_strings = off;\nselect '\\';';\n{end}\nselect '\\'; select 1")
            .ShouldBe(["begin", "set local standard_conforming_strings = off", "select '\\';'", end[..^1], "select '\\'", "select 1"]);

    [Theory]
    [InlineData("set standard_conforming_string = off;")]
    [InlineData("set standard_conforming_strings = maybe;")]
    [InlineData("select 'set standard_conforming_strings = off';")]
    [InlineData("-- set standard_conforming_strings = off;")]
    [InlineData("select set_config('search_path', 'off', false);")]
    public void Other_statements_change_nothing(string text) =>
        StatementReader.ReadAll(text + "\nselect '\\'; select 1")[^1].Text.ShouldBe("select 1");

    [Fact]
    public void Pieces_of_any_size_make_the_same_statements_of_hostile_texts() => HostileText.Check(text =>
    {
        var whole = SqlText.ReadEverything(new StatementReader(new StringReader(text)));
        return Array.TrueForAll([1, 2, 3, 7, 50], piece =>
        {
            var pieces = SqlText.ReadEverything(new StatementReader(new TricklingReader(text, piece), capacity: piece));
            return pieces.Statements.SequenceEqual(whole.Statements)
                && pieces.Rows.SequenceEqual(whole.Rows)
                && pieces.Errors.SequenceEqual(whole.Errors);
        });
    });

    [Fact]
    public void Every_statement_of_a_hostile_text_is_the_text_at_its_position() => HostileText.Check(text =>
        StatementReader.ReadAll(text).All(s =>
            text.AsSpan((int)s.Position.Offset).StartsWith(s.Text)
            && s.Position == TextPosition.Start.After(text.AsSpan(0, (int)s.Position.Offset))));
}
