namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Statements on their way to the server in one go; it knows which of them came from a file.</summary>
sealed class Sending(Session session)
{
    readonly NpgsqlBatch batch = session.Batch();
    readonly Dictionary<NpgsqlBatchCommand, PlannedStatement> written = [];

    /// <summary>How many statements of a file there are in it.</summary>
    public int Statements => written.Count;

    public int Characters { get; private set; }

    public void Add(Sql statement) => batch.BatchCommands.Add(new NpgsqlBatchCommand(statement.ToString()));

    /// <summary>What was added so far is a transaction of its own, although nothing waits for its answer.</summary>
    public void EndTransaction() => batch.BatchCommands[^1].AppendErrorBarrier = true;

    public void AddRange(IEnumerable<Sql> statements)
    {
        foreach (var statement in statements)
        {
            Add(statement);
        }
    }

    public void Add(PlannedStatement statement, string text)
    {
        var command = new NpgsqlBatchCommand(text);
        batch.BatchCommands.Add(command);
        written.Add(command, statement);
        Characters += text.Length;
    }

    /// <summary>The file's statement that a command stands for; none where it is one of ours.</summary>
    public PlannedStatement? Find(NpgsqlBatchCommand? command) =>
        command is null ? null : written.GetValueOrDefault(command);

    /// <summary>Sends, and says of each of the file's statements how many rows it touched.</summary>
    /// <param name="onRow">Reads each row that comes back; where there is none they are passed over.</param>
    public async Task<IReadOnlyList<StatementResult>> SendAsync(Action<NpgsqlDataReader>? onRow, CancellationToken cancel)
    {
        if (batch.BatchCommands.Count == 0)
        {
            return [];
        }
        await using (batch)
        {
            await (onRow is null ? batch.ExecuteNonQueryAsync(cancel) : ReadAsync(onRow, cancel));
            return [.. written.Select(one => new StatementResult(one.Value.Ordinal, one.Value.Line, one.Value.Verb, null, 0, Rows(one.Key, one.Value)))];
        }
    }

    async Task ReadAsync(Action<NpgsqlDataReader> onRow, CancellationToken cancel)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
            {
                onRow(reader);
            }
        }
        while (await reader.NextResultAsync(cancel));
    }

    // CREATE TABLE AS is answered like a query, so that the driver counts its rows as read.
    static long? Rows(NpgsqlBatchCommand command, PlannedStatement statement) => statement switch
    {
        { ReportsRows: false } => null,
        { Verb: "CREATE TABLE" or "CREATE MATERIALIZED VIEW" } => (long)command.Rows,
        _ => Math.Max(command.RecordsAffected, 0),
    };
}
