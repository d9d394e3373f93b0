namespace Turnstone.Steps;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Asks what a step's <see cref="Recovery"/> asks, and clears what is half-made.</summary>
sealed partial class StepExecutor
{
    static readonly TimeSpan LookingAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Finds out what an earlier going at the step left, and clears what is half-made.</summary>
    /// <returns>How it is known that the step has happened; none where it is still to be done.</returns>
    async Task<string?> SettleAsync(Attempt attempt, BegunStep? begun, CancellationToken cancel)
    {
        if (attempt.Step.Recovery is not { } recovery)
        {
            return null;
        }
        try
        {
            await PrepareAsync(attempt, cancel);
        }
        catch (StepFailedException trouble)
        {
            (trouble.Begun, trouble.Remains) = (begun, begun is null ? Remains.Nothing : Remains.Recoverable);
            throw;
        }
        // What was there before and is what is asked for now: that is certain, also where the server had refused.
        if (begun is { HasFailed: false } or { Evidence.Length: > 0 } && await IsDoneAsync(recovery, begun.Evidence, attempt, cancel))
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
                await AskAsync($"{new Verbatim(left.Clearing)}", _ => true, attempt, cancel);
                context.Say(new RunEvent.StepRecovered(attempt.Migration, attempt.Step, $"{left.What}: {left.Clearing}"));
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
        if (attempt.Step.Recovery?.HalfMade(evidence) is { } question && await AskAsync(question, HalfMade.Read, attempt, CancellationToken.None) is var all && all.Find(one => one.Pid is null) is { } left)
        {
            throw attempt.Failed(attempt.Step.Statements.FirstOrDefault(), new InvalidOperationException($"the server says it is done, but there is {left.What}"), isLost: false);
        }
    }
}
