namespace Turnstone;

using System.Collections.Immutable;
using System.Data.Common;
using Turnstone.Approval;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Health;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Verification;

/// <summary>The health of a database, and repairing it.</summary>
public sealed partial class Pipeline
{
    // Of what is found behind a run, the rest is told by doctor.
    const int ToldBehind = 5;

    /// <summary>From this age on a transaction is old.</summary>
    public static TimeSpan UsuallyOld { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How far the statistics usually have to go back before an index without a scan counts as unused.</summary>
    public static TimeSpan UsuallyUnused { get; } = TimeSpan.FromDays(30);

    /// <summary>What in the database is not as it should be. Nothing is written.</summary>
    /// <param name="old">From which age on a transaction, or a session that does nothing, is old.</param>
    /// <param name="unused">How far the statistics have to go back before an index without a scan counts as unused.</param>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<HealthReport> HealthAsync(TimeSpan old, TimeSpan unused, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        await FindLedgerAsync(session, stop);
        var health = await new HealthReader(session, ScopeOf(session, old) with { Unused = unused }, HealthCheck.All).ReadAsync(stop);
        return health with { Diagnostics = [.. WrongClaim(session), .. health.Diagnostics] };
    }

    /// <summary>Repairs what somebody agreed to, as far as it is still there: one step each, in runs of their own in the ledger.</summary>
    /// <remarks>What cannot be repaired, for the sake of its rows say, keeps nothing behind it from being.</remarks>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public async Task<RunRecord> RepairAsync(ImmutableArray<Problem> agreed, TimeSpan old, Stopping stopping)
    {
        var stop = stopping.NoNewStep;
        await using var session = await ConnectAsync(stop);
        session.RefuseReadOnly();
        var held = LockOf(session);
        await using var letGo = held;
        await TakeAsync(held, stop);
        var ledger = LedgerOf(session);
        TakeOn(await ledger.PrepareAsync(stop), session);
        var there = (await HealthOf(session, old).ReadAsync(stop)).Problems.Where(problem => agreed.Any(problem.IsSame));
        var left = new RepairPlanner(settings, environment, session.Server.Version).Plan(there, await ledger.HeadAsync(stop));
        return left.IsEmpty ? RunRecord.None(null) : await RepairAsync(left, session, held, stopping);
    }

    async Task<RunRecord> RepairAsync(Plan left, Session session, RunLock held, Stopping stopping)
    {
        var stop = stopping.NoNewStep;
        // No file stands behind them, and no placeholder in them is one.
        using var texts = new StatementTexts(new MigrationSet([], [], []), new Placeholders(ImmutableSortedDictionary<string, Placeholder>.Empty));
        var approved = Approved(left);
        if (!approved.Passed)
        {
            return RunRecord.None(FailureKind.PolicyNotMet, approved.Diagnostics);
        }
        await using var all = new RunSession(session, held, await LedgerOf(session).OpenRunAsync(Origin("doctor"), PlanFile.Digest(left), held, stop), Source);
        for (var record = RunRecord.None(null); ;)
        {
            var rest = Approved(left).Value!;
            var part = await RunnerOf(all, rest, texts, _ => "turnstone doctor --fix", tracer: null).RunAsync(rest, stopping);
            record = record.With(part with { Diagnostics = [.. part.Diagnostics.Select(said => said with { File = null, Line = null, Column = null })] });
            left = left with { Migrations = left.Migrations[Math.Min(left.Migrations.Length, part.Steps.Length)..] };
            if (left.IsEmpty || part.Failure is not (null or FailureKind.StepFailed) || all.Session.IsLost)
            {
                return record;
            }
            left = left with { LedgerHead = await LedgerOf(all.Session).HeadAsync(stop) };
            await all.OpenNextAsync(Origin("doctor"), PlanFile.Digest(left), stop);
        }
    }

    // Nothing but a repair's plan comes here: what one is approved for, its rest is.
    Checked<ApprovedPlan> Approved(Plan plan) => new Approver(Policy.Of(environment)).Approve(Verifier.NotVerified(plan));

    RunSession.Source Source => new(ConnectAsync, LockOf, TakeAsync, LedgerOf);

    HealthReader HealthOf(Session session, TimeSpan old) => HealthOf(session, old, HealthCheck.All);

    HealthReader HealthOf(Session session, TimeSpan old, ImmutableArray<HealthCheck> checks) =>
        new(session, ScopeOf(session, old), checks);

    HealthScope ScopeOf(Session session, TimeSpan old) => new(settings.LedgerSchema, old, session.Server.Version)
    {
        Schemas = settings.Schemas,
        Unused = UsuallyUnused,
        BlockingBudget = (environment?.Run ?? settings.Run).BlockingBudget,
    };

    // A run that did something looks at what it leaves behind.
    async Task<IEnumerable<Diagnostic>> HealthBehindAsync(RunRecord record, Session session, CancellationToken stop)
    {
        if (IsShadow || record.Failure is not null || record.Steps.IsEmpty || session.IsLost || stop.IsCancellationRequested)
        {
            return [];
        }
        try
        {
            await session.ExecuteAsync(stop, SessionState.Cleared);
            var found = (await HealthOf(session, UsuallyOld, [.. HealthCheck.All.Where(check => !check.IsClusterWide && !check.IsAdvice)]).ReadAsync(stop)).Problems.Where(problem => problem.Severity > Severity.Info).ToList();
            return
            [
                .. found.Take(ToldBehind).Select(problem => Diagnostic.Warning(problem.Name, $"health: {problem.Object}: {problem.Message}", help: "See: turnstone doctor")),
                .. found.Count > ToldBehind ? new[] { Diagnostic.Warning("more-problems", $"health: and {found.Count - ToldBehind} more.", help: "See: turnstone doctor") } : [],
            ];
        }
        catch (Exception trouble) when (trouble is DbException or OperationCanceledException)
        {
            // The run is over and went well.
            return [Diagnostic.Warning("health-not-checked", $"health: not checked: {trouble.Message}", help: "See: turnstone doctor")];
        }
    }
}
