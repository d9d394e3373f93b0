namespace Turnstone.Postgres.Tests.Plans;

public sealed class IndexDropTests(PostgresServer server)
{
    const string Table = "CREATE TABLE t (v int); CREATE INDEX i ON t (v); CREATE SCHEMA far; CREATE TABLE far.t (v int); CREATE INDEX i ON far.t (v)";

    [Fact]
    public async Task F06_A_drop_that_was_cut_off_is_completed_and_the_namesake_further_down_the_path_stays()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var drop = new Questions(database, "DROP INDEX CONCURRENTLY i") { Before = ["SET search_path = public, far"] };
        var evidence = await drop.EvidenceAsync();
        (await drop.IsDoneAsync(evidence)).ShouldBeFalse();
        (await drop.HalfMadeAsync(evidence)).ShouldBeEmpty();
        await using (await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE"))
        {
            await drop.RunInVainAsync();
        }
        (await drop.IsDoneAsync(evidence)).ShouldBeFalse();
        (await drop.HalfMadeAsync()).ShouldBeEmpty("whoever has not begun it leaves it to the statement, which drops one index");
        (await drop.ClearAsync(evidence)).ShouldBe("the invalid index public.i");
        (await drop.IsDoneAsync(evidence)).ShouldBeTrue();
        (await database.HasAsync("far.i")).ShouldBeTrue();
    }

    [Fact]
    public async Task F07_A_drop_that_goes_on_without_its_client_is_seen_by_whoever_comes_back()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var drop = new Questions(database, "DROP INDEX CONCURRENTLY IF EXISTS i");
        var evidence = await drop.EvidenceAsync();
        await using var other = await OpenTransaction.BeginAsync(database, "LOCK TABLE t IN ACCESS SHARE MODE");
        var dropping = drop.RunAsync();
        await database.HoldsAsync("EXISTS (SELECT FROM pg_index WHERE indexrelid = 'i'::regclass AND NOT indisvalid)");
        (await drop.HalfMadeAsync(evidence)).ShouldHaveSingleItem().Pid.ShouldNotBeNull();
        await other.ReleaseAsync();
        await dropping;
        (await drop.HalfMadeAsync(evidence)).ShouldBeEmpty();
        (await drop.IsDoneAsync(evidence)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_never_was_there_was_not_dropped()
    {
        await using var database = await server.CreateDatabaseAsync(Table);
        var drop = new Questions(database, "DROP INDEX CONCURRENTLY far.j");
        var evidence = await drop.EvidenceAsync();
        evidence.ShouldBe("");
        (await drop.IsDoneAsync(evidence)).ShouldBeFalse();
    }
}
