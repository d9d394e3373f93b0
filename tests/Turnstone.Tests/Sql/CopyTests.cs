namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class CopyTests
{
    [Theory]
    [InlineData("copy t from stdin", true)]
    [InlineData("COPY public.\"T;\" (a, b) FROM STDIN WITH (FORMAT csv, HEADER)", true)]
    [InlineData("Copy t_${n} From Stdin csv", true)]
    [InlineData("copy /* a */ t -- b\n from stdin", true)]
    [InlineData("copy binary t from stdin", true)]
    [InlineData("copy t from stdout", true)]
    [InlineData("copy t from 'file'", false)]
    [InlineData("copy t from program 'cat'", false)]
    [InlineData("copy t from \"stdin\"", false)]
    [InlineData("copy t to stdout", false)]
    [InlineData("copy (select 1 from stdin) to stdout", false)]
    [InlineData("create table copy as select 1 from stdin", false)]
    public void F34_only_COPY_from_stdin_has_rows_below_it(string text, bool copies) =>
        SqlText.Single(text).CopiesFromStdin.ShouldBe(copies);

    [Theory]
    [InlineData("1\t2\n\\N\tb;\n\\.\n", "1\t2\n\\N\tb;\n")]
    [InlineData("\\.\n", "")]
    [InlineData("a\n\\.", "a\n")]
    [InlineData("a\r\n\\.\r\n", "a\r\n")]
    [InlineData("\\.x\n \\.\na\\.\n\\\\.\n\\.\n", "\\.x\n \\.\na\\.\n\\\\.\n")]
    public void Rows_reach_up_to_the_line_that_holds_only_backslash_and_dot(string below, string rows)
    {
        var reader = new StatementReader(new StringReader("copy t from stdin; -- rows\n" + below));
        reader.Read().ShouldNotBeNull();
        reader.CopyData.ReadToEnd().ShouldBe(rows);
        reader.Read().ShouldBeNull();
        reader.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_that_nobody_read_are_passed_over_and_lines_go_on_counting()
    {
        var reader = new StatementReader(new StringReader("copy t from stdin;\na\nb\nc\n\\.\n  select 1;"));
        reader.Read();
        reader.CopyData.ReadLine().ShouldBe("a");
        reader.Read().ShouldNotBeNull().Position.ShouldBe(new TextPosition(30, 6, 3));
        reader.CopyData.ReadToEnd().ShouldBeEmpty();
    }

    [Fact]
    public void Rows_can_be_read_by_character_by_line_and_by_block()
    {
        var reader = new StatementReader(new StringReader("copy t from stdin;\na\nb\nccc\n\\.\n"), capacity: 2);
        reader.Read();
        var rows = reader.CopyData;
        ((char)rows.Peek()).ShouldBe('a');
        ((char)rows.Read()).ShouldBe('a');
        rows.ReadLine().ShouldBeEmpty();
        rows.ReadLine().ShouldBe("b");
        var block = new char[9];
        rows.Read(block, 1, 8).ShouldBe(4);
        new string(block, 1, 4).ShouldBe("ccc\n");
        rows.Read().ShouldBe(-1);
        rows.Peek().ShouldBe(-1);
    }

    [Fact]
    public async Task Rows_can_be_read_asynchronously()
    {
        var reader = new StatementReader(new StringReader("copy t from stdin;\na\nb\n\\.\n"));
        reader.Read();
        var block = new char[16];
        (await reader.CopyData.ReadAsync(block, TestContext.Current.CancellationToken)).ShouldBe(4);
    }

    [Fact]
    public void Rows_without_an_end_are_an_error_of_the_statement()
    {
        var error = SqlText.Errors("select 1;\ncopy t from stdin;\n1\t2\nselect 2;\n").ShouldHaveSingleItem();
        error.Message.ShouldContain("reach the end of the file");
        error.Position.ShouldBe(new TextPosition(10, 2, 1));
    }

    [Fact]
    public void Nothing_but_a_comment_stands_behind_the_statement_on_its_line()
    {
        var error = SqlText.Errors("copy t from stdin; select 1;\na\n\\.\nselect 2;").ShouldHaveSingleItem();
        error.Message.ShouldContain("begin on the next line");
        error.Position.ShouldBe(new TextPosition(19, 1, 20));
        SqlText.Split("copy t from stdin; select 1;\na\n\\.\nselect 2;").ShouldBe(["copy t from stdin", "select 2"]);
    }

    [Fact]
    public void A_statement_that_the_file_ends_in_has_no_rows()
    {
        SqlText.Single("copy t from stdin").CopiesFromStdin.ShouldBeTrue();
        SqlText.Errors("copy t from stdin").ShouldBeEmpty();
    }
}
