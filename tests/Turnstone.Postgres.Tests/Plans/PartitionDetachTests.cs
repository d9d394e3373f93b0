namespace Turnstone.Postgres.Tests.Plans;

public sealed class PartitionDetachTests(PostgresServer server)
{
    const string Table = """
        CREATE SCHEMA "we""ird"; CREATE TABLE p (v int) PARTITION BY RANGE (v);
        CREATE TABLE "we""ird"."Select" PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); INSERT INTO p VALUES (1), (11);
        """;

    const string Detach = """ALTER TABLE p DETACH PARTITION "we""ird"."Select" CONCURRENTLY""";

    [Fact]
    public async Task F10_A_detach_that_was_cut_off_is_completed()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var detach = new Questions(database, Detach);
        var evidence = await detach.EvidenceAsync();
        await using (await OpenTransaction.BeginAsync(database, "SELECT count(*) FROM p"))
        {
            await detach.RunInVainAsync();
        }
        (await detach.IsDoneAsync(evidence)).ShouldBeFalse();
        (await detach.HalfMadeAsync(evidence)).ShouldBe(
            [("the pending detach of \"we\"\"ird\".\"Select\" from public.p", """ALTER TABLE public.p DETACH PARTITION "we""ird"."Select" FINALIZE""", null)]);
        (await new Questions(database, "ALTER TABLE p DETACH PARTITION p2 CONCURRENTLY").HalfMadeAsync()).ShouldBeEmpty("it is another's");
        _ = await detach.ClearAsync(evidence);
        (await detach.IsDoneAsync(evidence)).ShouldBeTrue();
        (await database.ScalarAsync<long>("SELECT count(*) FROM \"we\"\"ird\".\"Select\"")).ShouldBe(1);
    }

    [Fact]
    public async Task F10_A_detach_that_goes_on_without_its_client_is_seen_by_whoever_comes_back()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var detach = new Questions(database, Detach);
        var evidence = await detach.EvidenceAsync();
        await using var other = await OpenTransaction.BeginAsync(database, "SELECT count(*) FROM p");
        var detaching = detach.RunAsync();
        await database.HoldsAsync("EXISTS (SELECT FROM pg_inherits WHERE inhdetachpending)");
        (await detach.HalfMadeAsync(evidence)).ShouldHaveSingleItem().Pid.ShouldNotBeNull();
        await other.ReleaseAsync();
        await detaching;
        (await detach.HalfMadeAsync(evidence)).ShouldBeEmpty();
        (await detach.IsDoneAsync(evidence)).ShouldBeTrue();
    }

    [Fact]
    public async Task F10_What_never_was_a_partition_was_not_detached()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var detach = new Questions(database, "ALTER TABLE p DETACH PARTITION p3 CONCURRENTLY");
        var evidence = await detach.EvidenceAsync();
        evidence.ShouldBe("");
        (await detach.IsDoneAsync(evidence)).ShouldBeFalse();
        (await detach.IsDoneAsync()).ShouldBeFalse();
    }
}
