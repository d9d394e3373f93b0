namespace Turnstone.Sessions;

using Npgsql;

/// <summary>Tells a pooler that gives each transaction another session from one that lets a client keep its own.</summary>
/// <remarks>
/// A mark is set in our session. Then, in turn, we look for it again, and another connection opens a transaction and looks for it. In
/// session pooling we always find it and the others never do. In transaction pooling our session is idle in between: if it is not the only
/// one, a pooler that goes round gives us another next time; if it is, or the pooler prefers the one that was used last, another connection gets it.
/// </remarks>
sealed class PoolerProbe(NpgsqlConnection connection, Connector connector, TimeProvider time)
{
    const int OtherConnections = 4;
    const string Look = "SELECT pg_catalog.current_setting('turnstone.probe', true)";

    // A pooler has as many sessions as it is told to: with those all taken, a connection waits, minutes by default.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<bool> SharesSessionsAsync(CancellationToken stop)
    {
        var mark = Guid.NewGuid().ToString("N");
        await AskAsync(connection, stop, $"SELECT pg_catalog.set_config('turnstone.probe', '{mark}', false)");
        await using var others = new Others(stop);
        for (var count = 0; count < OtherConnections; count++)
        {
            if (await AskAsync(connection, stop, Look) != mark)
            {
                return true;
            }
            var seen = others.LookAsync(await connector.OpenAsync(_ => { }, stop));
            if (await Task.WhenAny(seen, Task.Delay(Patience, time, stop)) != seen)
            {
                // It waits for a session. If ours is shared, ours is free and it gets it, or it is in front of us in the queue.
                var ours = AskAsync(connection, stop, Look);
                if (await Task.WhenAny(seen, ours) == ours)
                {
                    return await ours != mark;
                }
                await ours;
            }
            if (await seen == mark)
            {
                return true;
            }
        }
        return await AskAsync(connection, stop, Look) != mark;
    }

    static async Task<string?> AskAsync(NpgsqlConnection on, CancellationToken stop, params IEnumerable<string> statements)
    {
        await using var batch = new NpgsqlBatch(on) { Timeout = 0 };
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }
        return await batch.ExecuteScalarAsync(stop) as string;
    }

    /// <summary>The other connections, each in a transaction that keeps its session until all are closed.</summary>
    sealed class Others(CancellationToken stop) : IAsyncDisposable
    {
        readonly CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        readonly List<(NpgsqlConnection Connection, Task<string?> Look)> all = [];

        public Task<string?> LookAsync(NpgsqlConnection other)
        {
            var look = AskAsync(other, enough.Token, "BEGIN", Look);
            all.Add((other, look));
            return look;
        }

        public async ValueTask DisposeAsync()
        {
            await enough.CancelAsync();
            foreach (var (other, look) in all)
            {
                await Task.WhenAny(look);
                await other.DisposeAsync();
            }
            enough.Dispose();
        }
    }
}
