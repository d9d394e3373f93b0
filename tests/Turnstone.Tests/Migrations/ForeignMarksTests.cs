namespace Turnstone.Tests.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

public sealed class ForeignMarksTests
{
    [Theory]
    [InlineData("-- migrate:up\nCREATE TABLE t ();\n\n-- migrate:down\nDROP TABLE t;\n", 4, "'-- migrate:down' begins the way back")]
    [InlineData("-- +goose Up\nCREATE TABLE t ();\n  --  +goose Down\nDROP TABLE t;", 3, "'--  +goose Down' begins the way back")]
    [InlineData("-- +migrate Up\nCREATE TABLE t ();\n-- +migrate Down\nDROP TABLE t;", 3, "'-- +migrate Down' begins the way back")]
    [InlineData("-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON t (a);\n", 1, "'-- migrate:up transaction:false' is another tool's way to ask for no transaction")]
    [InlineData("-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM;\n", 1, "'-- +goose NO TRANSACTION' is another tool's way")]
    [InlineData("-- +migrate Up notransaction\nVACUUM;\n", 1, "'-- +migrate Up notransaction' is another tool's way")]
    public void A_mark_that_would_change_what_runs_is_refused_with_its_line(string text, int line, string message)
    {
        var trouble = Find(text).ShouldHaveSingleItem();

        trouble.Severity.ShouldBe(Severity.Error);
        trouble.Line.ShouldBe(line);
        trouble.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("-- migrate:up\nCREATE TABLE t ();\n")]
    [InlineData("-- migrate:up\nCREATE TABLE t ();\n-- migrate:down\n\n-- nothing to take back\n")]
    [InlineData("SELECT 'migrate:down';\nSELECT 1;")]
    [InlineData("-- see migrate:down in the other file\nSELECT 1;")]
    [InlineData("")]
    public void A_mark_that_changes_nothing_is_a_comment(string text) => Find(text).ShouldBeEmpty();

    [Fact]
    public void Lines_are_counted_over_the_pieces_of_a_long_file()
    {
        var marks = new ForeignMarks("V1__a.sql");

        marks.Append("-- migrate:up\nSELECT 1;\n");
        marks.Append("SELECT 2;\nSELECT 3;\n");
        marks.Append("-- migrate:down\n");
        marks.Found.ShouldBeEmpty();
        marks.Append("\nSELECT 4;\n");

        marks.Found.ShouldHaveSingleItem().Line.ShouldBe(5);
    }

    static IReadOnlyList<Diagnostic> Find(string text)
    {
        var marks = new ForeignMarks("V1__a.sql");
        marks.Append(text);
        return marks.Found;
    }
}
