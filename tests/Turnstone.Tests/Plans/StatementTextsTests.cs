namespace Turnstone.Tests.Plans;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Planning;

public sealed class StatementTextsTests
{
    static readonly Placeholders Values = new(Sample.Settings.Placeholders);

    [Fact]
    public void What_is_sent_is_what_is_planned_with_the_secrets_in_it() =>
        Sent("SELECT 1; SELECT '${region}'; ALTER ROLE a PASSWORD '${app_password}'; ALTER ROLE b PASSWORD 'wr1tten'; SELECT '${app_password}'").ShouldBe([
            "SELECT 1", "SELECT 'eu-west'", "ALTER ROLE a PASSWORD 'n3ver-5een'", "ALTER ROLE b PASSWORD 'wr1tten'", "SELECT 'n3ver-5een'"]);

    [Fact]
    public void A_file_that_wants_no_placeholders_is_sent_as_it_stands()
    {
        const string text = "SELECT '${app_password}'; ALTER ROLE b PASSWORD '${region}'";

        Sent($"-- turnstone: placeholders=off\n{text}").ShouldBe(text.Split("; "));
    }

    [Fact]
    public void A_file_that_says_something_else_by_now_is_refused()
    {
        var planned = Sample.One("ALTER ROLE b PASSWORD 'wr1tten'");
        var edited = Sample.Set(Sample.File("V1__one.sql", "ALTER ROLE b PASSWORD 'another'"));

        var failure = Should.Throw<FailureException>(() => new StatementTexts(edited, Values).Text(planned, Statements(planned)[0]));

        failure.Kind.ShouldBe(FailureKind.Refused);
        failure.Diagnostic.Place.ShouldBe("V1__one.sql:1:1");
        failure.Message.ShouldBe("The statement is not the one that the plan was made of.");
        Should.Throw<FailureException>(() => new StatementTexts(Sample.Set(), Values).Text(planned, Statements(planned)[0]));
    }

    [Fact]
    public void Another_value_of_a_placeholder_is_refused_too_where_the_plan_shows_stars()
    {
        var planned = Sample.One("ALTER ROLE b PASSWORD '${region}'");
        var files = Sample.Set(Sample.File("V1__one.sql", "ALTER ROLE b PASSWORD '${region}'"));
        var other = new Placeholders(ImmutableSortedDictionary<string, Placeholder>.Empty.Add("region", new() { Text = "us" }));

        Should.Throw<FailureException>(() => new StatementTexts(files, other).Text(planned, Statements(planned)[0]));
    }

    static string[] Sent(string text)
    {
        var planned = Sample.One(text);
        var texts = new StatementTexts(Sample.Set(Sample.File("V1__one.sql", text)), Values);
        return [.. Statements(planned).Select(statement => texts.Text(planned, statement))];
    }

    static ImmutableArray<PlannedStatement> Statements(PlannedMigration planned) => planned.Steps[0].ShouldBeOfType<SqlStep>().Statements;
}
