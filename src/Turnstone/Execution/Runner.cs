namespace Turnstone.Execution;

using System.Collections.Immutable;
using Turnstone.Approval;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Steps;

/// <summary>Carries an approved plan out, one step after the other, and records it: the only code that changes a target.</summary>
/// <remarks>There is no way to give it less than an <see cref="ApprovedPlan"/>: applying without approval does not compile.</remarks>
/// <param name="again">What is typed to go on after a stop, once so many migrations are through.</param>
sealed class Runner(StepExecutor executor, StepContext context, LedgerRun ledger, Func<int, string> again)
{
    readonly List<StepRecord> steps = [];
    readonly List<Diagnostic> said = [];
    int applied;

    public async Task<RunRecord> RunAsync(ApprovedPlan approved, Stopping stopping)
    {
        var plan = approved.Plan;
        context.OnEvent(new RunEvent.Started(ledger.Id, plan.Migrations.Length, plan.Migrations.Sum(migration => migration.Steps.Length)));
        try
        {
            for (var next = 0; next < plan.Migrations.Length;)
            {
                var convoy = stopping.NoNewStep.IsCancellationRequested ? [] : Convoy.From(plan.Migrations, next);
                var done = await TravelAsync(convoy, stopping.Now);
                next += done;
                if (done > 0 && done == convoy.Length)
                {
                    continue;
                }
                var migration = plan.Migrations[next++];
                if (await MigrateAsync(migration, stopping) is { } stopped)
                {
                    return await EndAsync(stopped.Kind, stopped.Diagnostic);
                }
                applied += Counts(migration, plan) ? 1 : 0;
            }
            return await EndAsync(null);
        }
        catch (FailureException outdated)
        {
            return await EndAsync(outdated.Kind, outdated.Diagnostic);
        }
        catch (StepFailedException failed)
        {
            steps.Add(new(failed.Migration.Kind, failed.Migration.Version, failed.Step.Ordinal, failed.Step.File ?? failed.Migration.File, failed.Step.Line, "failed",
                0, failed.LockWaitMs, 0, failed.Attempts));
            failed.Trigger = await executor.FindEventTriggerAsync(failed);
            var (kind, diagnostic) = new StepFailure(failed, context, again(applied)).Describe();
            Diagnostic?[] said = [diagnostic, plan.AfterError is { } hook && !failed.IsLost ? await AfterErrorAsync(hook, stopping) : null];
            return await EndAsync(kind, [.. said.OfType<Diagnostic>()]);
        }
    }

    // In an undo the repeatables that go back with it are no migrations taken back.
    static bool Counts(PlannedMigration migration, Plan plan) => migration.Kind == MigrationKind.Undo
        || migration.Kind != MigrationKind.Hook && !plan.Migrations.Any(other => other.Kind == MigrationKind.Undo);

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
    async Task<int> TravelAsync(ImmutableArray<PlannedMigration> convoy, CancellationToken cancel)
    {
        var results = await executor.ExecuteTogetherAsync(convoy, cancel);
        foreach (var (migration, result) in convoy.Zip(results))
        {
            context.OnEvent(new RunEvent.MigrationStarted(migration));
            context.OnEvent(new RunEvent.StepStarted(migration, migration.Steps[0]));
            Finish(migration, migration.Steps[0], result);
            context.OnEvent(new RunEvent.MigrationFinished(migration, result.ExecutionMs));
            applied++;
        }
        return results.Count;
    }

    void Finish(PlannedMigration migration, Step step, StepResult result)
    {
        steps.Add(new(migration.Kind, migration.Version, step.Ordinal, step.File ?? migration.File, step.Line, "done",
            result.ExecutionMs, result.LockWaitMs, result.Rows, result.Attempts));
        context.OnEvent(new RunEvent.StepFinished(migration, step, result));
    }

    async Task<(FailureKind Kind, Diagnostic Diagnostic)?> MigrateAsync(PlannedMigration migration, Stopping stopping)
    {
        context.OnEvent(new RunEvent.MigrationStarted(migration));
        var spent = 0L;
        foreach (var step in migration.Steps)
        {
            if (stopping.NoNewStep.IsCancellationRequested)
            {
                return Stopped(migration, step);
            }
            context.OnEvent(new RunEvent.StepStarted(migration, step));
            var result = step switch
            {
                SqlStep sql => await executor.ExecuteAsync(migration, sql, stopping.Now),
                _ => throw new System.Diagnostics.UnreachableException($"no such kind of step: {step.GetType()}"),
            };
            spent += result.ExecutionMs;
            Finish(migration, step, result);
            said.AddRange(result.LeftOut.Select(view => Diagnostic.Warning("view-left-out",
                $"The view {view.Name} is gone, and its grants with it: its text needs what {migration.Name} took away.", view.File, "It is made again when its repeatable can run.")));
        }
        if (await executor.TakeLeftoversAsync(migration) is { Count: > 0 } left)
        {
            context.OnEvent(new RunEvent.LeftBehind(migration, left));
        }
        context.OnEvent(new RunEvent.MigrationFinished(migration, spent));
        return null;
    }

    (FailureKind, Diagnostic) Stopped(PlannedMigration migration, Step next)
    {
        var halfWay = next.Ordinal > 1;
        return (halfWay ? FailureKind.HalfWay : FailureKind.Stopped, Diagnostic.Error("stopped",
            halfWay
                ? $"Stopped by a signal before step {next.Ordinal} of {migration.Name}; its steps before that stand."
                : $"Stopped by a signal before {migration.Name}; nothing is half-way.",
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
        await ledger.TryCloseAsync(status, applied, diagnostics.FirstOrDefault()?.Message);
        return new(ledger.Id, applied, [.. steps], failure, [.. said, .. diagnostics]);
    }
}
