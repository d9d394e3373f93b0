namespace Turnstone.Steps;

using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Sessions;

/// <summary>The looking at one attempt from a second connection: what it waits for and how far it is are told, and where it oversteps a bound it is ended.</summary>
/// <remarks>The server's own settings bound one wait each, and the user's SQL can switch them off; these bounds it cannot reach.</remarks>
sealed class Watching : IAsyncDisposable
{
    // What is over by then is not worth a connection.
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Retelling = TimeSpan.FromSeconds(5);

    // Before somebody is ended where there is no budget to spend half of.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The server's own lock_timeout is exact: it comes first where it can.
    static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    readonly Watch watch;
    readonly Attempt attempt;
    readonly StepBounds bounds;
    readonly StepContext context;
    readonly CancellationTokenSource over = new();
    readonly long started;
    readonly Task looking;

    WantedLock? wanted;
    TimeSpan waitedBefore, chargedBefore, holdingWaited;
    long? holdsSince, movedAt, toldAt, endedAt;
    long progressToldAt;
    (string? Phase, long Done) moved;
    bool hasHelped;

    Watching(Watch watch, Attempt attempt, StepBounds bounds, StepContext context)
    {
        (this.watch, this.attempt, this.bounds, this.context) = (watch, attempt, bounds, context);
        started = context.Time.GetTimestamp();
        looking = LookAsync(over.Token);
    }

    /// <summary>For locks, in this attempt, as far as it was seen.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>What of that others had to wait for as well: it counts to the budget. Of a concurrent build all of it does, although nobody has to.</summary>
    public TimeSpan Charged { get; private set; }

    TimeSpan Charge => wanted is not null && (wanted.HoldsOthersUp || StepBounds.IsConcurrent(attempt.Step)) ? wanted.Waited : TimeSpan.Zero;

    /// <summary>Who kept it waiting last.</summary>
    public ImmutableArray<Blocker> Blockers { get; private set; } = [];

    /// <summary>Why it was ended; none where it was not.</summary>
    public Overstep? Overstep { get; private set; }

    public static Watching Begin(Watch watch, Attempt attempt, StepBounds bounds, StepContext context) => new(watch, attempt, bounds, context);

