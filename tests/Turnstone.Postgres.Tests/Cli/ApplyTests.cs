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

    [Theory]
    [InlineData("RAISE EXCEPTION 'no';", "no (SQLSTATE P0001).")]
    [InlineData("ALTER TABLE nowhere ADD c int;", "relation \"nowhere\" does not exist (SQLSTATE 42P01).")]
    [InlineData("PERFORM fails(1);", "not so (SQLSTATE P0001) in PL/pgSQL function fails(integer), line 4.")]
    public async Task An_error_in_a_DO_block_is_shown_at_its_own_line(string line, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__fails.sql", "CREATE FUNCTION fails(i int) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n\n  RAISE EXCEPTION 'not so';\nEND $$;\n")
            .Write("V2__block.sql", $"SELECT 1;\nDO\nLANGUAGE plpgsql $$\nBEGIN\n  PERFORM 1;\n  {line}\nEND\n$$;\n");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("migrations/V2__block.sql:6:1");
    }

    [Fact]
    public async Task An_error_in_a_trigger_names_its_function_and_shows_no_values_of_rows()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__trigger.sql", """
            CREATE TABLE t (name text UNIQUE);
            CREATE FUNCTION doubles() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              INSERT INTO t VALUES ('PRIVATE' || NEW.name), ('PRIVATE' || NEW.name);
              RETURN NEW;
            END $$;
            CREATE TRIGGER doubles BEFORE INSERT ON t FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION doubles();
            INSERT INTO t VALUES ('x');
            """);

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("in PL/pgSQL function doubles(), line 3.");
        run.Error.ShouldContain("migrations/V1__trigger.sql:8:1");
        run.Everything.ShouldNotContain("PRIVATE");
    }

    [Fact]
    public async Task Waiting_for_what_was_edited_is_refused()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await project.RunAsync("wait --timeout 10s")).ExitCode.ShouldBe(0);
        project.Write("V1__one.sql", "CREATE TABLE one (v int);\n");
        var run = await project.RunAsync("wait --timeout 10s");
        run.ExitCode.ShouldBe(2, run.Everything);
    }
}
