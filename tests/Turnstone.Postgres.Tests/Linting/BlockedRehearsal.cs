namespace Turnstone.Postgres.Tests.Linting;

/// <summary>Runs a statement that PostgreSQL refuses in a transaction while somebody reads every table: the lock that it waits for is the one that it takes.</summary>
static class BlockedRehearsal
{
    const string Waited = "SELECT relation, mode FROM pg_locks WHERE NOT granted AND relation IS NOT NULL AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    const string Tables = "SELECT quote_ident(relname) FROM pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384";

    public static async Task<IReadOnlyList<Rehearsal.Touched>> OfAsync(PostgresServer server, string before, string statement)
    {
        await using var database = await server.CreateDatabaseAsync();
        foreach (var one in Rehearsal.Parsed(before, server.Major))
        {
            await database.ExecuteAsync(one.Slice.Text);
        }
        await using var reader = await database.OpenAsync();
        await using var writer = await database.OpenAsync();
        var was = await Rehearsal.RelationsAsync(reader);
        var names = (await Rehearsal.RowsAsync(reader, Tables)).Select(row => (string)row[0]);
        var open = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Rehearsal.ExecuteAsync(reader, $"LOCK TABLE {string.Join(", ", names)} IN ACCESS SHARE MODE");

        var running = Rehearsal.ExecuteAsync(writer, statement);
        List<object[]> waited = [];
        await Condition.HoldsAsync(async () => (waited = await Rehearsal.RowsAsync(reader, Waited)) is not [] || running.IsCompleted, TestContext.Current.CancellationToken);
        await open.RollbackAsync(TestContext.Current.CancellationToken);
        await open.DisposeAsync();
        await running;

        var now = await Rehearsal.RelationsAsync(reader);
        return [.. waited.Select(row => (Oid: (uint)row[0], Mode: Rehearsal.ModeOf((string)row[1])))
            .Select(one => new Rehearsal.Touched(was[one.Oid].Name, one.Mode, now[one.Oid].File != was[one.Oid].File, IsScanned: false))];
    }
}