    /// <summary>Afterwards nothing is told and nothing ended any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await looking;
        over.Dispose();
    }

    TimeSpan Pause => bounds.Waiting > TimeSpan.Zero && !StepBounds.IsConcurrent(attempt.Step)
        ? TimeSpan.FromMilliseconds(Math.Clamp(bounds.Waiting.TotalMilliseconds / 10, 20, 100))
        : LongPause;

    async Task LookAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(FirstPause, context.Time, stop);
            while (true)
            {
                await LookOnceAsync(stop);
                await Task.Delay(Pause, context.Time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The attempt is over.
        }
    }

    async Task LookOnceAsync(CancellationToken stop)
    {
        try
        {
            if (await watch.LookAsync(stop) is { } sight)
            {
                await SeeWaitAsync(sight, stop);
                SeeHolding(sight);
                await SeeProgressAsync(sight, stop);
                await EndAsync(stop);
            }
        }
        catch (Exception trouble) when (trouble is NpgsqlException or SocketException or TimeoutException or IOException or InvalidOperationException)
        {
            // Where the attempt is over, it is no matter that the look failed; that it did must not be told in place of the attempt's end.
            stop.ThrowIfCancellationRequested();
            context.SayOnce(new RunEvent.ServerSaid("WARNING",
                $"no second connection to look at the run from ({trouble.Message}): who blocks it is not told, and only the server's own settings bound it"));
            await Task.Delay(LongPause, context.Time, stop);
        }
    }

    async Task SeeWaitAsync(Sight sight, CancellationToken stop)
    {
        var isAnother = sight.Wait is not null && sight.Wait.Began != wanted?.Began;
        if (isAnother || sight.Wait is null)
        {
            waitedBefore += wanted?.Waited ?? TimeSpan.Zero;
            // One statement that commits on its way lets go of everything in between: each waiting counts by itself.
            chargedBefore = attempt.Step.Transaction || StepBounds.IsConcurrent(attempt.Step) ? chargedBefore + Charge : TimeSpan.Zero;
        }
        wanted = sight.Wait;
        // Written in one go: the step reads it meanwhile.
        Waited = waitedBefore + (wanted?.Waited ?? TimeSpan.Zero);
        Charged = chargedBefore + Charge;
        if (wanted is null)
        {
            return;
        }
        var blockers = await watch.BlockersAsync(stop);
        var areOthers = !blockers.Select(one => (one.Pid, one.Prepared)).SequenceEqual(Blockers.Select(one => (one.Pid, one.Prepared)));
        Blockers = blockers.IsEmpty ? Blockers : blockers;
        if (isAnother || areOthers && !blockers.IsEmpty || IsTimeToRetell())
        {
            toldAt = context.Time.GetTimestamp();
            context.Say(new RunEvent.StepWaiting(attempt.Migration, attempt.Step, new(wanted.Object, wanted.Mode, Waited, blockers)));
        }
        await HelpAsync(blockers, stop);
        if (bounds.Waiting > TimeSpan.Zero && Charged > bounds.Waiting + Margin)
        {
            Overstep ??= new(Overstep.Bound.Waiting, $"waited {Seconds(Charged)} for locks ({(StepBounds.IsConcurrent(attempt.Step) ? "concurrent_wait_deadline" : "blocking_budget")}: {Seconds(bounds.Waiting)})");
        }
    }

    bool IsTimeToRetell() => toldAt is null || context.Time.GetElapsedTime(toldAt.Value) >= Retelling;

    // Half of the time is theirs.
    async Task HelpAsync(ImmutableArray<Blocker> blockers, CancellationToken stop)
    {
        if (hasHelped || context.Limits.OnBlocker == OnBlocker.Wait || Waited < (bounds.Waiting > TimeSpan.Zero ? bounds.Waiting / 2 : Patience))
        {
            return;
        }
        foreach (var blocker in blockers.Where(one => (one.Kind == "autovacuum worker") || (context.Limits.OnBlocker == OnBlocker.Terminate && one.Kind == "client backend")))
        {
            hasHelped = true;
            try
            {
                await watch.EndAsync(blocker, stop);
                context.Say(new RunEvent.ServerSaid("WARNING", $"{blocker.Kind} {blocker.Pid} was in the way and was {(blocker.Kind == "autovacuum worker" ? "cancelled" : "ended")} (--on-blocker)"));
            }
            catch (PostgresException refused)
            {
                context.SayOnce(new RunEvent.ServerSaid("WARNING", blocker.Kind == "autovacuum worker"
                    ? $"{blocker.Kind} {blocker.Pid} is in the way and may not be cancelled by this role: before PostgreSQL 18 only a superuser may, from 18 on a member of pg_signal_autovacuum_worker ({refused.MessageText})"
                    : $"{blocker.Kind} {blocker.Pid} is in the way and may not be ended by this role: GRANT pg_signal_backend ({refused.MessageText})"));
            }
        }
    }

    void SeeHolding(Sight sight)
    {
        if (sight.HoldsUp is not { } what)
        {
            holdsSince = null;
            return;
        }
        (holdsSince, holdingWaited) = holdsSince is null ? (context.Time.GetTimestamp(), Waited) : (holdsSince, holdingWaited);
        // What is spent waiting meanwhile is bounded already.
        var held = context.Time.GetElapsedTime(holdsSince!.Value) - (Waited - holdingWaited);
        if (bounds.Holding > TimeSpan.Zero && held > bounds.Holding)
        {
            Overstep ??= new(Overstep.Bound.Holding, $"kept everybody else out of {what} for {Seconds(held)} (max_hold: {Seconds(bounds.Holding)})");
        }
    }

    async Task SeeProgressAsync(Sight sight, CancellationToken stop)
    {
        if (sight.Progress is not { } progress)
        {
            return;
        }
        var hasMoved = movedAt is null || moved != (progress.Phase, progress.Done);
        // Where nothing moves, that it goes on is worth telling as well.
        if (hasMoved || context.Time.GetElapsedTime(progressToldAt) >= Retelling)
        {
            progressToldAt = context.Time.GetTimestamp();
            context.Say(new RunEvent.StepWorking(attempt.Migration, attempt.Step,
                progress with { WaitsFor = sight.WaitsForPid is { } pid ? await watch.FindAsync(pid, stop) : null }, context.Time.GetElapsedTime(started)));
        }
        if (hasMoved)
        {
            (moved, movedAt) = ((progress.Phase, progress.Done), context.Time.GetTimestamp());
            return;
        }
        // Waiting has a bound of its own, and sorting counts nothing.
        if (sight.Wait is not null || progress.Phase.Contains("sorting", StringComparison.Ordinal))
        {
            movedAt = context.Time.GetTimestamp();
        }
        else if (bounds.Standing > TimeSpan.Zero && context.Time.GetElapsedTime(movedAt!.Value) > bounds.Standing)
        {
            Overstep ??= new(Overstep.Bound.Standing, $"made no progress for {Seconds(bounds.Standing)} (concurrent_stall) in phase '{progress.Phase}'{(sight.Event is { } waits ? $", waiting for {waits}" : "")}");
        }
    }

    // Asked again where the server does not listen at once.
    async Task EndAsync(CancellationToken stop)
    {
        if (Overstep is null || endedAt is { } before && context.Time.GetElapsedTime(before) < LongPause)
        {
            return;
        }
        if (endedAt is null)
        {
            context.Say(new RunEvent.StepCancelled(attempt.Migration, attempt.Step, Overstep.Why));
        }
        endedAt = context.Time.GetTimestamp();
        await watch.CancelAsync(stop);
    }

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
