namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>The one class that executes: sends a step's statements, records what happened, tries again what may be tried again.</summary>
/// <remarks>A transactional step commits together with its row in the ledger: it has happened or it has not. Any other is written down
/// as started before it is sent, and whoever comes back finds that.</remarks>
sealed partial class StepExecutor(Session session, LedgerRun ledger, StepContext context)
{
    // Statements travel together: enough of them that the round trip no longer counts, few enough that an answer is never far.
    const int StatementsPerBatch = 200;
    const int CharactersPerBatch = 256 * 1024;

    readonly RetryPolicy retries = new(context.LockDeadline);

    /// <exception cref="StepFailedException">The server refused, the connection was lost or <paramref name="cancel"/> cut it off.</exception>
    public async Task<StepResult> ExecuteAsync(PlannedMigration migration, SqlStep step, CancellationToken cancel)
    {
        var started = context.Time.GetTimestamp();
        var attemptStarted = started;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                attemptStarted = context.Time.GetTimestamp();
                var waited = Milliseconds(started, attemptStarted);
                return step.Transaction
                    ? await TransactAsync(new(migration, step, attempt, waited), cancel)
                    : await RunAloneAsync(new(migration, step, attempt, waited), cancel);
            }
            catch (StepFailedException trouble) when (step.Transaction && trouble.Error is { } error && !session.IsLost)
            {
                await session.RollbackAsync();
                if (session.IsLost || retries.Next(error.SqlState, attempt, context.Time.GetElapsedTime(started)) is not { } pause)
                {
                    throw;
                }
                context.OnEvent(new RunEvent.StepRetried(migration, step, attempt, error, pause));
                await PauseAsync(pause, trouble, cancel);
            }
        }
    }

    async Task<StepResult> TransactAsync(Attempt attempt, CancellationToken cancel)
    {
        var begun = context.Time.GetTimestamp();
        var rows = 0L;
        var sending = new Sending(session);
        AddPrelude(sending, attempt);
        sending.Add($"BEGIN");
        foreach (var statement in attempt.Step.Statements)
        {
            if (sending.Statements >= StatementsPerBatch || sending.Characters >= CharactersPerBatch)
            {
                rows += await SendAsync(sending, attempt, cancel);
                sending = new(session);
            }
            Add(sending, statement, attempt);
        }
        // A row count is known only once the server answered, and belongs into the row that commits with it.
        if (attempt.Step.Statements.Any(statement => statement.ReportsRows))
        {
            rows += await SendAsync(sending, attempt, cancel);
            sending = new(session);
        }
        var row = Row(EntryKind.StepDone, attempt) with { Rows = rows };
        sending.AddRange(SessionState.BeforeLedger);
        sending.AddRange(ledger.Record(row, attempt.Migration));
        sending.Add($"COMMIT");
        try
        {
            await SendAsync(sending, attempt, cancel);
        }
        catch (StepFailedException cut) when (cut.Error is null && !session.IsLost)
        {
            // The signal may have come while the server was committing already.
            if (!await HasCommittedAsync(attempt))
            {
                throw;
            }
        }
        return new(Milliseconds(begun, context.Time.GetTimestamp()), attempt.WaitedMs, rows, attempt.Number);
    }

    // A cancelled COMMIT has an answer as long as the session lives: its row is there or it is not.
    async Task<bool> HasCommittedAsync(Attempt attempt)
    {
        await session.RollbackAsync();
        return !session.IsLost && await ledger.HasDoneAsync(attempt.Migration, attempt.Step.Ordinal);
    }

    async Task<StepResult> RunAloneAsync(Attempt attempt, CancellationToken cancel)
    {
        try
        {
            await RecordAsync(Row(EntryKind.StepStarted, attempt), attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            trouble.HasBegun = false;
            throw;
        }
        var begun = context.Time.GetTimestamp();
        long rows;
        try
        {
            rows = await SendAloneAsync(attempt, cancel);
        }
        catch (StepFailedException trouble) when (!session.IsLost)
        {
            await TryRecordFailureAsync(trouble, attempt, Milliseconds(begun, context.Time.GetTimestamp()));
            throw;
        }
        var spent = Milliseconds(begun, context.Time.GetTimestamp());
        await RecordAsync(Row(EntryKind.StepDone, attempt) with { ExecutionMs = spent, Rows = rows }, attempt, CancellationToken.None);
        return new(spent, attempt.WaitedMs, rows, attempt.Number);
    }

    // Not in one go: the statement has to be the first and only one of its message.
    async Task<long> SendAloneAsync(Attempt attempt, CancellationToken cancel)
    {
        var before = new Sending(session);
        AddPrelude(before, attempt);
        await SendAsync(before, attempt, cancel);
        var alone = new Sending(session);
        foreach (var statement in attempt.Step.Statements)
        {
            Add(alone, statement, attempt);
        }
        return await SendAsync(alone, attempt, cancel);
    }

    async Task TryRecordFailureAsync(StepFailedException trouble, Attempt attempt, long spent)
    {
        var failed = Row(EntryKind.StepFailed, attempt) with
        {
            ExecutionMs = spent,
            Sqlstate = trouble.Error?.SqlState,
            Error = trouble.Error is { } error ? context.Masking.Mask(error.Message) : "cut off by a signal",
        };
        try
        {
            await session.RollbackAsync();
            await RecordAsync(failed, attempt, CancellationToken.None);
        }
        catch (Exception lost) when (lost is StepFailedException or NpgsqlException)
        {
            // The ledger has it as begun, which asks for the same; what went wrong first is what is told.
        }
    }

    async Task RecordAsync(StepRow row, Attempt attempt, CancellationToken cancel)
    {
        try
        {
            await session.ExecuteAsync(cancel, SessionState.Cleared);
            await ledger.RecordAsync(row, attempt.Migration, cancel);
        }
        catch (Exception trouble) when (ComesFromOutside(trouble))
        {
            throw Failed(attempt, null, trouble);
        }
    }

    async Task PauseAsync(TimeSpan pause, StepFailedException refused, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(pause, context.Time, cancel);
        }
        catch (OperationCanceledException cut)
        {
            throw new StepFailedException(refused.Migration, refused.Step, null, null, cut) { Attempts = refused.Attempts, LockWaitMs = refused.LockWaitMs };
        }
    }

    void Add(Sending sending, PlannedStatement statement, Attempt attempt)
    {
        var text = context.Texts.Text(attempt.Migration, statement);
        if (statement.Sha256 is not null)
        {
            // The server may quote a password back in its complaint, without the word before it that gives it away.
            context.Masking.Learn(text);
        }
        sending.Add(statement, text);
    }

    /// <summary>Clears away what a migration left in the session, where its statements could leave anything, and says what it was.</summary>
    public async Task<IReadOnlyList<string>> TakeLeftoversAsync(PlannedMigration migration)
    {
        if (session.IsLost || !migration.Steps.OfType<SqlStep>().Any(step => step.Statements.Any(MayLeaveSomething)))
        {
            return [];
        }
        try
        {
            var left = await Leftovers.FindAsync(session, CancellationToken.None);
            if (left.Count > 0)
            {
                await Leftovers.DropAsync(session, CancellationToken.None);
            }
            return left;
        }
        catch (NpgsqlException) when (session.IsLost)
        {
            // They went with the session; a step that comes next says that it is gone.
            return [];
        }
    }

    static bool MayLeaveSomething(PlannedStatement statement) =>
        statement.ReportsRows || statement.Verb is "LISTEN" or "PREPARE" or "DECLARE"
        || statement.Verb is "CREATE TABLE" or "CREATE VIEW" or "CREATE SEQUENCE" && statement.Sql.Contains("TEMP", StringComparison.OrdinalIgnoreCase);

    void AddPrelude(Sending sending, Attempt attempt)
    {
        var state = new SessionState([.. context.SearchPath], session.Server.Version)
        {
            Application = ApplicationOf(attempt),
            LockTimeoutMs = attempt.Step.LockTimeoutMs,
            StatementTimeoutMs = attempt.Step.StatementTimeoutMs,
        };
        sending.AddRange(SessionState.Cleared);
        sending.EndTransaction();
        sending.Add(state.Statement);
        foreach (var statement in attempt.Step.Carried)
        {
            Add(sending, statement, attempt);
        }
        // The step's own transaction begins without a snapshot, so that SET TRANSACTION can still be its first statement.
        sending.EndTransaction();
    }

    string ApplicationOf(Attempt attempt) => $"turnstone {context.RunName} {attempt.Migration.Name}:{attempt.Step.Ordinal}";

    static StepRow Row(string kind, Attempt attempt) => StepRow.For(kind, attempt.Migration, attempt.Step) with
    {
        Attempts = attempt.Number,
        LockWaitMs = attempt.WaitedMs,
    };

    async Task<long> SendAsync(Sending sending, Attempt attempt, CancellationToken cancel)
    {
        session.OnNotice = notice => context.OnEvent(new RunEvent.ServerSaid(notice.InvariantSeverity, notice.MessageText));
        try
        {
            return await sending.SendAsync(cancel);
        }
        catch (Exception trouble) when (ComesFromOutside(trouble))
        {
            throw Failed(attempt, sending.Find((trouble as PostgresException)?.BatchCommand), trouble);
        }
        finally
        {
            session.OnNotice = null;
        }
    }

    // On a connection that is known to be lost the driver does not try: it says that it is closed.
    bool ComesFromOutside(Exception trouble) =>
        trouble is NpgsqlException or IOException or OperationCanceledException || trouble is InvalidOperationException && session.IsLost;

    StepFailedException Failed(Attempt attempt, PlannedStatement? statement, Exception cause)
    {
        var error = cause is PostgresException refused
            ? new ServerError(refused.SqlState, refused.MessageText, refused.Hint, refused.Position) { Places = [.. PlpgsqlPlace.Read(refused.Where)] }
            : null;
        return new(attempt.Migration, attempt.Step, statement, error, cause)
        {
            IsLost = session.IsLost,
            Attempts = attempt.Number,
            LockWaitMs = attempt.WaitedMs,
        };
    }

    long Milliseconds(long from, long to) => (long)context.Time.GetElapsedTime(from, to).TotalMilliseconds;

    /// <summary>One going at a step.</summary>
    sealed record Attempt(PlannedMigration Migration, SqlStep Step, int Number, long WaitedMs);
}
