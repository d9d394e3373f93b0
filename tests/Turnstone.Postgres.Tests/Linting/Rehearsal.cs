namespace Turnstone.Postgres.Tests.Linting;

using Npgsql;
using Turnstone.Linting;
using Turnstone.Sql;

/// <summary>Runs statements one by one, each in a transaction of its own where it takes one, and looks at what it does before it commits.</summary>
static class Rehearsal
{
    const string Locks = "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND granted AND relation IS NOT NULL";

    // What is counted of a transaction is not told of at once, and counted together with the one before.
    const string Relations = "SELECT oid, relname::text, relfilenode, coalesce(pg_stat_get_xact_numscans(oid), 0) FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND oid >= 16384 AND relpersistence <> 't'";

    /// <param name="IsInTransaction">Otherwise its locks were gone before they could be looked at.</param>
    public sealed record Done(string Text, int FirstLine, int LastLine, string? Error, bool IsInTransaction, IReadOnlyList<Touched> Tables);

    public sealed record Touched(string Name, LockMode Mode, bool IsRewritten, bool IsScanned);

    public static IEnumerable<Statement> Parsed(string text, PgVersion version)
    {
        using var reader = new StringReader(text);
        var slices = new StatementReader(reader);
        while (slices.Read() is { } slice)
        {
            yield return Parser.Parse(slice, version);
        }
    }

    public static async Task<IReadOnlyList<Done>> OfAsync(PostgresServer server, string before, string text)
    {
        await using var database = await server.CreateDatabaseAsync();
        foreach (var statement in Parsed(before, server.Major))
        {
            await database.ExecuteAsync(statement.Slice.Text);
        }
        await using var connection = await database.OpenAsync();
        var done = new List<Done>();
        foreach (var statement in Parsed(text, server.Major).Where(one => StatementClassifier.Classify(one.Slice, server.Major) < TransactionNeed.Begin))
        {
            done.Add(await RunAsync(connection, statement.Slice, server.Major));
        }
        return done;
    }

    static async Task<Done> RunAsync(NpgsqlConnection connection, StatementSlice slice, PgVersion version)
    {
        var isInTransaction = StatementClassifier.Classify(slice, version) is TransactionNeed.Any or TransactionNeed.OwnTransaction or TransactionNeed.OnlyInside;
        var lines = slice.Text.Count(letter => letter == '\n');
        try
        {
            var before = await RelationsAsync(connection);
            await using var transaction = isInTransaction ? await connection.BeginTransactionAsync(TestContext.Current.CancellationToken) : null;
            await ExecuteAsync(connection, slice.Text);
            IReadOnlyList<Touched> touched = isInTransaction ? await TouchedAsync(connection, before) : [];
            if (transaction is not null)
            {
                await transaction.CommitAsync(TestContext.Current.CancellationToken);
            }
            return new(slice.Text, slice.Position.Line, slice.Position.Line + lines, null, isInTransaction, touched);
        }
        catch (PostgresException refused)
        {
            return new(slice.Text, slice.Position.Line, slice.Position.Line + lines, $"{refused.SqlState}: {refused.MessageText}", isInTransaction, []);
        }
    }

    // Of those that were there before: what the statement makes, nobody else can wait for.
    static async Task<IReadOnlyList<Touched>> TouchedAsync(NpgsqlConnection connection, Dictionary<uint, Relation> before)
    {
        var held = (await RowsAsync(connection, Locks)).Select(row => (Oid: (uint)row[0], Mode: ModeOf((string)row[1])))
            .Where(one => before.ContainsKey(one.Oid)).GroupBy(one => one.Oid, one => one.Mode).ToDictionary(group => group.Key, group => group.Max());
        var now = await RelationsAsync(connection);
        return [.. held.Select(one => (Was: before[one.Key], Is: now.GetValueOrDefault(one.Key), Mode: one.Value))
            .Select(one => new Touched(one.Was.Name, one.Mode, one.Is is not null && one.Is.File != one.Was.File, one.Is is not null && one.Is.Scans > one.Was.Scans))];
    }

    /// <summary>As <c>pg_locks</c> has it: <c>ShareLock</c>.</summary>
    public static LockMode ModeOf(string mode) => Enum.Parse<LockMode>(mode.Replace("Lock", "", StringComparison.Ordinal));

    public static async Task<Dictionary<uint, Relation>> RelationsAsync(NpgsqlConnection connection) =>
        (await RowsAsync(connection, Relations)).ToDictionary(row => (uint)row[0], row => new Relation((string)row[1], (uint)row[2], (long)row[3]));

    public sealed record Relation(string Name, uint File, long Scans);

    public static async Task<List<object[]>> RowsAsync(NpgsqlConnection connection, string query)
    {
        await using var batch = TestDatabase.Batch(connection, query);
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }
        return rows;
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var batch = TestDatabase.Batch(connection, statement);
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
