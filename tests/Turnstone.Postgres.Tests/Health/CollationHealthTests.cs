namespace Turnstone.Postgres.Tests.Health;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Sql;

public sealed class CollationHealthTests(PostgresServer server)
{
    const string German = """CREATE COLLATION "the ""German" (provider = icu, locale = 'de-DE');""";

    [Fact]
    public async Task F60_An_index_in_an_order_that_the_system_no_longer_has_is_an_error_with_what_rebuilds_it()
    {
        await using var database = await server.CreateDatabaseAsync($"""
            {German}
            CREATE TABLE t (id int PRIMARY KEY, name text COLLATE "the ""German", other text);
            CREATE INDEX "the ""index" ON t (name);
            CREATE INDEX ON t (other COLLATE "C");
            """);
        using var project = new TestProject(database);
        var now = await database.ScalarAsync<string>("SELECT collversion FROM pg_collation WHERE collname = 'the \"German'");
        (await Doctor.AskAsync(project, "collation-version")).ShouldBeEmpty();
        await database.ExecuteAsync("UPDATE pg_collation SET collversion = '1.2' WHERE collname = 'the \"German'");

        var told = (await Doctor.AskAsync(project, "collation-version")).ShouldHaveSingleItem();

        told.ShouldBe(new("public.\"the \"\"German\"", "error",
            $"It was made with version 1.2 of its collation, and the system sorts by {now}: 1 index in that order (8 kB) may miss rows and let duplicates in.",
            """REINDEX INDEX CONCURRENTLY "public"."the ""index"; ALTER COLLATION "public"."the ""German" REFRESH VERSION;"""));
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(1);
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(project, "collation-version")).ShouldBeEmpty();
    }

    [Fact]
    public async Task F60_Many_indexes_are_rebuilt_together_and_what_nobody_sorts_by_is_not_told()
    {
        await using var database = await server.CreateDatabaseAsync($"""
            {German}
            CREATE COLLATION unused (provider = icu, locale = 'fr');
            CREATE TABLE t (id int PRIMARY KEY, a text COLLATE "the ""German", b text COLLATE "the ""German", c text COLLATE "the ""German");
            CREATE INDEX ON t (a); CREATE INDEX ON t (b); CREATE INDEX ON t (c);
            CREATE INDEX ON t (a, b);
            CREATE TABLE columns (id int PRIMARY KEY, v text COLLATE "sv-x-icu");
            """);
        await database.ExecuteAsync("UPDATE pg_collation SET collversion = '1.2' WHERE collname IN ('the \"German', 'unused', 'sv-x-icu', 'fr-x-icu')");

        var told = await Doctor.AskAsync(database, "collation-version");

        told.Select(one => (one.Object, one.Severity)).ShouldBe([("pg_catalog.\"sv-x-icu\"", "warning"), ("public.\"the \"\"German\"", "error")]);
        told[0].Message.ShouldEndWith("no index of the project is in that order, only the version is to be taken on.");
        told[1].Message.ShouldContain("4 indexes in that order (32 kB)");
        told[1].Fix.ShouldBe($"""REINDEX DATABASE CONCURRENTLY "{database.Name}"; ALTER COLLATION "public"."the ""German" REFRESH VERSION;""");
        await Doctor.FollowAsync(database, told[1].Fix);
        await Doctor.FollowAsync(database, told[0].Fix);
        (await Doctor.AskAsync(database, "collation-version")).ShouldBeEmpty();
    }

    [Fact]
    public async Task F60_The_databases_own_order_counts_from_15_on()
    {
        if (server.Major < PgVersion.V15)
        {
            Assert.Skip("PostgreSQL 14 keeps no version of a database's own collation.");
        }
        await using var first = await server.CreateDatabaseAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await first.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C'");
        await using var database = TestDatabase.Of(server.Server.Address, name);
        await database.SetUpAsync("CREATE TABLE t (id int PRIMARY KEY, name text); CREATE INDEX names ON t (name); CREATE INDEX plain ON t (id, name COLLATE \"C\");");
        using var project = new TestProject(database);
        (await Doctor.AskAsync(project, "collation-version")).ShouldBeEmpty();
        await database.ExecuteAsync("UPDATE pg_database SET datcollversion = '1.2' WHERE datname = current_database()");

        var told = (await Doctor.AskAsync(project, "collation-version")).ShouldHaveSingleItem();

        (told.Object, told.Severity, told.Fix).ShouldBe(
            ($"database {name}", "error", $"""REINDEX INDEX CONCURRENTLY "public"."names"; ALTER DATABASE "{name}" REFRESH COLLATION VERSION;"""));
        told.Message.ShouldStartWith("The database was made with version 1.2 of its collation, and the system sorts by ");
        told.Message.ShouldEndWith(": 1 index in that order (8 kB) may miss rows and let duplicates in.");
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(project, "collation-version")).ShouldBeEmpty();
    }
}
