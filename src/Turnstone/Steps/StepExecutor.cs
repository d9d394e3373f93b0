namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>The one class that executes: sends a step's statements, records what happened, tries again what may be tried again.</summary>
/// <remarks>A transactional step commits together with its row in the ledger: it has happened or it has not. Any other is written down
/// as started before it is sent, and whoever comes back finds that.</remarks>
sealed class StepExecutor(Session session, LedgerRun ledger, StepContext context)
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
                if (retries.Next(error.SqlState, attempt, context.Time.GetElapsedTime(started)) is not { } pause)
                {
                    throw;
                }
                context.OnEvent(new RunEvent.StepRetried(migration, step, attempt, error, pause));
                await Task.Delay(pause, context.Time, cancel);
            }
        }
    }

    async Task<StepResult> TransactAsync(Attempt attempt, CancellationToken cancel)
    {
        var begun = context.Time.GetTimestamp();
        var rows = 0L;
        var sending = new Sending(session);
        sending.AddRange(Prelude(attempt));
        sending.Add($"BEGIN");
        foreach (var statement in attempt.Step.Statements)
        {
            if (sending.Statements >= StatementsPerBatch || sending.Characters >= CharactersPerBatch)
            {
                rows += await SendAsync(sending, attempt, cancel);
                sending = new(session);
            }
            sending.Add(statement, context.Texts.Text(attempt.Migration, statement));
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
        await SendAsync(sending, attempt, cancel);
        return new(Milliseconds(begun, context.Time.GetTimestamp()), attempt.WaitedMs, rows, attempt.Number);
    }

    async Task<StepResult> RunAloneAsync(Attempt attempt, CancellationToken cancel)
    {
        await ledger.RecordAsync(Row(EntryKind.StepStarted, attempt), attempt.Migration, cancel);
        var before = new Sending(session);
        before.AddRange(Prelude(attempt));
        await SendAsync(before, attempt, cancel);

        var begun = context.Time.GetTimestamp();
        var alone = new Sending(session);
        foreach (var statement in attempt.Step.Statements)
        {
            alone.Add(statement, context.Texts.Text(attempt.Migration, statement));
        }
        long rows;
        try
        {
            rows = await SendAsync(alone, attempt, cancel);
        }
        catch (StepFailedException trouble) when (!session.IsLost)
        {
            await session.RollbackAsync();
            var failed = Row(EntryKind.StepFailed, attempt) with
            {
                ExecutionMs = Milliseconds(begun, context.Time.GetTimestamp()),
                Sqlstate = trouble.Error?.SqlState,
                Error = trouble.Error is { } error ? context.Masking.Mask(error.Message) : "cut off by a signal",
            };
            await ledger.RecordAsync(failed, attempt.Migration, CancellationToken.None);
            throw;
        }
        var spent = Milliseconds(begun, context.Time.GetTimestamp());
        await session.ExecuteAsync(CancellationToken.None, SessionState.BeforeLedger.Skip(1));
        await ledger.RecordAsync(Row(EntryKind.StepDone, attempt) with { ExecutionMs = spent, Rows = rows }, attempt.Migration, CancellationToken.None);
        return new(spent, attempt.WaitedMs, rows, attempt.Number);
    }

    /// <summary>What a migration left in the session, where its statements could leave anything.</summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync(PlannedMigration migration) =>
        migration.Steps.OfType<SqlStep>().Any(step => step.Statements.Any(MayLeaveSomething)) && !session.IsLost
            ? await Leftovers.FindAsync(session, CancellationToken.None)
            : [];

    static bool MayLeaveSomething(PlannedStatement statement) =>
        statement.ReportsRows || statement.Verb is "LISTEN" or "PREPARE" or "DECLARE"
        || statement.Verb is "CREATE TABLE" or "CREATE VIEW" or "CREATE SEQUENCE" && statement.Sql.Contains("TEMP", StringComparison.OrdinalIgnoreCase);

    IEnumerable<Sql> Prelude(Attempt attempt)
    {
        var state = new SessionState([.. context.SearchPath], session.Server.Version)
        {
            Application = $"turnstone {context.RunName} V{attempt.Migration.Version}:{attempt.Step.Ordinal}",
            LockTimeoutMs = attempt.Step.LockTimeoutMs,
            StatementTimeoutMs = attempt.Step.StatementTimeoutMs,
        };
        return [.. state.Statements, .. attempt.Step.Carried.Select<PlannedStatement, Sql>(
            statement => $"{new Verbatim(context.Texts.Text(attempt.Migration, statement))}")];
    }

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
        catch (PostgresException refused)
        {
            throw new StepFailedException(attempt.Migration, attempt.Step, sending.Find(refused.BatchCommand),
                new(refused.SqlState, refused.MessageText, refused.Hint, refused.Position) { Places = [.. PlpgsqlPlace.Read(refused.Where)] }, refused);
        }
        catch (Exception trouble) when (trouble is NpgsqlException or IOException or OperationCanceledException)
        {
            throw new StepFailedException(attempt.Migration, attempt.Step, null, null, trouble);
        }
        finally
        {
            session.OnNotice = null;
        }
    }

    long Milliseconds(long from, long to) => (long)context.Time.GetElapsedTime(from, to).TotalMilliseconds;

    /// <summary>One going at a step.</summary>
    sealed record Attempt(PlannedMigration Migration, SqlStep Step, int Number, long WaitedMs);
}
