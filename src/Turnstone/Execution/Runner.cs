namespace Turnstone.Execution;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Approval;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;

/// <summary>Carries an approved plan out, one step after the other, and records it: the only code that changes a target.</summary>
/// <remarks>There is no way to give it less than an <see cref="ApprovedPlan"/>: applying without approval does not compile.</remarks>
/// <param name="again">What is typed to go on after a stop, once so many migrations are through.</param>
/// <param name="readerOf">Reads what the run leaves behind; none where nobody will ask what it was.</param>
/// <param name="before">What is left of a plan that was made before; none where all of it is to be done.</param>
sealed class Runner(RunSession session, StepContext context, Func<int, string> again, Func<Session, SchemaReader>? readerOf, MadeBefore? before = null)
{
    // Long enough for any catalog, and no run ends later than that for it.
    static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(30);

    // One step that takes the connection with it each time is its cause.
    const int MostLosses = 3;

    readonly List<StepRecord> steps = [];
    readonly List<Diagnostic> said = [];
    readonly List<Diagnostic> refuted = [];
    StepExecutor executor = new(session.Session, session.Ledger, context);
    int applied;
    bool isEnded, isGone;

    public async Task<RunRecord> RunAsync(ApprovedPlan approved, Stopping stopping)
    {
        var plan = before?.Rest.Of(approved.Plan) ?? approved.Plan;
        context.Say(new RunEvent.Started(session.Ledger.Id, plan.Migrations.Length, plan.Migrations.Sum(migration => migration.Steps.Length)));
        try
        {
            for (var next = 0; next < plan.Migrations.Length;)
            {
                var convoy = isEnded || stopping.NoNewStep.IsCancellationRequested || context.Tracer is not null ? [] : Convoy.From(plan.Migrations, next);
                convoy = convoy.IsEmpty || before is null || await before.Guard.FitsAsync(session.Session, convoy, stopping.Now) ? convoy : [];
                var done = await TravelAsync(convoy, stopping);
                next += done;
                if (done > 0 && done == convoy.Length)
                {
                    continue;
                }
                var migration = plan.Migrations[next++];
                if (await (migration.Kind == MigrationKind.Assert ? AssertAsync(migration, stopping) : MigrateAsync(migration, stopping)) is { } stopped)
                {
                    return await EndAsync(stopped.Kind, [.. refuted, stopped.Diagnostic]);
                }
                applied += Counts(migration, plan) ? 1 : 0;
            }
            return refuted.Count == 0 ? await EndAsync(null) : await EndAsync(FailureKind.StepFailed, await WithAfterErrorAsync(refuted, plan, stopping));
        }
        catch (FailureException outdated)
        {
            return await EndAsync(outdated.Kind, [.. refuted, outdated.Diagnostic]);
        }
        catch (StepFailedException failed)
        {
            var (kind, diagnostic) = await DescribeAsync(failed);
            return await EndAsync(kind, await WithAfterErrorAsync([.. refuted, diagnostic], plan, stopping));
        }
    }

    // What does not hold keeps nobody from asking what else does not.
    async Task<(FailureKind Kind, Diagnostic Diagnostic)?> AssertAsync(PlannedMigration asserts, Stopping stopping)
    {
        try
        {
            return await MigrateAsync(asserts, stopping);
        }
        catch (StepFailedException failed) when (!failed.IsLost && !session.Session.IsLost)
        {
            var (kind, diagnostic) = await DescribeAsync(failed);
            if (kind != FailureKind.StepFailed)
            {
                return (kind, diagnostic);
            }
            refuted.Add(diagnostic);
            return null;
        }
    }

    async Task<(FailureKind Kind, Diagnostic Diagnostic)> DescribeAsync(StepFailedException failed)
    {
        steps.Add(new(failed.Migration.Kind, failed.Migration.Version, failed.Step.Ordinal, failed.Step.File ?? failed.Migration.File, failed.Step.Line, "failed",
            0, failed.LockWaitMs, 0, failed.Attempts));
        failed.Trigger = await executor.FindEventTriggerAsync(failed);
        return new StepFailure(failed, context, again(applied)).Describe();
    }

    async Task<ImmutableArray<Diagnostic>> WithAfterErrorAsync(IEnumerable<Diagnostic> failures, Plan plan, Stopping stopping)
    {
        var said = plan.AfterError is { } hook && !isGone && !session.Session.IsLost ? await AfterErrorAsync(hook, stopping) : null;
        return [.. failures, .. new[] { said }.OfType<Diagnostic>()];
    }

