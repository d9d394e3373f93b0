namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps.Tracing;
using Turnstone.Text;

/// <summary>Sends a step's statements in their order: many together, the rows of a COPY between them, and by itself what others may have to wait for.</summary>
sealed class StepSender(Session session, StepContext context)
{
    // Statements travel together: enough of them that the round trip no longer counts, few enough that an answer is never far.
    const int StatementsPerBatch = 200;
    const int CharactersPerBatch = 256 * 1024;

    /// <summary>Sends all of a step's statements but those at its end that nothing has to be known of before the step is recorded.</summary>
    /// <param name="sending">What goes before them.</param>
    /// <returns>What is still to be sent, and the rows that the others touched.</returns>
    /// <exception cref="Diagnostics.FailureException">A file is no longer what the plan was made of.</exception>
    public async Task<(Sending Left, long Rows)> SendStepAsync(Sending sending, Attempt attempt, CancellationToken cancel)
    {
        var rows = 0L;
        using var digest = attempt.Step.IsReadAgain ? new StepDigest() : null;
        var progress = new Progress(attempt, context);
        var (isTraced, alike) = (context.Tracer is not null && attempt.Step.Transaction, new AlikeStatements());
        Unseen? shared = null;
        foreach (var statement in context.Texts.Read(attempt.Migration, attempt.Step))
        {
            var isShared = isTraced && alike.GoesOn(statement.Text) && statement is { Rows: null, Planned: { MayBlock: false, Assert: false } };
            var isAlone = !isShared && (statement.Planned.MayBlock || isTraced) && attempt.Step.Transaction;
            if (statement.Rows is not null || statement.Planned.Assert || isAlone && sending.Statements > 0 || sending.Statements >= StatementsPerBatch || sending.Characters >= CharactersPerBatch)
            {
                rows += await SendAsync(sending, attempt, cancel);
                sending = new(session);
                await LookAsync(shared, attempt, cancel);
                shared = null;
            }
            var begun = new Unseen(statement.Planned, context.Time.GetTimestamp());
            if (statement.Rows is not null)
            {
                var (copied, count) = await CopyAsync(statement, attempt, progress, cancel);
                digest?.Add(statement.Planned with { Rows = copied });
                rows += count;
                await LookAsync(begun, attempt, cancel);
                continue;
            }
            if (statement.Planned.Assert)
            {
                await AssertAsync(statement, attempt, cancel);
                digest?.Add(statement.Planned);
                continue;
            }
            if (isAlone || isShared && shared is null)
            {
                // The one before it may have waited, and an earlier one may have said how long to wait.
                sending.AddRange(SessionState.Bounds(attempt.LockTimeoutLeftMs));
            }
            Add(sending, statement);
            digest?.Add(statement.Planned);
            progress.Add(statement.Text.Length);
            if (isAlone)
            {
                rows += await SendAsync(sending, attempt, cancel);
                sending = new(session);
                await LookAsync(begun, attempt, cancel);
            }
            else if (isShared)
            {
                shared = shared is null ? begun : shared with { Count = shared.Count + 1 };
            }
        }
        if (shared is not null)
        {
            rows += await SendAsync(sending, attempt, cancel);
            sending = new(session);
            await LookAsync(shared, attempt, cancel);
        }
        // A row count is known only once the server answered, and belongs into the row that commits with it.
        if (attempt.Step is { Transaction: true, ReportsRows: true })
        {
            rows += await SendAsync(sending, attempt, cancel);
            sending = new(session);
        }
        return digest is null || digest.Finish() == attempt.Step.Digest ? (sending, rows) : throw StatementTexts.Outdated(attempt.Step.File ?? attempt.Migration.File, attempt.Step.Line, 1);
    }

    // What only sets something is looked at with the next one: behind a question of ours it may come too late.
    Task LookAsync(Unseen? unseen, Attempt attempt, CancellationToken cancel) =>
        unseen is not null && context.Tracer is { } tracer && attempt.Step.Transaction && !unseen.First.Verb.StartsWith("SET", StringComparison.Ordinal)
            ? tracer.LookAsync(session, attempt, unseen, cancel) : Task.CompletedTask;

