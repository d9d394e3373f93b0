namespace Turnstone.Postgres.Tests.Cli;

public sealed class ApplyTests(PostgresServer server)
{
    [Fact]
    public async Task Migrations_are_applied_once_and_in_order()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V2__book.sql", "CREATE TABLE book (id int, author int REFERENCES author);")
            .Write("V1__author.sql", "CREATE TABLE author (id int PRIMARY KEY);");

        var first = await project.RunAsync("apply");
        first.ExitCode.ShouldBe(0, first.Everything);
        first.Output.ShouldContain("applied 2 migrations");

        var second = await project.RunAsync("apply");
        second.ExitCode.ShouldBe(0, second.Everything);
        second.Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_failing_migration_says_where_and_leaves_nothing_of_itself()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__ok.sql", "CREATE TABLE ok (id int);")
            .Write("V2__bad.sql", "CREATE TABLE half (id int);\n\nALTER TABLE nowhere ADD c int;\n");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("migrations/V2__bad.sql:3:1");
        run.Error.ShouldContain("42P01");
        run.Error.ShouldContain("The step was rolled back; nothing of it stands.");
        (await database.ScalarAsync<string?>("SELECT to_regclass('half')::text")).ShouldBeNull();
        (await database.ScalarAsync<string?>("SELECT to_regclass('ok')::text")).ShouldBe("ok");
    }
}
