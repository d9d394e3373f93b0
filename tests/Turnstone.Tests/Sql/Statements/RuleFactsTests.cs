namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>What rules over migrations ask of statements, where it is easy to forget.</summary>
public sealed class RuleFactsTests
{
    static T Parse<T>(string text, PgVersion version = PgVersion.V18) where T : Statement
    {
        var statement = Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), version);
        statement.Error.ShouldBeNull(text);
        return statement.ShouldBeOfType<T>();
    }

    static string Written(Statement statement, TextSpan? span) => statement.Slice.Text.Substring(span!.Value.Start, span.Value.Length);

    [Theory]
    [InlineData("", null, null)]
    [InlineData(" ON DELETE NO ACTION", ReferenceAction.NoAction, null)]
    [InlineData(" ON UPDATE CASCADE ON DELETE SET NULL", ReferenceAction.SetNull, ReferenceAction.Cascade)]
    public void A_foreign_key_says_nothing_of_deletes_or_that_nothing_is_done(string text, ReferenceAction? onDelete, ReferenceAction? onUpdate)
    {
        var key = Parse<CreateTable>($"CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u{text})").Elements[1].ShouldBeOfType<TableConstraint>().Constraint.ShouldBeOfType<ForeignKey>();
        (key.OnDelete, key.OnUpdate).ShouldBe((onDelete, onUpdate));
    }

    [Fact]
    public void Where_a_password_may_stand_is_known()
    {
        var created = Parse<CreateSubscription>("CREATE SUBSCRIPTION s CONNECTION 'password=x' PUBLICATION p");
        Written(created, created.Connection).ShouldBe("'password=x'");
        var altered = Parse<AlterSubscription>("ALTER SUBSCRIPTION s CONNECTION 'password=y'");
        (altered.Change, Written(altered, altered.Connection)).ShouldBe((SubscriptionChange.Connection, "'password=y'"));
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("\"x\"", false)]
    [InlineData("x_____________________________________________________________y", false)]
    [InlineData("x______________________________________________________________y", true)]
    [InlineData("\"é_____________________________________________________________y\"", true)]
    public void A_name_that_PostgreSQL_cuts_says_so(string name, bool isTruncated) =>
        Parse<CreateSequence>($"CREATE SEQUENCE {name}").Name.Name.IsTruncated.ShouldBe(isTruncated);

    [Theory]
    [InlineData("user", PgVersion.V18, true)]
    [InlineData("left", PgVersion.V18, true)]
    [InlineData("system_user", PgVersion.V15, false)]
    [InlineData("system_user", PgVersion.V16, true)]
    [InlineData("name", PgVersion.V18, false)]
    [InlineData("User", PgVersion.V18, false)]
    public void A_name_that_must_be_quoted_for_ever_is_known(string name, PgVersion version, bool isReserved) =>
        new Identifier(name).IsReserved(version).ShouldBe(isReserved);

    [Fact]
    public void What_an_aggregate_of_JSON_gathers_is_among_the_names() =>
        StatementNames.Of(Parse<Select>("SELECT json_arrayagg(a ORDER BY b) FILTER (WHERE c) OVER (PARTITION BY d), json_objectagg(e: f) FILTER (WHERE g)"))
            .Columns.Select(name => name.Name).ShouldBe(["a", "b", "c", "d", "e", "f", "g"]);

    [Fact]
    public void A_string_in_parts_is_what_its_parts_say()
    {
        Parse<CommitPrepared>("COMMIT PREPARED 'a' -- it's\n  'b'").Gid.ShouldBe("ab");
        Parse<CommitPrepared>("COMMIT PREPARED 'a''b'\n'c'").Gid.ShouldBe("a'bc");
    }

    [Theory]
    [InlineData("SELECT U&\"\\D83D\"")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC WHERE; END")]
    [InlineData("SELECT FROM ((a JOIN b ON true) x)")]
    [InlineData("SELECT current_date OVER (PARTITION BY a)")]
    [InlineData("SELECT coalesce(a) FILTER (WHERE a)")]
    public void What_PostgreSQL_refuses_is_refused(string text) =>
        Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), PgVersion.V18).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC EXPLAIN SELECT 1; END")]
    [InlineData("SELECT FROM ((a JOIN b ON true) x JOIN c ON true)")]
    public void What_PostgreSQL_takes_is_taken(string text) =>
        Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), PgVersion.V18).Error.ShouldBeNull();
}
