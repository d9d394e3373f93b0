namespace Turnstone.Tests.Diagnostics;

using Turnstone.Diagnostics;

public sealed class PlpgsqlPlaceTests
{
    [Fact]
    public void Every_line_that_a_context_names_is_read_and_nothing_else_of_it()
    {
        const string context = """
            SQL statement "INSERT INTO t VALUES ('PL/pgSQL function fake line 9 at RAISE')"
            PL/pgSQL function app.fill(integer,text) line 3 at SQL statement
            PL/pgSQL function inline_code_block line 12 at PERFORM
            """;

        var places = PlpgsqlPlace.Read(context).ToList();

        places.ShouldBe([new("app.fill(integer,text)", 3), new("inline_code_block", 12)]);
        places.Select(place => place.IsBlock).ShouldBe([false, true]);
        $"{places[0]}".ShouldBe("PL/pgSQL function app.fill(integer,text), line 3");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SQL function \"f\" statement 1")]
    [InlineData("PL/pgSQL function f line 99999999999 at RAISE")]
    public void Where_there_is_none_nothing_is_read(string? context) => PlpgsqlPlace.Read(context).ShouldBeEmpty();
}
