namespace Turnstone.Postgres.Tests.Health;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;
using Turnstone.Sql;

public sealed class IndexHealthTests(PostgresServer server)
{
    [Fact]
    public async Task An_index_that_is_another_one_once_more_is_dropped_by_what_is_advised()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE SCHEMA "Bö""s";
            CREATE TABLE "Bö""s"."select 'y'" (id int PRIMARY KEY, a int, b text);
            CREATE INDEX first ON "Bö""s"."select 'y'" (a, lower(b)) WHERE b <> 'x';
            CREATE INDEX "the ""second" ON "Bö""s"."select 'y'"   (a  ,   lower ( b ) )   WHERE ( b <> 'x' );
            """);

        var told = (await Doctor.AskAsync(database, "duplicate-index")).ShouldHaveSingleItem();

        told.Object.ShouldBe("\"Bö\"\"s\".\"the \"\"second\"");
        told.Severity.ShouldBe("warning");
        told.Message.ShouldBe("It is \"Bö\"\"s\".first once more: every write of \"Bö\"\"s\".\"select 'y'\" maintains both, and this one takes 8 kB.");
        told.Fix.ShouldBe("""DROP INDEX CONCURRENTLY "Bö""s"."the ""second";""");
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(database, "duplicate-index")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("(a, b)", "(b, a)")]
    [InlineData("(b)", "USING hash (b)")]
    [InlineData("(b)", "(b text_pattern_ops)")]
    [InlineData("(b)", "(b COLLATE \"C\")")]
    [InlineData("(a)", "(a DESC)")]
    [InlineData("(a)", "(a NULLS FIRST)")]
    [InlineData("(a)", "(a) WHERE b IS NULL")]
    [InlineData("(a) WHERE b IS NULL", "(a) WHERE b IS NOT NULL")]
    [InlineData("(lower(b))", "(upper(b))")]
    [InlineData("(a)", "(a) INCLUDE (b)")]
    [InlineData("(a)", "(a) WITH (fillfactor = 50)")]
    [InlineData("(a)", "UNIQUE (a)")]
    [InlineData("UNIQUE (a)", "UNIQUE (a) NULLS NOT DISTINCT")]
    public async Task What_differs_in_anything_is_no_duplicate(string one, string other)
    {
        if (other.Contains("NULLS NOT", StringComparison.Ordinal) && server.Major < PgVersion.V15)
        {
            Assert.Skip("NULLS NOT DISTINCT came with PostgreSQL 15.");
        }
        await using var database = await server.CreateDatabaseAsync($"CREATE TABLE t (a int, b text); {Index("i", one)}; {Index("j", other)};");

        (await Doctor.AskAsync(database, "duplicate-index")).ShouldBeEmpty();
        await database.ExecuteAsync(Index("k", other));
        (await Doctor.AskAsync(database, "duplicate-index")).ShouldHaveSingleItem().Object.ShouldBe("public.k");
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX i ON t (id)", "ALTER TABLE t ADD PRIMARY KEY (id)", "public.i", """DROP INDEX CONCURRENTLY "public"."i";""")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT i UNIQUE (id)", "ALTER TABLE t ADD PRIMARY KEY (id)", "public.i", """ALTER TABLE "public"."t" DROP CONSTRAINT "i";""")]
    [InlineData("CREATE UNIQUE INDEX i ON t (id)", "ALTER TABLE t ADD UNIQUE (id)", "public.i", """DROP INDEX CONCURRENTLY "public"."i";""")]
    [InlineData("CREATE INDEX i ON t (id)", "CREATE INDEX j ON t (id)", "public.j", """DROP INDEX CONCURRENTLY "public"."j";""")]
    [InlineData("CREATE INDEX i ON t (id)", "CREATE INDEX j ON t (id)@CLUSTER t USING j", "public.i", """DROP INDEX CONCURRENTLY "public"."i";""")]
    [InlineData("CREATE UNIQUE INDEX i ON t (id)", "CREATE UNIQUE INDEX j ON t (id)@ALTER TABLE t REPLICA IDENTITY USING INDEX j", "public.i", """DROP INDEX CONCURRENTLY "public"."i";""")]
    [InlineData("CREATE UNIQUE INDEX i ON t (id)", "CREATE UNIQUE INDEX j ON t (id)@CREATE TABLE u (id int REFERENCES t (id))", "public.j", """DROP INDEX CONCURRENTLY "public"."j";""")]
    public async Task The_one_that_more_stands_on_is_kept(string one, string other, string dropped, string fix)
    {
        await using var database = await server.CreateDatabaseAsync($"CREATE TABLE t (id int NOT NULL); {one}; {other.Replace("@", ";", StringComparison.Ordinal)};");

        var told = (await Doctor.AskAsync(database, "duplicate-index")).ShouldHaveSingleItem();

        (told.Object, told.Fix).ShouldBe((dropped, fix));
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(database, "duplicate-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_foreign_key_refers_to_is_never_advised_to_be_dropped()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE t (id int CONSTRAINT also UNIQUE);
            CREATE TABLE u (id int REFERENCES t (id));
            ALTER TABLE t ADD PRIMARY KEY (id);
            """);

        (await Doctor.AskAsync(database, "duplicate-index")).ShouldBeEmpty();
        (await Doctor.AskAsync(database, "redundant-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_partitioned_table_the_whole_index_is_told_once()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
            CREATE INDEX i ON p (a, b);
            CREATE INDEX j ON p (a, b);
            CREATE INDEX alone ON p2 (a, b);
            """);

        var told = await Doctor.AskAsync(database, "duplicate-index");

        told.Select(one => one.Fix).ShouldBe(["""DROP INDEX "public"."j";""", """DROP INDEX CONCURRENTLY "public"."alone";"""], ignoreOrder: true);
        told.Single(one => one.Object == "public.j").Message.ShouldEndWith("takes 16 kB.");
        foreach (var one in told)
        {
            await Doctor.FollowAsync(database, one.Fix);
        }
        (await Doctor.AskAsync(database, "duplicate-index")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("(a)", "(a, b)")]
    [InlineData("(a, b)", "(a, b, c)")]
    [InlineData("(a)", "UNIQUE (a)")]
    [InlineData("(a)", "(a) INCLUDE (b)")]
    [InlineData("(a) INCLUDE (b)", "(a, b)")]
    [InlineData("(a DESC)", "(a DESC, b)")]
    [InlineData("(a) WHERE c > 0", "(a, b) WHERE c > 0")]
    [InlineData("(a)", "(a, lower(d))")]
    public async Task An_index_that_another_one_begins_with_is_worth_knowing(string less, string more)
    {
        await using var database = await server.CreateDatabaseAsync($"CREATE TABLE t (a int, b int, c int, d text); {Index("less", less)}; {Index("more", more)};");
        using var project = new TestProject(database);

        var told = (await Doctor.AskAsync(project, "redundant-index")).ShouldHaveSingleItem();

        told.ShouldBe(new("public.less", "info", "public.more begins with its columns and answers what it does: every write of public.t maintains both, and this one takes 8 kB.",
            """DROP INDEX CONCURRENTLY "public"."less";"""));
        (await project.RunAsync("doctor")).ExitCode.ShouldBe(0, "what is only worth knowing is no finding");
        await Doctor.FollowAsync(database, told.Fix);
        (await Doctor.AskAsync(database, "redundant-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_follows_all_advice_at_once_keeps_an_index_for_every_query()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE t (a int, b int, c int PRIMARY KEY);
            CREATE INDEX a1 ON t (a); CREATE INDEX a2 ON t (a); CREATE INDEX a3 ON t (a) INCLUDE (b);
            CREATE INDEX ab1 ON t (a, b); CREATE INDEX ab2 ON t (a, b); CREATE INDEX abc1 ON t (a, b, c); CREATE INDEX abc2 ON t (a, b, c);
            CREATE INDEX c1 ON t (c); CREATE UNIQUE INDEX c2 ON t (c);
            """);

        var told = (await Doctor.AskAsync(database, "duplicate-index")).Concat(await Doctor.AskAsync(database, "redundant-index")).ToList();

        told.Select(one => one.Object).ShouldBe(["public.a2", "public.ab2", "public.abc2", "public.c2", "public.a1", "public.a3", "public.ab1", "public.c1"], ignoreOrder: true);
        foreach (var one in told)
        {
            await Doctor.FollowAsync(database, one.Fix);
        }
        (await database.QueryAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1")).ShouldBe([["abc1"], ["t_pkey"]]);
    }

    [Theory]
    [InlineData("(b)", "(a, b)")]
    [InlineData("UNIQUE (a)", "(a, b)")]
    [InlineData("(a)", "(a DESC, b)")]
    [InlineData("(d COLLATE \"C\")", "(d, a)")]
    [InlineData("(d text_pattern_ops)", "(d, a)")]
    [InlineData("(a) WHERE c > 0", "(a, b)")]
    [InlineData("(a)", "(a, b) WHERE c > 0")]
    [InlineData("(a) INCLUDE (c)", "(a, b)")]
    [InlineData("USING hash (a)", "(a, b)")]
    [InlineData("(a)", "USING gist (point(a, b))")]
    [InlineData("(lower(d))", "(lower(d), a)")]
    public async Task An_index_that_answers_more_than_the_other_one_is_not_redundant(string one, string other)
    {
        await using var database = await server.CreateDatabaseAsync($"CREATE TABLE t (a int, b int, c int, d text); {Index("one", one)}; {Index("other", other)};");

        (await Doctor.AskAsync(database, "redundant-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_purpose_keeps_is_not_redundant()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE t (a int NOT NULL, b int, UNIQUE (a));
            CREATE INDEX ON t (a, b);
            CREATE TABLE u (a int, b int);
            CREATE INDEX clustered ON u (a);
            CREATE INDEX ON u (a, b);
            CLUSTER u USING clustered;
            CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE INDEX ON p (a);
            CREATE INDEX ON p1 (a, b);
            """);

        (await Doctor.AskAsync(database, "redundant-index")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_index_that_no_query_has_read_is_worth_knowing_once_the_statistics_go_back_far_enough()
    {
        await using var database = await server.CreateDatabaseAsync(UnreadIndexes);
        using var project = new TestProject(database);

        var young = await project.RunAsync("doctor");
        young.ExitCode.ShouldBe(0, young.Everything);
        young.Output.ShouldNotContain("unused-index ");
        young.Error.ShouldContain("warning[unused-not-known]: Whether public.unread is used is not known: no query has read any, but the statistics go back ");
        young.Error.ShouldContain("Ask again once they go back 30 days (--unused-days).");

        var told = (await Doctor.AskAsync(project, "unused-index", "--unused-days 0")).ShouldHaveSingleItem();
        (told.Object, told.Severity, told.Fix).ShouldBe(("public.unread", "info", """DROP INDEX CONCURRENTLY "public"."unread";"""));
        told.Message.ShouldMatch(@"^No query has read it since \d{4}-\d\d-\d\d \d\d:\d\d UTC, \d+ (s|min|h) ago; further back nothing is known\. It takes [\d,]+ kB, and every write of public\.t maintains it\.$");
        (await project.RunAsync("doctor --unused-days 0")).ExitCode.ShouldBe(0, "what is only worth knowing is no finding");

        await using (var connection = await database.OpenAsync())
        {
            await using var reading = new Npgsql.NpgsqlBatch(connection)
            {
                BatchCommands = { new("SET enable_seqscan = off"), new("SET enable_bitmapscan = off"), new("SELECT count(*) FROM t WHERE b = 7") },
            };
            await reading.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await database.HoldsAsync("(SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = 'unread')");
        (await Doctor.AskAsync(project, "unused-index", "--unused-days 0")).ShouldBeEmpty("a query has read it");
    }

    [Fact]
    public async Task Statistics_that_somebody_reset_go_back_to_that_moment()
    {
        await using var database = await server.CreateDatabaseAsync(UnreadIndexes);
        await database.ExecuteAsync("SELECT pg_stat_reset()");
        await database.HoldsAsync("(SELECT stats_reset IS NOT NULL FROM pg_stat_database WHERE datname = current_database())");
        var since = (await database.QueryAsync("SELECT to_char(stats_reset AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM pg_stat_database WHERE datname = current_database()"))[0][0];

        (await Doctor.AskAsync(database, "unused-index", "--unused-days 0")).ShouldHaveSingleItem().Message.ShouldStartWith($"No query has read it since {since} UTC");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task Where_nothing_is_counted_nothing_is_unused_and_where_commits_keep_their_time_an_index_is_as_young_as_it_is()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "track_counts=off", "track_commit_timestamp=on");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        await using var database = await special.CreateDatabaseAsync();
        await database.SetUpAsync(UnreadIndexes);
        using var project = new TestProject(database);

        (await Doctor.AskAsync(project, "unused-index", "--unused-days 0")).ShouldBeEmpty();
        (await project.RunAsync("doctor --unused-days 0")).Error.ShouldContain("no query has read any, but track_counts is off.");

        await database.ExecuteAsync($"ALTER DATABASE {new Identifier(database.Name)} SET track_counts = on");
        var made = (await database.QueryAsync("SELECT to_char(pg_xact_commit_timestamp(xmin) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM pg_index WHERE indexrelid = 'unread'::regclass"))[0][0];
        (await Doctor.AskAsync(project, "unused-index", "--unused-days 0")).ShouldHaveSingleItem().Message.ShouldStartWith($"No query has read it since {made} UTC");
    }

    // One that is told, and one of each kind that is not.
    const string UnreadIndexes = """
        CREATE TABLE r (id int PRIMARY KEY);
        INSERT INTO r VALUES (1);
        CREATE TABLE t (a int, b int, c int, d int, e int NOT NULL, f int, refers int REFERENCES r (id));
        INSERT INTO t SELECT n, n, n, n, n, n, 1 FROM generate_series(1, 60000) n;
        CREATE INDEX unread ON t (b);
        CREATE UNIQUE INDEX is_unique ON t (a);
        ALTER TABLE t ADD CONSTRAINT made UNIQUE (c);
        CREATE INDEX clustered ON t (d);
        CLUSTER t USING clustered;
        CREATE UNIQUE INDEX identity ON t (e);
        ALTER TABLE t REPLICA IDENTITY USING INDEX identity;
        CREATE INDEX refers ON t (refers, a);
        CREATE INDEX small ON t (f) WHERE f < 10;
        """;

    static string Index(string name, string definition)
    {
        var unique = definition.StartsWith("UNIQUE ", StringComparison.Ordinal);
        return $"CREATE {(unique ? "UNIQUE " : "")}INDEX {name} ON t {(unique ? definition["UNIQUE ".Length..] : definition)}";
    }
}
