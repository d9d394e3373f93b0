namespace Turnstone.Steps;

using System.Collections.Immutable;
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
    // An ordinary autovacuum gives way once somebody waited for deadlock_timeout; a little more for the server to do so.
    static readonly TimeSpan Yielding = TimeSpan.FromMilliseconds(500);

    readonly StepSender sender = new(session, context);

    /// <exception cref="StepFailedException">The server refused, the connection was lost or <paramref name="cancel"/> cut it off.</exception>
    public async Task<StepResult> ExecuteAsync(PlannedMigration migration, SqlStep step, CancellationToken cancel)
    {
        var retries = new RetryPolicy(step.LockDeadlineMs is { } own ? TimeSpan.FromMilliseconds(own) : context.Limits.LockDeadline, context.Limits.OnBlocker);
        var started = context.Time.GetTimestamp();
        var patience = step.LockTimeoutMs;
        ViewsInTheWay? views = null;
        var refused = new List<string>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var waited = Milliseconds(started, context.Time.GetTimestamp());
                return await AttemptAsync(new(migration, step, attempt, waited, patience) { Views = views }, cancel);
            }
            catch (FailureException outdated)
            {
                await session.RollbackAsync();
                throw new FailureException(step.Ordinal > 1 ? FailureKind.HalfWay : outdated.Kind, outdated.Diagnostic with
                {
                    Help = $"The step was rolled back; nothing of it stands.\n{outdated.Diagnostic.Help}",
                }, outdated);
            }
            catch (StepFailedException trouble) when (trouble.Error is { } error && !session.IsLost)
            {
                await session.RollbackAsync();
                if (step.Transaction && await FindViewsAsync(trouble, refused, cancel) is { } found && found.Count > (views?.Count ?? 0))
                {
                    views = found;
                    context.Say(new RunEvent.ViewsReplaced(migration, step, [.. found.Names]));
                    continue;
                }
                if (session.IsLost || retries.Next(trouble, attempt, context.Time.GetElapsedTime(started)) is not { } pause)
                {
                    throw;
                }
                context.Say(new RunEvent.StepRetried(migration, step, attempt, error, pause, trouble.Blockers));
                await PauseAsync(pause, trouble, cancel);
                patience = PatienceWith(trouble.Blockers, step);
                step = step with { Begun = trouble.Begun };
            }
        }
    }

    Task<StepResult> AttemptAsync(Attempt attempt, CancellationToken cancel) => attempt.Step switch
    {
        { Tap: true } => WatchedAsync(attempt, watched => TestAsync(watched, cancel)),
        { Transaction: true } => WatchedAsync(attempt, watched => TransactAsync(watched, cancel)),
        _ => RunAloneAsync(attempt, cancel),
    };

    /// <summary>Has somebody look while it is done; once it is over nothing is ended any more.</summary>
    async Task<T> WatchedAsync<T>(Attempt attempt, Func<Attempt, Task<T>> act)
    {
        await using var watching = Watching.Begin(session.Watch, attempt, StepBounds.Of(attempt, context.Limits), context);
        return await act(attempt with { Watching = watching });
    }

    long PatienceWith(ImmutableArray<Blocker> blockers, SqlStep step) => step.LockTimeoutMs > 0 && blockers.Any(blocker => blocker.GivesWay)
        ? Math.Max(step.LockTimeoutMs, (long)(session.Server.DeadlockTimeout + Yielding).TotalMilliseconds)
        : step.LockTimeoutMs;

    async Task<StepResult> TransactAsync(Attempt attempt, CancellationToken cancel)
    {
        var begun = context.Time.GetTimestamp();
        if (context.Tracer is { } tracer)
        {
            await tracer.BeginAsync(session, cancel);
        }
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
        context.Tracer?.End();
        return Result(attempt, Milliseconds(begun, context.Time.GetTimestamp()), rows) with { LeftOut = attempt.Views?.LeftOut ?? [] };
    }

    /// <summary>What became of a step whose connection was lost; none where it is not done.</summary>
    /// <exception cref="NpgsqlException">It was lost again.</exception>
    public async Task<StepResult?> FindDoneAsync(PlannedMigration migration, SqlStep step)
    {
        if (!await ledger.HasDoneAsync(migration, step.Ordinal))
        {
            return null;
        }
        context.Say(new RunEvent.StepRecovered(migration, step, "it had happened before the connection was lost"));
        return new(0, 0, 0, 1);
    }

    /// <param name="refused">The statements that were refused so far: what is in the way of one of them is in the way of the step.</param>
    async Task<ViewsInTheWay?> FindViewsAsync(StepFailedException trouble, List<string> refused, CancellationToken cancel)
    {
        if (session.IsLost || !ViewsInTheWay.MayBe(trouble.Error?.SqlState) || trouble.Statement is not { } statement)
        {
            return null;
        }
        refused.Add(statement.Sql);
        try
        {
            return await ViewsInTheWay.FindAsync(session, string.Join(";\n", refused), context.Views, cancel);
        }
        catch (Exception unanswered) when (sender.ComesFromOutside(unanswered))
        {
            // What was refused is what is told.
            return null;
        }
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
        try
        {
            await session.RollbackAsync();
            // A role that a hook set before the transaction is still there.
            await session.ExecuteAsync(CancellationToken.None, SessionState.Cleared);
            return await ledger.HasDoneAsync(attempt.Migration, attempt.Step.Ordinal);
        }
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw attempt.Failed(null, trouble, session.IsLost);
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
            throw new StepFailedException(refused.Migration, refused.Step, null, null, cut)
            {
                Attempts = refused.Attempts,
                LockWaitMs = refused.LockWaitMs,
                Remains = refused.Remains,
            };
        }
    }

    /// <summary>Clears away what a migration left in the session, where its statements could leave anything, and says what it was.</summary>
    public async Task<IReadOnlyList<string>> TakeLeftoversAsync(PlannedMigration migration)
    {
        if (session.IsLost || !StepSession.MayLeaveSomething(migration))
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
        catch (NpgsqlException)
        {
            // They went with the session, which a step that comes next says, or may not be looked at.
            return [];
        }
    }

    void AddPrelude(Sending sending, Attempt attempt)
    {
        var state = StepSession.Of(attempt.Migration, attempt.Step, context.RunName, context.SearchPath, session.Server.Version, attempt.LockTimeoutMs);
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

    string ApplicationOf(Attempt attempt) => StepSession.Application(attempt.Migration, attempt.Step, context.RunName);

    static StepRow Row(string kind, Attempt attempt) => StepRow.For(kind, attempt.Migration, attempt.Step) with
    {
        Attempts = attempt.Number,
        LockWaitMs = attempt.LockWaitMs,
    };

    static StepResult Result(Attempt attempt, long spent, long rows) => new(spent, attempt.LockWaitMs, rows, attempt.Number) { Statements = attempt.Statements };

    long Milliseconds(long from, long to) => (long)context.Time.GetElapsedTime(from, to).TotalMilliseconds;
}
