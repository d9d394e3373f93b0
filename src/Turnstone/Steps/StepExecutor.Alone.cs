namespace Turnstone.Steps;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Steps outside a transaction: written down as started, asked about where nobody saw the end of one, cleared where it was half-made.</summary>
sealed partial class StepExecutor
{
    // A signal came twice: what cannot be cleared by then is left to the next run.
    static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(3);

    static readonly TimeSpan LookingAgain = TimeSpan.FromMilliseconds(500);

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
        try
        {
            // Not in one go with anything: the statement has to be the first and only one of its message.
            return await WatchedAsync(attempt, async watched =>
            {
                var rows = await sender.SendAsync(alone, watched, cancel);
                await RefuseHalfMadeAsync(watched, begun.Evidence);
                var spent = Milliseconds(started, context.Time.GetTimestamp());
                await RecordAsync(Row(EntryKind.StepDone, watched) with { ExecutionMs = spent, Rows = rows }, watched, CancellationToken.None);
                return Result(watched, spent, rows);
            });
        }
        catch (StepFailedException trouble)
        {
            trouble.Begun = begun;
            trouble.Remains = attempt.Step.Recovery is null ? Remains.Unknown : Remains.Recoverable;
            if (session.IsLost)
            {
                throw;
            }
            if (await TryClearAsync(trouble, attempt, Milliseconds(started, context.Time.GetTimestamp()), cancel) is { } found)
            {
                return await FoundAsync(attempt, begun, found);
            }
            throw;
        }
    }

    async Task PrepareAsync(Attempt attempt, CancellationToken cancel)
    {
        var before = new Sending(session);
        AddPrelude(before, attempt);
        await sender.SendAsync(before, attempt, cancel);
    }

    /// <summary>Finds out what an earlier going at the step left, and clears what is half-made.</summary>
    /// <returns>How it is known that the step has happened; none where it is still to be done.</returns>
    async Task<string?> SettleAsync(Attempt attempt, BegunStep? begun, CancellationToken cancel)
    {
        if (attempt.Step.Recovery is not { } recovery)
        {
            return null;
        }
        await PrepareAsync(attempt, cancel);
        if (begun is { HasFailed: false } && await IsDoneAsync(recovery, begun.Evidence, attempt, cancel))
        {
            return "it had happened already: an earlier run was cut off before it could say so";
        }
        if (await ClearAsync(recovery, begun?.Evidence, attempt, cancel) && await IsDoneAsync(recovery, begun?.Evidence, attempt, cancel))
        {
            return "what an earlier run had begun is finished";
        }
        if (await ProbeAsync(recovery.Obstacle, row => row.GetString(0), attempt, cancel) is [var inTheWay, ..])
        {
            throw new StepFailedException(attempt.Migration, attempt.Step, attempt.Step.Statements.FirstOrDefault(),
                new(PostgresErrorCodes.DuplicateTable, inTheWay, null, 0), new InvalidOperationException(inTheWay)) { Remains = Remains.Nothing };
        }
        return null;
    }

    /// <summary>Clears what is half-made, one after the other; what somebody is still at work on is waited for.</summary>
    /// <returns>Whether there was anything.</returns>
    async Task<bool> ClearAsync(Recovery recovery, string? evidence, Attempt attempt, CancellationToken cancel)
    {
        if (recovery.HalfMade(evidence) is not { } question)
        {
            return false;
        }
        var since = context.Time.GetTimestamp();
        var hasCleared = false;
        var cleared = new HashSet<string>();
        while (await AskAsync(question, HalfMade.Read, attempt, cancel) is [var first, ..] all)
        {
            hasCleared = true;
            if ((all.Find(one => one.Pid is null) ?? first) is { Pid: null } left)
            {
                if (!cleared.Add(left.Clearing))
                {
                    throw Unsettled(attempt, new InvalidOperationException($"{left.What}: it was cleared and is there again"));
                }
                context.Say(new RunEvent.StepRecovered(attempt.Migration, attempt.Step, $"{left.What}: {left.Clearing}"));
                await AskAsync($"{new Verbatim(left.Clearing)}", _ => true, attempt, cancel);
            }
            else
            {
                await WaitForAsync(first, since, attempt, cancel);
            }
        }
        return hasCleared;
    }

    async Task WaitForAsync(HalfMade building, long since, Attempt attempt, CancellationToken cancel)
    {
        var deadline = StepBounds.Of(attempt, context.Limits).Waiting;
        var builder = (await AskAsync(Watch.About(building.Pid!.Value), Watch.Read, attempt, cancel)).FirstOrDefault();
        if (deadline > TimeSpan.Zero && context.Time.GetElapsedTime(since) > deadline)
        {
            throw Unsettled(attempt, new TimeoutException($"{building.What}: {builder?.ToString() ?? $"pid {building.Pid}"} is still at work on it"), new(Overstep.Bound.Waiting,
                $"waited {deadline.TotalSeconds:0.#} s for somebody who is at work on {building.What}"));
        }
        context.SayOnce(new RunEvent.StepRecovered(attempt.Migration, attempt.Step,
            $"{building.What}: {(builder is null ? $"pid {building.Pid}" : $"pid {builder.Pid} ({builder.Application})")} is still at work on it, which is waited for"));
        try
        {
            await Task.Delay(LookingAgain, context.Time, cancel);
        }
        catch (OperationCanceledException cut)
        {
            throw Unsettled(attempt, cut);
        }
    }

    async Task<bool> IsDoneAsync(Recovery recovery, string? evidence, Attempt attempt, CancellationToken cancel) =>
        await ProbeAsync(recovery.IsDone(evidence), row => row.GetBoolean(0), attempt, cancel) is [true];

    /// <summary>Runs statements in a transaction that is rolled back; the last one answers.</summary>
    async Task<List<T>> ProbeAsync<T>(ImmutableArray<Sql> statements, Func<NpgsqlDataReader, T> read, Attempt attempt, CancellationToken cancel)
    {
        if (statements is not [.. var before, var question])
        {
            return [];
        }
        try
        {
            await session.ExecuteAsync(cancel, [$"BEGIN", .. before]);
            return await session.QueryAsync(question, read, cancel);
        }
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw Unsettled(attempt, trouble);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    async Task<string?> EvidenceAsync(Attempt attempt, CancellationToken cancel) => attempt.Step.Recovery?.Evidence is { } question
        ? (await AskAsync(question, row => row.IsDBNull(0) ? null : row.GetString(0), attempt, cancel)).FirstOrDefault()
        : null;

    async Task<List<T>> AskAsync<T>(Sql question, Func<NpgsqlDataReader, T> read, Attempt attempt, CancellationToken cancel)
    {
        try
        {
            return await session.QueryAsync(question, read, cancel);
        }
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw Unsettled(attempt, trouble);
        }
    }

    // What an earlier going at it left, if there was one, is still to be found out.
    StepFailedException Unsettled(Attempt attempt, Exception cause, Overstep? overstep = null)
    {
        var trouble = attempt.Failed(null, cause, session.IsLost);
        return new StepFailedException(trouble.Migration, trouble.Step, null, trouble.Error, cause)
        {
            IsLost = trouble.IsLost,
            Attempts = trouble.Attempts,
            LockWaitMs = trouble.LockWaitMs,
            Blockers = trouble.Blockers,
            Overstep = overstep ?? trouble.Overstep,
            Begun = attempt.Step.Begun,
            Remains = attempt.Step.Begun is null ? Remains.Nothing : Remains.Recoverable,
            About = "Finding out what became of it before",
        };
    }

    // IF NOT EXISTS is content with an index that is of no use to anybody.
    async Task RefuseHalfMadeAsync(Attempt attempt, string? evidence)
    {
        if (attempt.Step.Recovery?.HalfMade(evidence) is { } question && await AskAsync(question, HalfMade.Read, attempt, CancellationToken.None) is [var left, ..])
        {
            throw attempt.Failed(attempt.Step.Statements.FirstOrDefault(), new InvalidOperationException($"the server says it is done, but there is {left.What}"), isLost: false);
        }
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
    async Task<string?> TryClearAsync(StepFailedException trouble, Attempt attempt, long spent, CancellationToken cancel)
    {
        using var last = new CancellationTokenSource(cancel.IsCancellationRequested ? LastMoment : Timeout.InfiniteTimeSpan, context.Time);
        using var either = cancel.IsCancellationRequested ? CancellationTokenSource.CreateLinkedTokenSource(last.Token) : CancellationTokenSource.CreateLinkedTokenSource(cancel);
        string? found = null;
        try
        {
            await session.RollbackAsync();
            if (attempt.Step.Recovery is { } recovery)
            {
                // Looked at anew: what ended the statement is not to end the clearing.
                found = await WatchedAsync(attempt, watched => SettleAsync(watched, trouble.Begun! with { HasFailed = true }, either.Token));
                trouble.Remains = Remains.Nothing;
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

/// <summary>Something half-made, as a <see cref="Recovery"/> found it.</summary>
/// <param name="What">In words: <c>index app.i is invalid</c>.</param>
/// <param name="Clearing">The statement that clears it.</param>
/// <param name="Pid">Who is still at work on it.</param>
sealed record HalfMade(string What, string Clearing, int? Pid)
{
    public static HalfMade Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2));
}
