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
    readonly StepSender sender = new(session, context);
    readonly RetryPolicy retries = new(context.LockDeadline);

    /// <exception cref="StepFailedException">The server refused, the connection was lost or <paramref name="cancel"/> cut it off.</exception>
    public async Task<StepResult> ExecuteAsync(PlannedMigration migration, SqlStep step, CancellationToken cancel)
    {
        var started = context.Time.GetTimestamp();
        var attemptStarted = started;
        ViewsInTheWay? views = null;
        var refused = new List<string>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                attemptStarted = context.Time.GetTimestamp();
                var waited = Milliseconds(started, attemptStarted);
                return step.Transaction
                    ? await TransactAsync(new(migration, step, attempt, waited) { Views = views }, cancel)
                    : await RunAloneAsync(new(migration, step, attempt, waited), cancel);
            }
            catch (FailureException outdated)
            {
                await session.RollbackAsync();
                throw new FailureException(step.Ordinal > 1 ? FailureKind.HalfWay : outdated.Kind, outdated.Diagnostic with
                {
                    Help = $"The step was rolled back; nothing of it stands.\n{outdated.Diagnostic.Help}",
                }, outdated);
            }
            catch (StepFailedException trouble) when (step.Transaction && trouble.Error is { } error && !session.IsLost)
            {
                await session.RollbackAsync();
                if (await FindViewsAsync(trouble, refused, cancel) is { } found && found.Count > (views?.Count ?? 0))
                {
                    views = found;
                    context.OnEvent(new RunEvent.ViewsReplaced(migration, step, [.. found.Names]));
                    continue;
                }
                if (session.IsLost || retries.Next(error.SqlState, attempt, context.Time.GetElapsedTime(started)) is not { } pause)
                {
                    throw;
                }
                context.OnEvent(new RunEvent.StepRetried(migration, step, attempt, error, pause, []));
                await PauseAsync(pause, trouble, cancel);
            }
        }
    }

    async Task<StepResult> TransactAsync(Attempt attempt, CancellationToken cancel)
    {
        var begun = context.Time.GetTimestamp();
        var sending = new Sending(session);
        AddPrelude(sending, attempt);
        sending.Add($"BEGIN");
        if (attempt.Views is not null)
        {
            await sender.SendAsync(sending, attempt, cancel);
            await WithViewsAsync(attempt, views => views.DropAsync(attempt.Step.File ?? attempt.Migration.File, cancel));
            sending = new(session);
        }
        (sending, var rows) = await sender.SendStepAsync(sending, attempt, cancel);
        if (attempt.Views is not null)
        {
            await sender.SendAsync(sending, attempt, cancel);
            await WithViewsAsync(attempt, views => views.RecreateAsync(cancel));
            sending = new(session);
        }
        var row = Row(EntryKind.StepDone, attempt) with { Rows = rows };
        sending.AddRange(SessionState.BeforeLedger);
        sending.AddRange(ledger.Record(row, attempt.Migration));
        sending.AddRange(ledger.Withdraw(attempt.Views?.LeftOut.Select(view => view.File) ?? []));
        sending.Add($"COMMIT");
        try
        {
            await sender.SendAsync(sending, attempt, cancel);
        }
        catch (StepFailedException cut) when (cut.Error is null && !session.IsLost)
        {
            // The signal may have come while the server was committing already.
            if (!await HasCommittedAsync(attempt))
            {
                throw;
            }
        }
        return new(Milliseconds(begun, context.Time.GetTimestamp()), attempt.WaitedMs, rows, attempt.Number) { LeftOut = attempt.Views?.LeftOut ?? [] };
    }

    /// <param name="refused">The statements that were refused so far: what is in the way of one of them is in the way of the step.</param>
    async Task<ViewsInTheWay?> FindViewsAsync(StepFailedException trouble, List<string> refused, CancellationToken cancel)
    {
        if (session.IsLost || !ViewsInTheWay.MayBe(trouble.Error?.SqlState) || trouble.Statement is not { } statement)
        {
            return null;
        }
        refused.Add(statement.Sql);
        return await ViewsInTheWay.FindAsync(session, string.Join(";\n", refused), context.Views, cancel);
    }

    async Task WithViewsAsync(Attempt attempt, Func<ViewsInTheWay, Task> act)
    {
        try
        {
            await act(attempt.Views!);
        }
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw attempt.Failed(null, trouble, session.IsLost, attempt.Views!.Refused);
        }
    }

    // A cancelled COMMIT has an answer as long as the session lives: its row is there or it is not.
    async Task<bool> HasCommittedAsync(Attempt attempt)
    {
        await session.RollbackAsync();
        if (!session.IsLost)
        {
            // A role that a hook set before the transaction is still there.
            await session.ExecuteAsync(CancellationToken.None, SessionState.Cleared);
        }
        return !session.IsLost && await ledger.HasDoneAsync(attempt.Migration, attempt.Step.Ordinal);
    }

    async Task<StepResult> RunAloneAsync(Attempt attempt, CancellationToken cancel)
    {
        // Read before it is written down: a file that says something else by now has begun nothing.
        var (alone, _) = await sender.SendStepAsync(new Sending(session), attempt, cancel);
        try
        {
            await RecordAsync(Row(EntryKind.StepStarted, attempt), attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            trouble.HasBegun = false;
            await TryTakeBackAsync(attempt);
            throw;
        }
        var begun = context.Time.GetTimestamp();
        long rows;
        try
        {
            rows = await SendAloneAsync(alone, attempt, cancel);
        }
        catch (StepFailedException trouble) when (!session.IsLost && !trouble.HasBegun)
        {
            await TryTakeBackAsync(attempt);
            throw;
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
    async Task<long> SendAloneAsync(Sending alone, Attempt attempt, CancellationToken cancel)
    {
        var before = new Sending(session);
        AddPrelude(before, attempt);
        try
        {
            await sender.SendAsync(before, attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            trouble.HasBegun = false;
            throw;
        }
        return await sender.SendAsync(alone, attempt, cancel);
    }

    // Cut off before anything was sent: the row that says it was begun may stand, and nobody is to be asked about it.
    async Task TryTakeBackAsync(Attempt attempt)
    {
        try
        {
            await session.RollbackAsync();
            if (!session.IsLost && await ledger.HasStartedAsync(attempt.Migration, attempt.Step.Ordinal))
            {
                await RecordAsync(Row(EntryKind.StepRedo, attempt), attempt, CancellationToken.None);
            }
        }
        catch (Exception lost) when (lost is StepFailedException or NpgsqlException)
        {
            // Then the ledger has it as begun, and somebody has to look.
        }
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
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw attempt.Failed(null, trouble, session.IsLost);
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

    /// <summary>Clears away what a migration left in the session, where its statements could leave anything, and says what it was.</summary>
    public async Task<IReadOnlyList<string>> TakeLeftoversAsync(PlannedMigration migration)
    {
        if (session.IsLost || !migration.Steps.OfType<SqlStep>().Any(step => step.Range is not null || step.Statements.Any(MayLeaveSomething)))
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
            sender.Add(sending, new(statement, context.Texts.Text(attempt.Migration, statement), null));
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

    long Milliseconds(long from, long to) => (long)context.Time.GetElapsedTime(from, to).TotalMilliseconds;
}
