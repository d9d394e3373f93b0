namespace Turnstone.Postgres.Tests.Transcripts;

using Npgsql;

/// <summary>Somebody's <c>psql</c> in the background: its last statement goes on until the page ends.</summary>
sealed class BackgroundSession : IAsyncDisposable
{
    readonly NpgsqlConnection connection;
    readonly CancellationTokenSource over = new();
    readonly Task last;

    BackgroundSession(NpgsqlConnection connection, string last)
    {
        this.connection = connection;
        this.last = ExecuteAsync(last, over.Token);
    }

    public static async Task<BackgroundSession> StartAsync(TestDatabase database, IReadOnlyList<string> statements)
    {
        var connection = new NpgsqlConnection($"{database.ConnectionString};Application Name=psql");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements.SkipLast(1))
        {
            await ExecuteAsync(connection, statement, TestContext.Current.CancellationToken);
        }
        return new(connection, statements[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await last;
        await connection.DisposeAsync();
        over.Dispose();
    }

    async Task ExecuteAsync(string statement, CancellationToken stop)
    {
        try
        {
            await ExecuteAsync(connection, statement, stop);
        }
        catch (Exception ended) when (ended is NpgsqlException or OperationCanceledException)
        {
            // The page is over, or somebody ended it.
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(statement) } };
        await batch.ExecuteNonQueryAsync(stop);
    }
}
