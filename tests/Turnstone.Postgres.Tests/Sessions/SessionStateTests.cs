namespace Turnstone.Postgres.Tests.Sessions;

using Turnstone.Postgres.Tests.Cli;

public sealed class SessionStateTests(PostgresServer server)
{
    // What a migration sees of its session, written into a table.
    const string Witness = """
        CREATE TABLE public.seen AS SELECT current_setting('search_path') AS path, current_user::text AS who, session_user::text AS session,
            current_setting('lock_timeout') AS lock, current_setting('work_mem') AS mem, current_setting('row_security') AS rls,
            pg_catalog.to_regclass('pg_temp.scratch') IS NOT NULL AS temp;
        """;

    [Theory]
    [InlineData("SET search_path = pg_catalog;")]
    [InlineData("SELECT pg_catalog.set_config('search_path', '', false);")]
    [InlineData("SET lock_timeout = 0; SET statement_timeout = 0; SET work_mem = '123MB'; SET row_security = on;")]
    [InlineData("SET default_transaction_read_only = on;")]
    [InlineData("SET ROLE pg_monitor;")]
    [InlineData("SET LOCAL ROLE pg_monitor;")]
    [InlineData("SET SESSION AUTHORIZATION pg_monitor;")]
    [InlineData("CREATE TEMP TABLE scratch (id int);")]
    [InlineData("DO $$ BEGIN CREATE TEMP TABLE scratch (id int); SET work_mem = '123MB'; END $$;")]
    [InlineData("SET standard_conforming_strings = off;")]
    [InlineData("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;")]
    public async Task F39_Nothing_of_one_migration_s_session_reaches_the_next(string leaks)
    {
        await using var plain = await server.CreateDatabaseAsync();
        using (var alone = new TestProject(plain).Write("V2__witness.sql", Witness))
        {
            (await alone.RunAsync("apply")).ExitCode.ShouldBe(0);
        }
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__leaks.sql", leaks).Write("V2__witness.sql", Witness);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT * FROM seen")).ShouldBe(await plain.QueryAsync("SELECT * FROM seen"));
        (await database.KindsAsync()).ShouldBe("run_opened step_done step_done run_closed");
    }

    [Fact]
    public async Task F39_A_dump_s_empty_search_path_does_not_reach_the_ledger_nor_the_next_file()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__dump.sql", """
                SET statement_timeout = 0;
                SET lock_timeout = 0;
                SET idle_in_transaction_session_timeout = 0;
                SET client_encoding = 'UTF8';
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                SET check_function_bodies = false;
                SET row_security = off;
                CREATE TABLE public.author (id bigint NOT NULL);
                """)
            .Write("V2__next.sql", "CREATE TABLE book (id int);");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.HasAsync("public.book")).ShouldBeTrue();
    }

    [Fact]
    public async Task F39_The_project_s_search_path_is_pinned_for_every_migration()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "search_path: [\"we\\\"ird\", public]\n")
            .Write("V1__schema.sql", "CREATE SCHEMA \"we\"\"ird\"; SET search_path = public;")
            .Write("V2__t.sql", "CREATE TABLE t ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.HasAsync("\"we\"\"ird\".t")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_setting_holds_to_the_end_of_its_file_across_its_steps()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__file.sql", """
            CREATE SCHEMA app;
            SET search_path = app;
            CREATE TABLE t (v int);
            CREATE INDEX CONCURRENTLY i ON t (v);
            CREATE TABLE u (v int);
            """);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync("SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace ORDER BY 1")).ShouldBe([["i"], ["t"], ["u"]]);
    }

    [Fact]
    public async Task A_setting_does_not_reach_back_to_what_stands_before_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__file.sql", """
            CREATE SCHEMA app;
            CREATE TABLE before ();
            SET search_path = app;
            CREATE TABLE after ();
            """);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.HasAsync("public.before")).ShouldBeTrue();
        (await database.HasAsync("app.after")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_setting_still_holds_where_a_half_way_file_goes_on_another_day()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__file.sql", """
            CREATE SCHEMA app;
            SET search_path = app;
            CREATE TABLE t (v int);
            CREATE INDEX CONCURRENTLY i ON t (v);
            SELECT 1/0;
            """);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V1__file.sql", """
            CREATE SCHEMA app;
            SET search_path = app;
            CREATE TABLE t (v int);
            CREATE INDEX CONCURRENTLY i ON t (v);
            CREATE TABLE u (v int);
            """);
        var resumed = await project.RunAsync("apply");
        resumed.ExitCode.ShouldBe(0, resumed.Everything);
        (await database.HasAsync("app.u")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_holds_to_the_end_of_its_file_and_the_ledger_is_written_as_ourselves()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"maker_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role}");
        try
        {
            await database.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
            using var project = new TestProject(database)
                .Write("V1__owned.sql", $"SET ROLE {role};\nCREATE TABLE t (v int);\nCREATE INDEX CONCURRENTLY i ON t (v);\nCREATE TABLE u (v int);")
                .Write("V2__fails.sql", $"SET ROLE {role};\nCREATE INDEX CONCURRENTLY j ON t (nowhere);");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(5, run.Everything);
            run.Error.ShouldContain("migrations/V2__fails.sql:2");
            run.Error.ShouldContain("42703");
            (await database.QueryAsync($"SELECT relname FROM pg_class WHERE relowner = '{role}'::regrole AND relkind <> 'i' ORDER BY 1")).ShouldBe([["t"], ["u"]]);
            (await database.KindsAsync()).ShouldEndWith("step_started step_cleared run_closed");
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {role}");
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task F41_Row_level_security_turns_into_an_error_what_would_silently_change_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"owner_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role}");
        try
        {
            await database.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
            using var project = new TestProject(database)
                .Write("V1__t.sql", $"SET ROLE {role}; CREATE TABLE t (id int); INSERT INTO t VALUES (1); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;")
                .Write("V2__data.sql", $"SET ROLE {role};\nUPDATE t SET id = 2;");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(5, run.Everything);
            run.Error.ShouldContain("query would be affected by row-level security policy");
            run.Error.ShouldContain("migrations/V2__data.sql:2:1");
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {role}");
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task What_a_migration_leaves_in_its_session_is_said()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__t.sql", "CREATE TEMP TABLE scratch (id int); LISTEN news; PREPARE q AS SELECT 1;");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("""V1  left in its session: temporary table "scratch", LISTEN "news", prepared statement "q" """.TrimEnd());
    }
}
