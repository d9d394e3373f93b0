namespace Turnstone.Postgres.Tests;

using Npgsql;

/// <summary>Somebody else's transaction, open until it is released: what it locked stays locked, what it has seen stays old.</summary>
public sealed class OpenTransaction : IAsyncDisposable
{
    readonly NpgsqlConnection connection;

    OpenTransaction(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<OpenTransaction> BeginAsync(TestDatabase database, params string[] statements)
    {
        var transaction = new OpenTransaction(await database.OpenAsync());
        foreach (var statement in (string[])["BEGIN ISOLATION LEVEL REPEATABLE READ", .. statements])
        {
            await transaction.ExecuteAsync(statement);
        }
        return transaction;
    }

    /// <summary>A transaction with a snapshot, which <c>CREATE INDEX CONCURRENTLY</c> waits for.</summary>
    public static Task<OpenTransaction> WithSnapshotAsync(TestDatabase database) => BeginAsync(database, "SELECT 1");

    public Task ReleaseAsync() => ExecuteAsync("ROLLBACK");

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public async Task ExecuteAsync(string statement)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
