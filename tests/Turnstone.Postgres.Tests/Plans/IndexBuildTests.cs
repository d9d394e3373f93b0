namespace Turnstone.Postgres.Tests.Plans;

using Npgsql;
using Turnstone.Sql;

public sealed class IndexBuildTests(PostgresServer server)
{
    const string Table = "CREATE TABLE t (id int PRIMARY KEY, gone int, v int, s text, d tsvector); ALTER TABLE t DROP COLUMN gone; INSERT INTO t SELECT g, g FROM generate_series(1, 100) g";

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (v)")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY public.t USING btree (v)")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON t * (v)")]
    public async Task F05_What_a_build_that_was_cut_off_leaves_is_found_and_cleared(string statement)
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var build = new Questions(database, statement);
        (await build.IsDoneAsync()).ShouldBeFalse();
        (await build.HalfMadeAsync()).ShouldBeEmpty();
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            await build.RunInVainAsync();
        }
        (await build.IsDoneAsync()).ShouldBeFalse();
        (await build.ObstacleAsync()).ShouldBeEmpty();
        (await build.HalfMadeAsync()).ShouldBe([("the invalid index public.i", "DROP INDEX CONCURRENTLY IF EXISTS public.i", null)]);
        (await build.ClearAsync()).ShouldBe("the invalid index public.i");
        await build.RunAsync();
        (await build.IsDoneAsync()).ShouldBeTrue();
        (await build.ObstacleAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task F06_What_a_duplicate_leaves_is_found_and_cleared()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; INSERT INTO t VALUES (101, 1)");
        var build = new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY i ON t (v)");
        await build.RunInVainAsync(PostgresErrorCodes.UniqueViolation);
        (await build.IsDoneAsync()).ShouldBeFalse();
        (await build.ClearAsync()).ShouldBe("the invalid index public.i");
        (await database.HasAsync("i")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("(v)", "(s)")]
    [InlineData("(v)", "(v DESC)")]
    [InlineData("(v)", "(v NULLS FIRST)")]
    [InlineData("(v)", "USING hash (v)")]
    [InlineData("(v)", "(v, id)")]
    [InlineData("(v)", "(v) INCLUDE (id)")]
    [InlineData("(v) INCLUDE (id)", "(v, id)")]
    [InlineData("(v) INCLUDE (id)", "(v) INCLUDE (s)")]
    [InlineData("(v)", "(v) WITH (fillfactor = 70)")]
    [InlineData("(v) WITH (fillfactor = 70, deduplicate_items = off)", "(v) WITH (fillfactor = 70)")]
    [InlineData("(v)", "(v) WHERE v > 1")]
    [InlineData("(v) WHERE v > 2", "(v) WHERE v > 1")]
    [InlineData("(v) WHERE t.v > 2", "(v)")]
    [InlineData("(lower(s))", "(upper(s))")]
    [InlineData("(lower(t.s), (v + 1) DESC)", "(lower(s), (v - 1) DESC)")]
    [InlineData("(s)", "(s COLLATE \"C\")")]
    [InlineData("(s)", "(s text_pattern_ops)")]
    [InlineData("USING gist (d)", "USING gin (d)")]
    [InlineData("USING gist (d tsvector_ops (siglen = 100))", "USING gist (d)")]
    [InlineData("(/* two */ v, -- lines\n s)", "(v)")]
    [InlineData("(s) WHERE s <> $$it's \\ 'quoted' $$", "(s) WHERE s <> 'its'")]
    public async Task F05_Another_index_of_the_name_is_not_what_was_asked_for(string asked, string other)
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var (one, two) = (new Questions(database, $"CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t {asked}"), new Questions(database, $"CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t {other}"));
        await one.RunAsync();
        (await one.IsDoneAsync()).ShouldBeTrue();
        (await one.ObstacleAsync()).ShouldBeEmpty();
        (await two.IsDoneAsync()).ShouldBeFalse();
        (await two.ObstacleAsync()).ShouldHaveSingleItem().ShouldStartWith("public.i is there already, and is not what is asked for: CREATE INDEX i ON public.t USING");
        (await two.HalfMadeAsync()).ShouldBeEmpty("nobody's valid index is cleared away");
        await database.ExecuteAsync("DROP INDEX i");
        await two.RunAsync();
        (await two.IsDoneAsync()).ShouldBeTrue();
        (await one.IsDoneAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task F05_Whether_an_index_is_unique_is_part_of_what_was_asked_for()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE INDEX i ON t (v); CREATE UNIQUE INDEX u ON t (v)");
        (await new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY i ON t (v)").IsDoneAsync()).ShouldBeFalse();
        (await new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY u ON t (v)").IsDoneAsync()).ShouldBeTrue();
        (await new Questions(database, "CREATE INDEX CONCURRENTLY u ON t (v)").IsDoneAsync()).ShouldBeFalse();
        if (server.Major >= PgVersion.V15)
        {
            (await new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY u ON t (v) NULLS NOT DISTINCT").IsDoneAsync()).ShouldBeFalse();
            await database.ExecuteAsync("CREATE UNIQUE INDEX n ON t (v) NULLS NOT DISTINCT");
            (await new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY n ON t (v) NULLS NOT DISTINCT").IsDoneAsync()).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task F05_Whatever_has_the_name_stands_in_the_way_of_IF_NOT_EXISTS()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE TABLE i (); CREATE TABLE other (v int); CREATE INDEX j ON other (v); CREATE SCHEMA far; CREATE TABLE far.k ()");
        (await new Questions(database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v)").ObstacleAsync())
            .ShouldBe(["public.i is there already, and is not what is asked for: it is no index"]);
        (await new Questions(database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS j ON t (v)").ObstacleAsync())
            .ShouldBe(["public.j is there already, and is not what is asked for: CREATE INDEX j ON public.other USING btree (v)"]);
        (await new Questions(database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS k ON t (v)").ObstacleAsync()).ShouldBeEmpty("an index lives where its table does");
        (await new Questions(database, "CREATE INDEX CONCURRENTLY i ON t (v)").ObstacleAsync()).ShouldBeEmpty("the server refuses by itself");
        (await new Questions(database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON no_such_table (v)").ObstacleAsync()).ShouldBeEmpty();
        (await new Questions(database, "CREATE INDEX CONCURRENTLY i ON no_such_table (v)").IsDoneAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task F06_An_index_without_a_name_is_known_by_what_was_there_before()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; INSERT INTO t VALUES (101, 1)");
        var build = new Questions(database, "CREATE UNIQUE INDEX CONCURRENTLY ON t (v)");
        await build.RunInVainAsync(PostgresErrorCodes.UniqueViolation);
        var evidence = await build.EvidenceAsync();
        (await build.HalfMadeAsync(evidence)).ShouldBeEmpty("it is somebody else's");
        await build.RunInVainAsync(PostgresErrorCodes.UniqueViolation);
        (await build.ClearAsync(evidence)).ShouldBe("the invalid index public.t_v_idx1");
        await database.ExecuteAsync("DELETE FROM t WHERE id = 101");
        await database.ExecuteAsync("CREATE INDEX ON t (v)");
        (await build.IsDoneAsync(evidence)).ShouldBeFalse();
        await build.RunAsync();
        (await build.IsDoneAsync(evidence)).ShouldBeTrue();
        (await build.IsDoneAsync(await build.EvidenceAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task F06_Names_mean_what_they_mean_to_the_statement()
    {
        var longName = new string('é', 31);
        await using var database = await server.CreateDatabaseAsync($"""
            CREATE SCHEMA "we""ird"; CREATE TABLE "we""ird"."select" (v int, "we""ird" int, "Größe" text); CREATE TABLE public."select" (v int, "we""ird" int, "Größe" text);
            INSERT INTO "we""ird"."select" VALUES (1), (1);
            """);
        var build = new Questions(database, $"""CREATE UNIQUE INDEX CONCURRENTLY {longName}ZZZ ON "select" (v, "we""ird", lower("Größe")) WHERE "select"."we""ird" IS NULL AND v > 0""")
        {
            Before = ["SET search_path = \"we\"\"ird\", public"],
        };
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            await build.RunInVainAsync();
        }
        (await build.ClearAsync()).ShouldBe($"the invalid index \"we\"\"ird\".\"{longName}z\"");
        await build.RunAsync();
        (await build.IsDoneAsync()).ShouldBeTrue();
        (await new Questions(database, $"""CREATE UNIQUE INDEX CONCURRENTLY {longName}z ON "select" (v, "we""ird", lower("Größe")) WHERE "we""ird" IS NULL AND v > 0""").IsDoneAsync())
            .ShouldBeFalse("the other schema's table has none");
    }

    [Fact]
    public async Task F07_A_build_that_goes_on_without_its_client_is_seen_by_whoever_comes_back()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE ROLE " + nameof(F07_A_build_that_goes_on_without_its_client_is_seen_by_whoever_comes_back)[..40]);
        var plain = nameof(F07_A_build_that_goes_on_without_its_client_is_seen_by_whoever_comes_back)[..40];
        var build = new Questions(database, "CREATE INDEX CONCURRENTLY i ON t (v)");
        var asPlain = new Questions(database, "CREATE INDEX CONCURRENTLY i ON t (v)") { Before = [$"SET ROLE {plain}"] };
        await using var other = await OpenTransaction.WithSnapshotAsync(database);
        var building = build.RunAsync();
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots' AND datname = current_database())");
        var pid = await database.ScalarAsync<int>("SELECT pid FROM pg_stat_progress_create_index WHERE datname = current_database()");
        (await build.HalfMadeAsync()).ShouldHaveSingleItem().Pid.ShouldBe(pid);
        (await asPlain.HalfMadeAsync()).ShouldHaveSingleItem().Pid.ShouldBe(pid);
        await other.ReleaseAsync();
        await building;
        (await build.HalfMadeAsync()).ShouldBeEmpty();
        (await build.IsDoneAsync()).ShouldBeTrue();
        await database.ExecuteAsync($"DROP ROLE {plain}");
    }

    [Theory]
    [InlineData("(whole(t))")]
    [InlineData("(lower(public.t.s))")]
    public async Task F05_What_means_only_the_table_itself_is_known_by_its_name(string definition)
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE FUNCTION whole(t) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1.s)'");
        var build = new Questions(database, $"CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t {definition}");
        (await build.IsDoneAsync()).ShouldBeFalse();
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            await build.RunInVainAsync();
        }
        (await build.IsDoneAsync()).ShouldBeFalse();
        _ = await build.ClearAsync();
        await build.RunAsync();
        (await build.IsDoneAsync()).ShouldBeTrue();
        (await build.ObstacleAsync()).ShouldBeEmpty();
        (await new Questions(database, $"CREATE UNIQUE INDEX CONCURRENTLY i ON t {definition}").IsDoneAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Asking_leaves_nothing()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE INDEX i ON t (v)");
        const string Relations = "SELECT count(*) FROM pg_class";
        var before = await database.ScalarAsync<long>(Relations);
        (await new Questions(database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (v)").IsDoneAsync()).ShouldBeTrue();
        (await database.ScalarAsync<long>(Relations)).ShouldBe(before);
    }
}
