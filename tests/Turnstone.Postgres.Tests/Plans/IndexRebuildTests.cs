namespace Turnstone.Postgres.Tests.Plans;

public sealed class IndexRebuildTests(PostgresServer server)
{
    const string Table = "CREATE TABLE t (v int, s text); CREATE INDEX i ON t (v); INSERT INTO t SELECT g, g FROM generate_series(1, 100) g";

    const string Invalid = "SELECT coalesce(string_agg(indexrelid::regclass::text, ' ' ORDER BY indexrelid), '') FROM pg_index WHERE NOT indisvalid";

    // An older snapshot holds a rebuild up before the two indexes change places; a reader of the table, which has none, behind it.
    static Task<OpenTransaction> ReaderAsync(TestDatabase database) => OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");

    [Theory]
    [InlineData("REINDEX INDEX CONCURRENTLY i", true)]
    [InlineData("REINDEX (VERBOSE, CONCURRENTLY) INDEX public.i", false)]
    [InlineData("REINDEX TABLE CONCURRENTLY t", false)]
    [InlineData("REINDEX SCHEMA CONCURRENTLY public", true)]
    public async Task F06_The_new_or_the_old_index_that_is_left_is_cleared_and_the_index_stays(string statement, bool isSwapped)
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var rebuild = new Questions(database, statement);
        (await rebuild.HalfMadeAsync()).ShouldBeEmpty();
        await using (await (isSwapped ? ReaderAsync(database) : OpenTransaction.WithSnapshotAsync(database)))
        {
            await rebuild.RunInVainAsync();
        }
        (await database.ScalarAsync<string>(Invalid)).ShouldNotBeNull().ShouldContain(isSwapped ? "i_ccold" : "i_ccnew");
        (await rebuild.ClearAsync()).ShouldContain(isSwapped ? "the invalid index public.i_ccold" : "the invalid index public.i_ccnew");
        (await database.ScalarAsync<string>(Invalid)).ShouldBe("");
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        await rebuild.RunAsync();
        (await database.ScalarAsync<string>(Invalid)).ShouldBe("");
        rebuild.Recovery.IsDone(null).ShouldBeEmpty("again does no harm");
    }

    [Fact]
    public async Task F06_What_is_left_of_the_indexes_of_long_values_is_cleared_by_who_may()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE ROLE rebuilds_toast; GRANT ALL ON SCHEMA public TO rebuilds_toast; ALTER TABLE t OWNER TO rebuilds_toast");
        var asOwner = new Questions(database, "REINDEX TABLE CONCURRENTLY t") { Before = ["SET ROLE rebuilds_toast"] };
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            await asOwner.RunInVainAsync();
        }
        (await asOwner.ClearAsync()).ShouldBe("the invalid index public.i_ccnew");
        (await database.ScalarAsync<string>(Invalid)).ShouldNotBeNull().ShouldStartWith("pg_toast.pg_toast_");
        (await new Questions(database, "REINDEX TABLE CONCURRENTLY t").ClearAsync()).ShouldStartWith("the invalid index pg_toast.pg_toast_");
        (await database.ScalarAsync<string>(Invalid)).ShouldBe("");
        await database.ExecuteAsync("DROP OWNED BY rebuilds_toast");
        await database.ExecuteAsync("DROP ROLE rebuilds_toast");
    }

    [Fact]
    public async Task F06_What_other_indexes_left_is_not_touched_for_one_index()
    {
        var longName = new string('ä', 31) + "x";
        await using var database = await server.CreateDatabaseAsync(Table + $"; CREATE INDEX \"i_ccnew_of_mine\" ON t (v); CREATE INDEX {longName} ON t (v); CREATE TABLE u (v int); CREATE INDEX j ON u (v)");
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            foreach (var statement in (string[])["REINDEX INDEX CONCURRENTLY i", "REINDEX INDEX CONCURRENTLY j", "REINDEX INDEX CONCURRENTLY i", $"REINDEX INDEX CONCURRENTLY {longName}"])
            {
                await new Questions(database, statement).RunInVainAsync();
            }
        }
        (await new Questions(database, $"REINDEX INDEX CONCURRENTLY {longName}").HalfMadeAsync()).ShouldHaveSingleItem().What.ShouldContain("ä_ccnew");
        (await new Questions(database, "REINDEX INDEX CONCURRENTLY i_ccnew_of_mine").HalfMadeAsync()).ShouldBeEmpty();
        (await new Questions(database, "REINDEX TABLE CONCURRENTLY u").ClearAsync()).ShouldBe("the invalid index public.j_ccnew");
        (await new Questions(database, "REINDEX INDEX CONCURRENTLY i").ClearAsync()).ShouldBe("the invalid index public.i_ccnew; the invalid index public.i_ccnew1");
        (await new Questions(database, $"REINDEX DATABASE CONCURRENTLY {new Turnstone.Sql.Identifier(database.Name)}").ClearAsync()).ShouldContain("ä_ccnew");
        (await database.ScalarAsync<string>(Invalid)).ShouldBe("");
    }

    [Fact]
    public async Task F06_What_is_left_of_the_indexes_of_partitions_is_cleared()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE SCHEMA "we""ird"; CREATE TABLE t (v int) PARTITION BY RANGE (v); CREATE TABLE "we""ird"."select" PARTITION OF t FOR VALUES FROM (0) TO (10);
            CREATE INDEX i ON t (v);
            """);
        await using (await OpenTransaction.WithSnapshotAsync(database))
        {
            await new Questions(database, "REINDEX TABLE CONCURRENTLY t").RunInVainAsync();
        }
        (await new Questions(database, "REINDEX INDEX CONCURRENTLY i").HalfMadeAsync()).ShouldHaveSingleItem().Clear
            .ShouldBe("DROP INDEX CONCURRENTLY IF EXISTS \"we\"\"ird\".select_v_idx_ccnew");
        (await new Questions(database, "REINDEX TABLE CONCURRENTLY t").ClearAsync()).ShouldBe("the invalid index \"we\"\"ird\".select_v_idx_ccnew");
    }

    [Fact]
    public async Task F07_A_rebuild_that_goes_on_without_its_client_is_seen_by_whoever_comes_back()
    {
        await using var database = await server.CreateDatabaseAsync(Table + "; CREATE INDEX k ON t (s)");
        var rebuild = new Questions(database, "REINDEX TABLE CONCURRENTLY t");
        await using var other = await ReaderAsync(database);
        var building = rebuild.RunAsync();
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_progress_create_index WHERE phase = 'waiting for readers before marking dead' AND datname = current_database())");
        var pid = await database.ScalarAsync<int>("SELECT pid FROM pg_stat_progress_create_index WHERE datname = current_database()");
        var found = await rebuild.HalfMadeAsync();
        found.Select(one => one.What).ShouldContain("the invalid index public.i_ccold");
        found.Select(one => one.What).ShouldContain("the invalid index public.k_ccold");
        found.Select(one => one.Pid).ShouldBe(found.Select(_ => (int?)pid));
        await other.ReleaseAsync();
        await building;
        (await rebuild.HalfMadeAsync()).ShouldBeEmpty();
    }
}
