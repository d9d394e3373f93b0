namespace Turnstone.Postgres.Tests.Health;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Sql;

public sealed class SequenceHealthTests(PostgresServer server)
{
    // What is made, where the sequence is set to, and what is told.
    [Theory]
    [InlineData("CREATE TABLE t (id serial)", "public.t_id_seq", 1_717_986_918, "warning",
        "It is at 1,717,986,918 of 2,147,483,647 (80 %), 429,496,729 values are left for public.t.id, an integer. To widen the column rewrites its table under ACCESS EXCLUSIVE.",
        """ALTER SEQUENCE "public"."t_id_seq" AS bigint; ALTER TABLE "public"."t" ALTER COLUMN "id" TYPE bigint;""")]
    [InlineData("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)", "public.t_id_seq", 2_040_109_465, "error",
        "It is at 2,040,109,465 of 2,147,483,647 (95 %), 107,374,182 values are left for public.t.id, an integer. To widen the column rewrites its table under ACCESS EXCLUSIVE.",
        """ALTER TABLE "public"."t" ALTER COLUMN "id" TYPE bigint;""")]
    [InlineData("CREATE SEQUENCE s; CREATE TABLE t (a bigint DEFAULT nextval('s'), \"the \"\"b\" int DEFAULT nextval('s'))", "public.s", 2_147_483_647, "error",
        "It is at 2,147,483,647 of 2,147,483,647 (100 %), 0 values are left for public.t.\"the \"\"b\", an integer, though the sequence is a bigint. To widen the column rewrites its table under ACCESS EXCLUSIVE.",
        """ALTER TABLE "public"."t" ALTER COLUMN "the ""b" TYPE bigint;""")]
    [InlineData("CREATE DOMAIN d AS smallint; CREATE SEQUENCE s INCREMENT 10; CREATE TABLE t (a d DEFAULT nextval('s'))", "public.s", 30_001, "warning",
        "It is at 30,001 of 32,767 (91 %), 276 values are left for public.t.a, a smallint, though the sequence is a bigint. To widen the column rewrites its table under ACCESS EXCLUSIVE.",
        """ALTER TABLE "public"."t" ALTER COLUMN "a" TYPE bigint;""")]
    [InlineData("CREATE SEQUENCE s MAXVALUE 1000", "public.s", 1000, "error", "It is at 1,000 of 1,000 (100 %), 0 values are left.", """ALTER SEQUENCE "public"."s" NO MAXVALUE;""")]
    [InlineData("CREATE SEQUENCE s MAXVALUE 1000; CREATE TABLE t (id bigint DEFAULT nextval('s'))", "public.s", 900, "warning", "It is at 900 of 1,000 (90 %), 100 values are left for public.t.id, a bigint.",
        """ALTER SEQUENCE "public"."s" NO MAXVALUE;""")]
    [InlineData("CREATE SEQUENCE s AS smallint", "public.s", 32_000, "error", "It is at 32,000 of 32,767 (97 %), 767 values are left.", """ALTER SEQUENCE "public"."s" AS bigint;""")]
    [InlineData("CREATE SEQUENCE s AS smallint INCREMENT -2 MINVALUE -32768 MAXVALUE -1", "public.s", -32_001, "error", "It is at -32,001 of -32,768 (97 %), 383 values are left.",
        """ALTER SEQUENCE "public"."s" AS bigint;""")]
    [InlineData("CREATE SEQUENCE s", "public.s", 9_223_372_036_854_775_807, "error", "It is at 9,223,372,036,854,775,807 of 9,223,372,036,854,775,807 (100 %), 0 values are left.", null)]
    public async Task A_sequence_near_its_end_or_its_columns_is_told_with_what_gives_it_room(string setup, string sequence, long value, string severity, string message, string? fix)
    {
        await using var database = await server.CreateDatabaseAsync($"{setup};");
        using var project = new TestProject(database);
        (await Doctor.AskAsync(project, "sequence-near-end")).ShouldBeEmpty("it has not begun");
        await database.ExecuteAsync($"SELECT setval('{sequence}', {value})");

        var told = (await Doctor.AskAsync(project, "sequence-near-end")).ShouldHaveSingleItem();

        told.ShouldBe(new(sequence, severity, message, fix));
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(1);
        if (fix is not null)
        {
            await Doctor.FollowAsync(database, fix);
            (await Doctor.AskAsync(project, "sequence-near-end")).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("CREATE TABLE t (id serial)", "t_id_seq", 1_700_000_000)]
    [InlineData("CREATE TABLE t (id bigserial)", "t_id_seq", 2_147_483_647)]
    [InlineData("CREATE SEQUENCE s MAXVALUE 10 CYCLE", "s", 10)]
    [InlineData("CREATE SEQUENCE s; CREATE TABLE t (id numeric DEFAULT nextval('s'))", "s", 2_147_483_647)]
    [InlineData("CREATE SEQUENCE s MINVALUE -1000 MAXVALUE 1000", "s", 500)]
    public async Task What_is_far_from_its_end_or_has_none_is_not_told(string setup, string sequence, long value)
    {
        await using var database = await server.CreateDatabaseAsync($"{setup}; SELECT setval('{sequence}', {value});");

        (await Doctor.AskAsync(database, "sequence-near-end")).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_begins_anew_still_ends_where_its_column_does()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SEQUENCE s CYCLE; CREATE TABLE t (id smallint DEFAULT nextval('s')); SELECT setval('s', 32767);");

        (await Doctor.AskAsync(database, "sequence-near-end")).ShouldHaveSingleItem().Object.ShouldBe("public.s");
    }

    [Fact]
    public async Task What_a_role_may_not_read_is_said_with_the_grant_and_another_sessions_temporary_one_is_nobodys()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE SCHEMA "Bö""s"; CREATE SEQUENCE "Bö""s"."the ""one" MAXVALUE 10; CREATE SEQUENCE public.other; CREATE SEQUENCE public.granted MAXVALUE 10;
            GRANT USAGE ON SEQUENCE public.granted TO PUBLIC;
            SELECT setval('"Bö""s"."the ""one"', 10); SELECT setval('public.granted', 10);
            """);
        using var project = new TestProject().With("DATABASE_URL", await Doctor.AsNobodyAsync(database));
        await using var other = await OpenTransaction.BeginAsync(database, "CREATE TEMPORARY SEQUENCE passing MAXVALUE 10", "SELECT setval('passing', 10)", "COMMIT");

        var run = await project.RunAsync("doctor");
        run.ExitCode.ShouldBe(1, run.Everything);
        run.Error.ShouldContain($"warning[sequence-not-visible]: we\"ird {database.Name[^8..]} may not read 2 sequences, \"Bö\"\"s\".\"the \"\"one\" among them: how near its end it is, is not known.");
        (await Doctor.AskAsync(project, "sequence-near-end")).Select(one => one.Object).ShouldBe(["public.granted"]);

        var grants = run.Error.Split("As the owner, or a superuser: ")[1].Split('\n')[0].Trim();
        await Doctor.FollowAsync(database, grants);
        await database.ExecuteAsync($"GRANT USAGE ON SCHEMA \"Bö\"\"s\" TO {new Identifier($"we\"ird {database.Name[^8..]}")}");
        (await project.RunAsync("doctor")).Error.ShouldNotContain("sequence-not-visible");
        (await Doctor.AskAsync(project, "sequence-near-end")).Select(one => one.Object).ShouldBe(["\"Bö\"\"s\".\"the \"\"one\"", "public.granted"]);
    }

    [Fact]
    public async Task One_that_somebody_locks_is_not_waited_for()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SEQUENCE s MAXVALUE 10; SELECT setval('s', 10); CREATE SEQUENCE u MAXVALUE 10; SELECT setval('u', 10);");
        using var project = new TestProject(database);
        await using var holder = await OpenTransaction.BeginAsync(database, "DROP SEQUENCE s");

        (await Doctor.AskAsync(project, "sequence-near-end")).Select(one => one.Object).ShouldBe(["public.u"]);
        (await project.RunAsync("doctor")).Error.ShouldContain("Somebody locks public.s, or there are more than a quarter of the lock table has room for: how near its end it is, is not known.");
    }
}
