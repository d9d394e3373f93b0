namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class SwitchTests(PostgresServer server)
{
    [Fact]
    public async Task What_another_branch_applied_is_taken_back_and_this_ones_applied()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("U1__a.sql", "DROP TABLE a;")
            .Write("V2__theirs.sql", "CREATE TABLE theirs (id int);").Write("U2__theirs.sql", "DROP TABLE theirs;")
            .Write("V3__more.sql", "CREATE TABLE more (id int);").Write("U3__more.sql", "DROP TABLE more;");
        await project.RunAsync("apply");
        // The other branch has another V2, no V3, and a V4.
        project.Delete("V2__theirs.sql").Delete("U2__theirs.sql").Delete("V3__more.sql").Delete("U3__more.sql")
            .Write("V2__ours.sql", "CREATE TABLE ours (id int);").Write("U2__ours.sql", "DROP TABLE ours;")
            .Write("V4__last.sql", "CREATE TABLE last (id int);");

        var switched = await project.RunAsync("switch");

        switched.ExitCode.ShouldBe(0, switched.Everything);
        switched.Output.ShouldContain("took back 2 migrations, applied 2.");
        (await database.ScalarAsync<string>("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
            .ShouldBe("a last ours");
        (await project.RunAsync("switch")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_database_elsewhere_or_under_a_policy_is_left_alone()
    {
        using var project = new TestProject().With("DATABASE_URL", "Host=db.example.com;Username=u;Password=p;Database=d").Write("V1__a.sql", "SELECT 1;")
            .WriteAt("turnstone.yaml", "environments: { prod: { url: env:DATABASE_URL, require: { undo: true } } }\n");

        (await project.RunAsync("switch --url env:DATABASE_URL")).Error.ShouldContain("db.example.com is not this machine");
        (await project.RunAsync("switch --env prod")).Error.ShouldContain("Environment 'prod' has 'require:'");
    }

    [Fact]
    public async Task What_cannot_be_taken_back_stops_it_before_anything_is_done()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id int);").Write("V2__b.sql", "CREATE TABLE b (id int);");
        await project.RunAsync("apply");
        project.Delete("V2__b.sql").Write("V3__c.sql", "CREATE TABLE c (id int);");

        var switched = await project.RunAsync("switch");

        switched.ExitCode.ShouldBe(2, switched.Everything);
        switched.Error.ShouldContain("V2 (b) was applied without an undo, by files that are not here.");
        (await database.ScalarAsync<bool>("SELECT to_regclass('b') IS NOT NULL AND to_regclass('c') IS NULL")).ShouldBeTrue();
    }
}
