namespace Turnstone.Postgres.Tests.Plans;

using Npgsql;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Asks what a statement's recovery asks, in a session of its own, as the one does that comes back.</summary>
sealed class Questions(Func<Task<NpgsqlConnection>> open, string statement)
{
    public Questions(TestDatabase database, string statement)
        : this(database.OpenAsync, statement)
    {
    }

    public Recovery Recovery { get; } = Recovery.Of(Parser.Parse(StatementReader.ReadAll(statement).ShouldHaveSingleItem(), PgVersion.V18)).ShouldNotBeNull();

    /// <summary>What the session begins with: its <c>search_path</c>, its role.</summary>
    public string[] Before { get; init; } = [];

    public async Task<string?> EvidenceAsync()
    {
        var row = (await AskAsync([Recovery.Evidence.ShouldNotBeNull().ToString()])).ShouldHaveSingleItem();
        return row.ShouldHaveSingleItem().ShouldBeOfType<string>();
    }

    /// <summary>What is half-made, in words; what clears it; who is at work on it.</summary>
    public async Task<List<(string What, string Clear, int? Pid)>> HalfMadeAsync(string? evidence = null) =>
        Recovery.HalfMade(evidence) is { } question
            ? [.. (await AskAsync([question.ToString()])).Select(row => ((string)row[0]!, (string)row[1]!, (int?)row[2]))]
            : [];

    public async Task<List<string>> ObstacleAsync() =>
        Recovery.Obstacle is [_, ..] questions
            ? [.. (await AskAsync(questions.Select(question => question.ToString()))).Select(row => row.ShouldHaveSingleItem().ShouldBeOfType<string>())]
            : [];

    public async Task<bool> IsDoneAsync(string? evidence = null)
    {
        var questions = Recovery.IsDone(evidence);
        questions.ShouldNotBeEmpty();
        return (bool)(await AskAsync(questions.Select(question => question.ToString()))).ShouldHaveSingleItem().ShouldHaveSingleItem()!;
    }

    /// <summary>Clears what is half-made, and says what that was.</summary>
    public async Task<string> ClearAsync(string? evidence = null)
    {
        var found = await HalfMadeAsync(evidence);
        foreach (var (_, clear, _) in found)
        {
            await using var session = await BeginAsync();
            await RunAsync(session, clear);
        }
        (await HalfMadeAsync(evidence)).ShouldBeEmpty();
        return string.Join("; ", found.Select(one => one.What));
    }

    /// <summary>Runs the statement itself.</summary>
    public async Task RunAsync(params string[] settings)
    {
        await using var session = await BeginAsync();
        foreach (var one in settings.Append(statement))
        {
            await RunAsync(session, one);
        }
    }

    /// <summary>Runs the statement itself, which gives up waiting for somebody.</summary>
    public async Task RunInVainAsync(string sqlState = PostgresErrorCodes.LockNotAvailable) =>
        (await Should.ThrowAsync<PostgresException>(() => RunAsync("SET lock_timeout = '200ms'"))).SqlState.ShouldBe(sqlState);

    // As a run does: in one transaction, of which nothing is left.
    async Task<List<object?[]>> AskAsync(IEnumerable<string> questions)
    {
        await using var session = await BeginAsync();
        await RunAsync(session, "BEGIN");
        var answers = new List<object?[]>();
        foreach (var question in questions)
        {
            answers = await RunAsync(session, question);
        }
        await RunAsync(session, "ROLLBACK");
        return answers;
    }

    async Task<NpgsqlConnection> BeginAsync()
    {
        var session = await open();
        foreach (var one in Before)
        {
            await RunAsync(session, one);
        }
        return session;
    }

    static async Task<List<object?[]>> RunAsync(NpgsqlConnection session, string statement)
    {
        await using var batch = new NpgsqlBatch(session) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(statement) } };
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }
        return rows;
    }
}
