namespace Turnstone.Postgres.Tests.Health;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Sql;

public sealed class TableHealthTests(PostgresServer server)
{
    [Fact]
    public async Task A_foreign_key_without_an_index_is_told_with_the_index_that_it_lacks()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE "the ""other" (x int, y int, PRIMARY KEY (x, y));
            CREATE TABLE "Bö""s" (id int PRIMARY KEY, "the ""x" int, "Y" int, CONSTRAINT "refers ""to" FOREIGN KEY ("the ""x", "Y") REFERENCES "the ""other");
            """);
        using var project = new TestProject(database);

        var told = (await Doctor.AskAsync(project, "foreign-key-without-index")).ShouldHaveSingleItem();

        told.ShouldBe(new("public.\"Bö\"\"s\"", "info",
            "No index finds its rows by \"refers \"\"to\": each DELETE from public.\"the \"\"other\", and each change of a key there, reads all of its 0 kB.",
            """CREATE INDEX CONCURRENTLY ON "public"."Bö""s" ("the ""x", "Y");"""));
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(0, "a small table is read in no time");
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(project, "foreign-key-without-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_large_table_it_is_a_finding()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE t (id int PRIMARY KEY);
            INSERT INTO t VALUES (1);
            CREATE TABLE u (id int PRIMARY KEY, refers int REFERENCES t, fill text);
            INSERT INTO u SELECT n, 1, repeat('x', 1000) FROM generate_series(1, 10000) n;
            """);
        using var project = new TestProject(database);
        (await Doctor.AskAsync(project, "foreign-key-without-index")).ShouldHaveSingleItem();
        await database.ExecuteAsync("ANALYZE u");

        var told = (await Doctor.AskAsync(project, "foreign-key-without-index")).ShouldHaveSingleItem();

        told.Severity.ShouldBe("warning");
        told.Message.ShouldEndWith("reads all of its 11 MB.");
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("(a, b)", true)]
    [InlineData("(b, a)", true)]
    [InlineData("(b, a, c)", true)]
    [InlineData("(a, b) WHERE a IS NOT NULL", true)]
    [InlineData("(a, c, b)", false)]
    [InlineData("(a)", false)]
    [InlineData("(a) INCLUDE (b)", false)]
    [InlineData("(a, b) WHERE c > 0", false)]
    [InlineData("USING brin (a, b)", false)]
    [InlineData("((a + 0), b)", false)]
    public async Task An_index_counts_where_it_begins_with_the_keys_columns(string index, bool counts)
    {
        await using var database = await server.CreateDatabaseAsync($"""
            CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));
            CREATE TABLE u (a int, b int, c int, FOREIGN KEY (a, b) REFERENCES t);
            CREATE INDEX i ON u {index};
            """);

        (await Doctor.AskAsync(database, "foreign-key-without-index")).Count.ShouldBe(counts ? 0 : 1);
    }

    [Fact]
    public async Task Of_a_partitioned_table_a_foreign_key_is_told_once_unless_every_partition_has_an_index()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE t (id int PRIMARY KEY);
            CREATE TABLE p (a int, refers int REFERENCES t) PARTITION BY LIST (a);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (a);
            CREATE TABLE p3 PARTITION OF p2 DEFAULT;
            CREATE INDEX ON p1 (refers);
            """);

        var told = (await Doctor.AskAsync(database, "foreign-key-without-index")).ShouldHaveSingleItem();
        (told.Object, told.Fix).ShouldBe(("public.p", """CREATE INDEX ON "public"."p" ("refers");"""));
        await database.ExecuteAsync("CREATE INDEX ON p3 USING hash (refers)");
        (await Doctor.AskAsync(database, "foreign-key-without-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_without_a_primary_key_is_worth_knowing()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE keyed (id int PRIMARY KEY);
            CREATE TABLE "no ""key" (id int);
            CREATE TABLE nearly (id int NOT NULL, v int);
            CREATE UNIQUE INDEX "the ""one" ON nearly (id);
            CREATE UNIQUE INDEX nullable ON nearly (v);
            CREATE TABLE p (a int) PARTITION BY LIST (a);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE VIEW v AS SELECT 1 AS one;
            """);
        using var project = new TestProject(database);

        var told = await Doctor.AskAsync(project, "no-primary-key");

        told.Select(one => (one.Object, one.Severity, one.Fix)).ShouldBe(
        [
            ("public.nearly", "info", """ALTER TABLE "public"."nearly" ADD PRIMARY KEY USING INDEX "the ""one";"""),
            ("public.\"no \"\"key\"", "info", """ALTER TABLE "public"."no ""key" ADD PRIMARY KEY (…); over the columns that tell its rows apart"""),
            ("public.p", "info", """ALTER TABLE "public"."p" ADD PRIMARY KEY (…); over the columns that tell its rows apart"""),
        ]);
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(0);
        await Doctor.FollowAsync(database, told[0].Fix);
        (await Doctor.AskAsync(project, "no-primary-key")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_published_table_whose_rows_cannot_be_told_apart_refuses_to_be_changed_and_is_an_error()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE keyed (id int PRIMARY KEY);
            CREATE TABLE plain (id int);
            CREATE TABLE whole (id int);
            ALTER TABLE whole REPLICA IDENTITY FULL;
            CREATE TABLE off (id int PRIMARY KEY);
            ALTER TABLE off REPLICA IDENTITY NOTHING;
            CREATE TABLE indexed (id int NOT NULL UNIQUE);
            CREATE TABLE later (id int PRIMARY KEY DEFERRABLE);
            CREATE TABLE p (a int) PARTITION BY LIST (a);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE TABLE inserted (id int);
            CREATE TABLE unpublished (id int);
            CREATE PUBLICATION "the ""news" FOR TABLE keyed, plain, whole, off, indexed, later, p;
            CREATE PUBLICATION added FOR TABLE inserted WITH (publish = 'insert');
            """);
        using var project = new TestProject(database);

        var told = await Doctor.AskAsync(project, "no-replica-identity");

        told.Select(one => (one.Object, one.Fix)).ShouldBe(
        [
            ("public.indexed", """ALTER TABLE "public"."indexed" REPLICA IDENTITY USING INDEX "indexed_id_key";"""),
            ("public.later", """ALTER TABLE "public"."later" REPLICA IDENTITY FULL;"""),
            ("public.off", """ALTER TABLE "public"."off" REPLICA IDENTITY DEFAULT;"""),
            ("public.p1", """ALTER TABLE "public"."p1" REPLICA IDENTITY FULL;"""),
            ("public.plain", """ALTER TABLE "public"."plain" REPLICA IDENTITY FULL;"""),
        ]);
        told.ShouldAllBe(one => one.Severity == "error");
        told[4].Message.ShouldBe("\"the \"\"news\" publishes its changes, and it has no primary key and no other replica identity: UPDATE and DELETE fail.");
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(1);
        // The server is the judge of both.
        foreach (var table in (string[])["keyed", "plain", "whole", "off", "indexed", "later", "p1", "inserted", "unpublished"])
        {
            (await FailsAsync(database, $"DELETE FROM {table}")).ShouldBe(told.Any(one => one.Object == $"public.{table}"), table);
        }
        foreach (var one in told)
        {
            await Doctor.FollowAsync(database, one.Fix);
            (await FailsAsync(database, $"DELETE FROM {one.Object}")).ShouldBeFalse(one.Object);
        }
        (await Doctor.AskAsync(project, "no-replica-identity")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_published_as_a_whole_counts_too()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SCHEMA app; CREATE TABLE app.t (id int); CREATE TABLE u (id int); CREATE UNLOGGED TABLE quick (id int);");

        if (server.Major >= PgVersion.V15)
        {
            await database.ExecuteAsync("CREATE PUBLICATION part FOR TABLES IN SCHEMA app");
            (await Doctor.AskAsync(database, "no-replica-identity")).Select(one => one.Object).ShouldBe(["app.t"]);
        }
        await database.ExecuteAsync("CREATE PUBLICATION everything FOR ALL TABLES");
        (await Doctor.AskAsync(database, "no-replica-identity")).Select(one => one.Object).ShouldBe(["app.t", "public.u"]);
    }

    [Fact]
    public async Task Only_the_projects_schemas_are_looked_at_and_never_an_extensions_or_the_ledgers_objects()
    {
        const string Twice = "(a int NOT NULL, b serial)";
        await using var database = await server.CreateDatabaseAsync($"""
            CREATE SCHEMA app; CREATE SCHEMA other; CREATE SCHEMA own;
            CREATE TABLE app.t {Twice}; CREATE TABLE other.t {Twice}; CREATE TABLE own.t {Twice}; CREATE TABLE public.extending {Twice};
            CREATE INDEX ON app.t (a); CREATE INDEX ON app.t (a);
            CREATE INDEX ON other.t (a); CREATE INDEX ON other.t (a);
            CREATE INDEX ON own.t (a); CREATE INDEX ON own.t (a);
            CREATE INDEX ON public.extending (a); CREATE INDEX ON public.extending (a);
            ALTER EXTENSION plpgsql ADD TABLE public.extending;
            ALTER EXTENSION plpgsql ADD SEQUENCE public.extending_b_seq;
            """);
        using var project = new TestProject(database);

        project.Write("turnstone.yaml", "ledger_schema: own\n");
        (await Doctor.AskAsync(project, "duplicate-index")).Select(one => one.Object).ShouldBe(["app.t_a_idx1", "other.t_a_idx1"]);
        (await Doctor.AskAsync(project, "no-primary-key")).Select(one => one.Object).ShouldBe(["app.t", "other.t"]);
        project.Write("turnstone.yaml", "ledger_schema: own\nschemas: { exclude: [other] }\n");
        (await Doctor.AskAsync(project, "duplicate-index")).Select(one => one.Object).ShouldBe(["app.t_a_idx1"]);
        project.Write("turnstone.yaml", "schemas: { include: [other, \"we'ird\"] }\n");
        (await Doctor.AskAsync(project, "no-primary-key")).Select(one => one.Object).ShouldBe(["other.t"]);
    }

    static async Task<bool> FailsAsync(TestDatabase database, string statement)
    {
        try
        {
            await database.ExecuteAsync(statement);
            return false;
        }
        catch (Npgsql.PostgresException refused) when (refused.SqlState == "55000")
        {
            return true;
        }
    }
}