    // In an undo the repeatables that go back with it are no migrations taken back.
    static bool Counts(PlannedMigration migration, Plan plan) => migration.Kind == MigrationKind.Undo
        || migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert) && !plan.Migrations.Any(other => other.Kind == MigrationKind.Undo);

    // What it does belongs to the failure: it changes nothing about how the run ends.
    async Task<Diagnostic?> AfterErrorAsync(PlannedMigration hook, Stopping stopping)
    {
        try
        {
            await MigrateAsync(hook, stopping);
            return null;
        }
        catch (StepFailedException failed)
        {
            return new StepFailure(failed, context, again(applied)).Describe().Diagnostic with { Severity = Severity.Warning };
        }
        catch (FailureException outdated)
        {
            return outdated.Diagnostic with { Severity = Severity.Warning };
        }
    }

    // What of a convoy did not arrive goes by itself: its failure, its retries and its waiting are those of any other migration.
    async Task<int> TravelAsync(ImmutableArray<PlannedMigration> convoy, Stopping stopping)
    {
        IReadOnlyList<StepResult> results;
        try
        {
            results = await executor.ExecuteTogetherAsync(convoy, stopping.Now);
        }
        catch (StepFailedException lost) when (lost.IsLost)
        {
            results = await FindOutAsync(lost, () => executor.FindTogetherAsync(convoy), stopping);
        }
        foreach (var (migration, result) in convoy.Zip(results))
        {
            context.Say(new RunEvent.MigrationStarted(migration));
            context.Say(new RunEvent.StepStarted(migration, migration.Steps[0]));
            Finish(migration, migration.Steps[0], result);
            context.Say(new RunEvent.MigrationFinished(migration, result.ExecutionMs));
            applied++;
        }
        return results.Count;
    }

    void Finish(PlannedMigration migration, Step step, StepResult result)
    {
        steps.Add(new(migration.Kind, migration.Version, step.Ordinal, step.File ?? migration.File, step.Line, result.Skipped is null ? "done" : "skipped",
            result.ExecutionMs, result.LockWaitMs, result.Rows, result.Attempts) { Statements = result.Statements });
        context.Say(new RunEvent.StepFinished(migration, step, result));
    }

    async Task<(FailureKind Kind, Diagnostic Diagnostic)?> MigrateAsync(PlannedMigration migration, Stopping stopping)
    {
        context.Say(new RunEvent.MigrationStarted(migration));
        var spent = 0L;
        foreach (var step in migration.Steps)
        {
            if (isEnded || stopping.NoNewStep.IsCancellationRequested)
            {
                return Stopped(migration, step);
            }
            context.Say(new RunEvent.StepStarted(migration, step));
            var result = step switch
            {
                SqlStep sql => await ExecuteAsync(migration, sql, stopping),
                _ => throw new System.Diagnostics.UnreachableException($"no such kind of step: {step.GetType()}"),
            };
            spent += result.ExecutionMs;
            Finish(migration, step, result);
            said.AddRange(result.Skipped is null ? [] : [NotTested(migration)]);
            said.AddRange(result.LeftOut.Select(view => Diagnostic.Warning("view-left-out",
                $"The view {view.Name} is gone, and its grants with it: its text needs what {migration.Name} took away.", view.File, "It is made again when its repeatable can run.")));
        }
        if (await executor.TakeLeftoversAsync(migration) is { Count: > 0 } left)
        {
            context.Say(new RunEvent.LeftBehind(migration, left));
        }
        context.Say(new RunEvent.MigrationFinished(migration, spent));
        return null;
    }

    static Diagnostic NotTested(PlannedMigration tests) => Diagnostic.Warning("asserts-not-run", $"{StepExecutor.NoPgTap}: these tests were not run.", tests.File,
        "Where they are to run: CREATE EXTENSION pgtap, as a migration say; they run behind the next one. Where they are not, give them a context: -- turnstone: context=…");

    // A lost connection does not end a run: what became of the step is found out under the lock, and it goes on from there.
    async Task<StepResult> ExecuteAsync(PlannedMigration migration, SqlStep step, Stopping stopping)
    {
        for (var losses = 1; ; losses++)
        {
            try
            {
                await (before?.Guard.RefuseDriftAsync(session.Session, migration, step, stopping.Now) ?? Task.CompletedTask);
                return await executor.ExecuteAsync(migration, step, stopping.Now);
            }
            catch (StepFailedException lost) when (lost.IsLost || session.Session.IsLost)
            {
                if (await FindOutAsync(lost, () => executor.FindDoneAsync(migration, step), stopping) is { } found)
                {
                    return found;
                }
                lost.Remains = step.Transaction ? Remains.Nothing : step.Recovery is null ? lost.Remains : Remains.Recoverable;
                // What the server answered before it let go, the driver gives up the connection for some of it, is an answer.
                var isRefused = lost.Error is { SqlState: not ("25P03" or [.. "57P0", _] or [.. "080", _, _]) };
                if (isEnded || isRefused || losses >= MostLosses || lost.Remains == Remains.Unknown)
                {
                    throw;
                }
                step = step with { Begun = lost.Begun };
            }
        }
    }

    // What is lost again while it is asked is had again.
    async Task<T> FindOutAsync<T>(StepFailedException lost, Func<Task<T>> ask, Stopping stopping)
    {
        for (var losses = 1; ; losses++)
        {
            await ReconnectAsync(lost, stopping);
            try
            {
                return await ask();
            }
            catch (Exception trouble) when (trouble is NpgsqlException or IOException or InvalidOperationException)
            {
                if (losses >= MostLosses)
                {
                    throw lost;
                }
            }
        }
    }

    async Task ReconnectAsync(StepFailedException lost, Stopping stopping)
    {
        var since = context.Time.GetTimestamp();
        var before = session.Session.Server.Started;
        if (stopping.NoNewStep.IsCancellationRequested)
        {
            throw lost;
        }
        try
        {
            await session.ReconnectAsync(stopping.NoNewStep);
        }
        catch (FailureException failed)
        {
            isGone = true;
            lost.After = $"{failed.Diagnostic.Message} {failed.Diagnostic.Help}";
            throw lost;
        }
        catch (Exception again) when (again is NpgsqlException or OperationCanceledException or IOException or InvalidOperationException)
        {
            isGone = true;
            throw lost;
        }
        executor = new(session.Session, session.Ledger, context);
        // Whoever ended our backend, on a server that went on running, meant it.
        isEnded = lost.Error?.SqlState == PostgresErrorCodes.AdminShutdown && before == session.Session.Server.Started;
        context.Say(new RunEvent.Reconnected(context.Time.GetElapsedTime(since)));
    }

    (FailureKind, Diagnostic) Stopped(PlannedMigration migration, Step next)
    {
        var halfWay = next.Ordinal > 1;
        var by = isEnded ? "Somebody ended the run's session (pg_terminate_backend): stopped" : "Stopped by a signal";
        return (halfWay ? FailureKind.HalfWay : isEnded ? FailureKind.Unavailable : FailureKind.Stopped, Diagnostic.Error("stopped",
            halfWay
                ? $"{by} before step {next.Ordinal} of {migration.Name}; its steps before that stand."
                : $"{by} before {migration.Name}; nothing is half-way.",
            help: $"To go on: {again(applied)}"));
    }

    async Task<RunRecord> EndAsync(FailureKind? failure, params ImmutableArray<Diagnostic> diagnostics)
    {
        var status = failure switch
        {
            null => "done",
            FailureKind.Stopped or FailureKind.HalfWay => "stopped",
            _ => "failed",
        };
        await session.Ledger.TryCloseAsync(status, applied, diagnostics.FirstOrDefault()?.Message, steps.Count == 0 || readerOf is null ? null : await TryReadAsync(readerOf));
        return new(session.Ledger.Id, applied, [.. steps], failure, [.. said, .. diagnostics]);
    }

    // What happened stands, whether it can be written down what the schema is now or not.
    async Task<(string Whole, KeptText Objects)?> TryReadAsync(Func<Session, SchemaReader> reading)
    {
        using var late = new CancellationTokenSource(LongestReading, context.Time);
        try
        {
            await session.Session.RollbackAsync();
            await session.Session.ExecuteAsync(late.Token, SessionState.Cleared);
            return SchemaFingerprint.Of(await reading(session.Session).ReadAsync(late.Token)).Kept;
        }
        catch (Exception trouble) when (trouble is NpgsqlException or OperationCanceledException || session.Session.IsLost)
        {
            return null;
        }
    }
}