    public void Add(Sending sending, SentStatement statement)
    {
        if (statement.Planned.Sha256 is not null)
        {
            // The server may quote a password back in its complaint, without the word before it that gives it away.
            context.Masking.Learn(statement.Text);
        }
        sending.Add(statement.Planned, statement.Text);
    }

    /// <exception cref="StepFailedException">The server refused, the connection was lost or <paramref name="cancel"/> cut it off.</exception>
    public Task<long> SendAsync(Sending sending, Attempt attempt, CancellationToken cancel) => SendAsync(sending, attempt, null, cancel);

    /// <summary>Sends one statement by itself, and has each row that it gives read.</summary>
    public Task ReadAsync(SentStatement statement, Attempt attempt, Action<NpgsqlDataReader> onRow, CancellationToken cancel)
    {
        var sending = new Sending(session);
        Add(sending, statement);
        return SendAsync(sending, attempt, onRow, cancel);
    }

    // What it calls may do anything: read-only it cannot, and what it set is taken back.
    async Task AssertAsync(SentStatement statement, Attempt attempt, CancellationToken cancel)
    {
        var answer = AssertAnswer.None;
        var sending = new Sending(session);
        sending.AddRange(SessionState.ReadOnly);
        Add(sending, statement);
        sending.AddRange(SessionState.ReadWrite);
        await SendAsync(sending, attempt, row => answer = answer.With(row), cancel);
        if (answer.Trouble is { } trouble)
        {
            throw attempt.Refuted(statement.Planned, $"The assert{(statement.Planned.Name is { } name ? $" '{name}'" : "")} does not hold: {trouble}");
        }
    }

    async Task<long> SendAsync(Sending sending, Attempt attempt, Action<NpgsqlDataReader>? onRow, CancellationToken cancel)
    {
        session.OnNotice = Tell;
        try
        {
            var (begun, waited) = (context.Time.GetTimestamp(), attempt.LockWaitMs);
            var results = await sending.SendAsync(onRow, cancel);
            if (results is [var alone])
            {
                var spent = (long)context.Time.GetElapsedTime(begun).TotalMilliseconds;
                results = [alone with { ExecutionMs = spent, LockWaitMs = Math.Min(attempt.LockWaitMs - waited, spent) }];
                context.Say(new RunEvent.StatementFinished(attempt.Migration, attempt.Step, results[0]));
            }
            if (attempt.Step.Range is null)
            {
                attempt.Statements.AddRange(results);
            }
            return results.Sum(result => result.Rows ?? 0);
        }
        catch (Exception trouble) when (ComesFromOutside(trouble))
        {
            throw attempt.Failed(sending.Find((trouble as PostgresException)?.BatchCommand), trouble, session.IsLost);
        }
        finally
        {
            session.OnNotice = null;
        }
    }

    // On a connection that is known to be lost the driver does not try: it says that it is closed.
    public bool ComesFromOutside(Exception trouble) =>
        trouble is NpgsqlException or IOException or OperationCanceledException || trouble is InvalidOperationException && session.IsLost;

    async Task<(CopiedRows Rows, long Count)> CopyAsync(SentStatement statement, Attempt attempt, Progress progress, CancellationToken cancel)
    {
        using var rows = new RowStream(statement);
        session.OnNotice = Tell;
        try
        {
            await session.CopyAsync(new Verbatim(statement.Text), piece =>
            {
                var length = rows.Read(piece);
                progress.Add(length);
                return length;
            }, cancel);
            return rows.Finish();
        }
        catch (Exception trouble) when (ComesFromOutside(trouble))
        {
            throw attempt.Failed(statement.Planned, trouble, session.IsLost);
        }
        finally
        {
            session.OnNotice = null;
        }
    }

    void Tell(PostgresNotice notice) => context.Say(new RunEvent.ServerSaid(notice.InvariantSeverity, notice.MessageText));
}
