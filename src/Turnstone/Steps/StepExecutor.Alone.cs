namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Ledger;
using Turnstone.Plans;

/// <summary>Steps outside a transaction: written down as started, asked about where nobody saw the end of one, cleared where it was half-made.</summary>
sealed partial class StepExecutor
{
    // A signal came twice: what cannot be cleared by then is left to the next run.
    static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(3);

    async Task<StepResult> RunAloneAsync(Attempt attempt, CancellationToken cancel)
    {
        // Read before it is written down: a file that says something else by now has begun nothing.
        var (alone, _) = await sender.SendStepAsync(new Sending(session), attempt, cancel);
        if (await WatchedAsync(attempt, watched => SettleAsync(watched, attempt.Step.Begun, cancel)) is { } found)
        {
            return await FoundAsync(attempt, attempt.Step.Begun, found);
        }
        var evidence = await EvidenceAsync(attempt, cancel);
        var begun = new BegunStep(HasFailed: false, evidence);
        try
        {
            await RecordAsync(Row(EntryKind.StepStarted, attempt) with { Evidence = evidence }, attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            trouble.Begun = begun;
            trouble.Remains = Remains.Nothing;
            await TryTakeBackAsync(attempt);
            throw;
        }
        return await RunBegunAsync(alone, attempt, begun, cancel);
    }

    async Task<StepResult> RunBegunAsync(Sending alone, Attempt attempt, BegunStep begun, CancellationToken cancel)
    {
        try
        {
            await PrepareAsync(attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            trouble.Begun = begun;
            trouble.Remains = Remains.Nothing;
            await TryTakeBackAsync(attempt);
            throw;
        }
        var started = context.Time.GetTimestamp();
        var hasAnswered = false;
        try
        {
            // Not in one go with anything: the statement has to be the first and only one of its message.
            var (rows, waited) = await WatchedAsync(attempt, async watched => (await SendAloneAsync(alone, watched, cancel), watched.LockWaitMs));
            // Nobody ends anything any more: what follows is about a statement that has happened.
            hasAnswered = true;
            var done = attempt with { WaitedMs = waited };
            await RefuseHalfMadeAsync(done, begun.Evidence);
            var spent = Milliseconds(started, context.Time.GetTimestamp());
            await RecordAsync(Row(EntryKind.StepDone, done) with { ExecutionMs = spent, Rows = rows }, done, CancellationToken.None);
            return Result(done, spent, rows);
        }
        catch (StepFailedException trouble)
        {
            trouble.Begun = begun;
            trouble.Remains = attempt.Step.Recovery is null ? Remains.Unknown : Remains.Recoverable;
            if (session.IsLost)
            {
                throw;
            }
            if (await TryClearAsync(trouble, attempt, begun with { HasFailed = !hasAnswered }, Milliseconds(started, context.Time.GetTimestamp()), cancel) is { } found)
            {
                return await FoundAsync(attempt, begun, found);
            }
            throw;
        }
    }

    Task<long> SendAloneAsync(Sending alone, Attempt attempt, CancellationToken cancel) => context.Tracer is { } tracer && attempt.Step.Statements is [var statement, ..]
        ? tracer.WatchAsync(session, attempt, statement, () => sender.SendAsync(alone, attempt, cancel)) : sender.SendAsync(alone, attempt, cancel);

    async Task PrepareAsync(Attempt attempt, CancellationToken cancel)
    {
        var before = new Sending(session);
        AddPrelude(before, attempt);
        await sender.SendAsync(before, attempt, cancel);
    }

    async Task<StepResult> FoundAsync(Attempt attempt, BegunStep? begun, string found)
    {
        context.Say(new RunEvent.StepRecovered(attempt.Migration, attempt.Step, found));
        try
        {
            await RecordAsync(Row(EntryKind.StepDone, attempt) with { ExecutionMs = 0, Found = true }, attempt, CancellationToken.None);
            return Result(attempt, 0, 0);
        }
        catch (StepFailedException trouble)
        {
            trouble.Begun = new BegunStep(HasFailed: false, begun?.Evidence);
            trouble.Remains = Remains.Recoverable;
            throw;
        }
    }

    /// <summary>Clears what a failed step left, as far as that can be done now, and writes down what became of it.</summary>
    /// <returns>How it is known that the step has happened all the same; none where it has not.</returns>
    async Task<string?> TryClearAsync(StepFailedException trouble, Attempt attempt, BegunStep begun, long spent, CancellationToken cancel)
    {
        using var last = new CancellationTokenSource(cancel.IsCancellationRequested ? LastMoment : Timeout.InfiniteTimeSpan, context.Time);
        using var either = cancel.IsCancellationRequested ? CancellationTokenSource.CreateLinkedTokenSource(last.Token) : CancellationTokenSource.CreateLinkedTokenSource(cancel);
        string? found = null;
        try
        {
            await session.RollbackAsync();
            if (attempt.Step.Recovery is not null)
            {
                await Task.Delay(RetryPolicy.Draining(trouble), context.Time, either.Token);
                // Looked at anew: what ended the statement is not to end the clearing.
                found = await WatchedAsync(attempt, watched => SettleAsync(watched, begun, either.Token));
                trouble.Remains = Remains.Nothing;
            }
            if (found is null && trouble.Error is { } error && attempt.Step.Recovery?.ByHand(error.SqlState) is { } question)
            {
                trouble.ByHand = (await AskAsync(question, row => row.GetString(0), attempt, either.Token)).FirstOrDefault();
            }
        }
        catch (Exception left) when (left is StepFailedException or OperationCanceledException || sender.ComesFromOutside(left))
        {
            // What went wrong first is what is told; the next run clears it.
        }
        return found ?? await TryRecordAsync(trouble, attempt, spent);
    }

    async Task<string?> TryRecordAsync(StepFailedException trouble, Attempt attempt, long spent)
    {
        var failed = Row(trouble.Remains == Remains.Nothing ? EntryKind.StepCleared : EntryKind.StepFailed, attempt) with
        {
            ExecutionMs = spent,
            Evidence = trouble.Begun?.Evidence,
            Sqlstate = trouble.Error?.SqlState,
            Error = trouble.Overstep?.Why ?? (trouble.Error is { } error ? context.Masking.Mask(error.Message) : "cut off by a signal"),
        };
        try
        {
            await session.RollbackAsync();
            await RecordAsync(failed, attempt, CancellationToken.None);
            trouble.Begun = trouble.Remains == Remains.Nothing ? null : trouble.Begun! with { HasFailed = true };
        }
        catch (Exception lost) when (lost is StepFailedException or NpgsqlException)
        {
            // The ledger has it as begun, which asks for the same.
        }
        return null;
    }

    // Cut off before anything was sent: the row that says it was begun may stand, and nobody is to be asked about it.
    async Task TryTakeBackAsync(Attempt attempt)
    {
        try
        {
            await session.RollbackAsync();
            if (!session.IsLost && await ledger.HasStartedAsync(attempt.Migration, attempt.Step.Ordinal))
            {
                await RecordAsync(Row(EntryKind.StepCleared, attempt), attempt, CancellationToken.None);
            }
        }
        catch (Exception lost) when (lost is StepFailedException or NpgsqlException)
        {
            // Then the ledger has it as begun, and the next run finds out.
        }
    }
}
