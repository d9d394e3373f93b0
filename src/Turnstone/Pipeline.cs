namespace Turnstone;

using System.Collections.Immutable;
using System.Data.Common;
using Turnstone.Approval;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Verification;

/// <summary>The whole tool on one screen: Migration → Plan → VerifiedPlan → ApprovedPlan → RunRecord. Each verb is a prefix of it.</summary>
public sealed class Pipeline(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts, Surroundings surroundings)
{
    // Between two looks at a schema that is waited for.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly EnvironmentSettings? environment = address.Environment is { } name ? settings.Environments[name] : null;
    Planner? planner;

    /// <summary>Where every migration stands. The database may be a standby; nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<Checked<Standing>> StatusAsync(CancellationToken stop)
    {
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return Checked.Failed<Standing>(files.Diagnostics);
        }
        await using var session = await ConnectAsync(stop);
        return Checked.Of(await StandAsync(session, files.Value, stop), files.Diagnostics);
    }

    /// <summary>The dry run: what <see cref="ApplyAsync"/> would do now. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or a step is neither done nor undone.</exception>
    public async Task<Checked<Plan>> PlanAsync(ApplyRequest request, CancellationToken stop)
    {
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return Checked.Failed<Plan>(files.Diagnostics);
        }
        await using var session = await ConnectAsync(stop);
        return await PlanAsync(session, await StandAsync(session, files.Value, stop), files.Diagnostics, request, stop);
    }

    /// <summary>Carries out what is pending, one run at a time: a second one waits, then finds nothing to do.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public async Task<RunRecord> ApplyAsync(ApplyRequest request, Stopping stopping)
    {
        var stop = stopping.NoNewStep;
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return RunRecord.None(FailureKind.Refused, files.Diagnostics);
        }
        await using var session = await ConnectAsync(stop);
        var standing = await StandAsync(session, files.Value, stop);
        // A step that is begun and not ended may be in another run's hands at this moment: that shows under the lock.
        if (request.Resolve is null && !standing.History.HasOpenStep && Ended(await PlanAsync(session, standing, files.Diagnostics, request, stop)) is { } nothing)
        {
            return nothing;
        }

        session.RefuseReadOnly();
        if (await new SumKeeper(settings, governed: environment is { Governed: true }).KeepAsync(files.Value, stop) is { Count: > 0 } mismatches)
        {
            return RunRecord.None(FailureKind.Refused, [.. files.Diagnostics, .. mismatches]);
        }
        await using var held = new RunLock(session, settings.Project, surroundings.Time);
        await held.TakeAsync(Limits.LockDeadline, holder => surroundings.OnEvent(new RunEvent.WaitingForRun(holder)), stop);
        var ledger = LedgerOf(session);
        await ledger.PrepareAsync(stop);
        if (request.Resolve is { } resolution)
        {
            await ledger.ResolveAsync(Origin("apply"), held, resolution.Version.Text, resolution.Step, resolution.Done, surroundings.Masking.Mask(resolution.Reason), stop);
        }

        // Planned under the lock: a run that we waited for has changed what there is to do.
        var plan = await PlanAsync(session, await StandAsync(session, files.Value, stop), files.Diagnostics, request, stop);
        if (Ended(plan) is { } done)
        {
            return done;
        }
        var approved = new Approver(Policy.Of(environment)).Approve(Verifier.NotVerified(plan.Value!));
        if (!approved.Passed)
        {
            return RunRecord.None(FailureKind.PolicyNotMet, [.. plan.Diagnostics, .. approved.Diagnostics]);
        }
        var run = await ledger.OpenRunAsync(Origin("apply"), PlanFile.Digest(approved.Value.Plan), held, stop);
        using var texts = new StatementTexts(files.Value, new Placeholders(settings.Placeholders));
        var record = await RunnerOf(session, run, approved.Value, texts).RunAsync(approved.Value, stopping);
        return record with { Diagnostics = [.. plan.Diagnostics, .. record.Diagnostics] };
    }

    /// <summary>Waits until the schema is there: for an application that must not start before it is.</summary>
    /// <param name="to">The version that has to be applied; none for every file's.</param>
    public async Task<RunRecord> WaitAsync(MigrationVersion? to, TimeSpan deadline, CancellationToken stop)
    {
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return RunRecord.None(FailureKind.Refused, files.Diagnostics);
        }
        var started = surroundings.Time.GetTimestamp();
        TimeSpan Left() => deadline - surroundings.Time.GetElapsedTime(started);
        while (true)
        {
            try
            {
                return await WaitAsync(files, to, Left, stop);
            }
            catch (Exception lost) when (Left() > Pause && lost is FailureException { Kind: FailureKind.Unavailable } or DbException { IsTransient: true })
            {
                // A failover in the meantime is what one waits through.
                await Task.Delay(Pause, surroundings.Time, stop);
            }
        }
    }

    async Task<RunRecord> WaitAsync(Checked<MigrationSet> files, MigrationVersion? to, Func<TimeSpan> left, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        while (true)
        {
            var standing = await StandAsync(session, files.Value!, stop);
            if (standing.Missing(to) is not { } missing)
            {
                var asked = standing with { Statuses = [.. standing.Statuses.Where(status => to is null || status.Version <= to)] };
                List<Diagnostic> said = [.. files.Diagnostics, .. PlannerFor(session).Complain(asked)];
                return RunRecord.None(said.Exists(one => one.Severity == Severity.Error) ? FailureKind.Refused : null, said);
            }
            if (left() < TimeSpan.Zero)
            {
                return RunRecord.None(FailureKind.Unavailable, Diagnostic.Error("not-there-yet", $"V{missing} is not applied on {address} yet.",
                    help: "Is the job that applies it running? 'turnstone status' shows how far it is."));
            }
            await Task.Delay(Pause, surroundings.Time, stop);
        }
    }

    /// <summary>Every row of the ledger, oldest first; none where there is no ledger.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await LedgerOf(session).ExistsAsync(stop) ? await LedgerOf(session).EntriesAsync(stop) : [];
    }

    /// <summary>What of the kept texts is no longer what was recorded.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ContentTroublesAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await LedgerOf(session).ExistsAsync(stop) ? await LedgerOf(session).ContentTroublesAsync(stop) : [];
    }

    RunSettings Limits => environment?.Run ?? settings.Run;

    Ledger.Ledger LedgerOf(Session session) => new(session, settings.LedgerSchema, settings.Project);

    // The same one each time: it remembers the files that it went over.
    Planner PlannerFor(Session session) =>
        planner is { } made && made.Server == session.Server.Version ? made : planner = new(settings, environment, session.Server.Version);

    RunOrigin Origin(string verb) => RunOrigin.Read(verb, surroundings.Environment) with { Environment = environment?.Name };

    async Task<Session> ConnectAsync(CancellationToken stop)
    {
        RightTarget.Check(environment, address);
        var session = await Session.OpenAsync(address, Limits, retry => surroundings.OnEvent(new RunEvent.Connecting(retry)), surroundings.Time, stop);
        try
        {
            RightTarget.Check(environment, session.Server);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    async Task<Standing> StandAsync(Session session, MigrationSet files, CancellationToken stop)
    {
        var ledger = LedgerOf(session);
        var hasLedger = await ledger.ExistsAsync(stop);
        var history = hasLedger ? await ledger.ReadAsync(stop) : History.Empty;
        var statuses = new StatusReader(contexts).Read(files, history).ToBuilder();
        for (var i = 0; i < statuses.Count; i++)
        {
            if (statuses[i] is { State: MigrationState.Changed, Recorded.Content: { } content })
            {
                statuses[i] = statuses[i] with { AppliedText = await ledger.ContentAsync(content, stop) };
            }
        }
        return new(files, history, statuses.ToImmutable(), hasLedger);
    }

    async Task<Checked<Plan>> PlanAsync(
        Session session, Standing standing, ImmutableArray<Diagnostic> said, ApplyRequest request, CancellationToken stop)
    {
        standing.History.RefuseOpenStep();
        var plan = PlannerFor(session).Plan(standing, request.To);
        IEnumerable<Diagnostic> all = [.. said, .. plan.Diagnostics];
        // Asked again afterwards: what is there may be what another run, that came first, is making at this moment.
        if (plan.Value is { IsEmpty: false } && !standing.HasLedger && await UserObjects.SomeAsync(session, stop) is { Count: > 0 } some
            && !await LedgerOf(session).ExistsAsync(stop))
        {
            all = [.. all, NotEmpty(session, some)];
        }
        return plan.Passed ? Checked.Of(plan.Value, all) : Checked.Failed<Plan>(all);
    }

    static RunRecord? Ended(Checked<Plan> plan) => plan switch
    {
        { Passed: false } => RunRecord.None(FailureKind.Refused, plan.Diagnostics),
        { Value.IsEmpty: true } => RunRecord.None(null, plan.Diagnostics),
        _ => null,
    };

    Runner RunnerOf(Session session, LedgerRun run, ApprovedPlan approved, StatementTexts texts)
    {
        var context = new StepContext(
            $"{run.Id:N}"[..8], approved.Plan.SearchPath, Limits.LockDeadline, texts,
            surroundings.Masking, surroundings.Time, surroundings.OnEvent);
        return new(new StepExecutor(session, run, context), context, run);
    }

    static Diagnostic NotEmpty(Session session, List<string> some) => Diagnostic.Error("database-not-empty",
        $"{session.Address} holds objects that no ledger knows of: {string.Join(", ", some)}{(some.Count == 3 ? ", …" : "")}.",
        help: "Nothing was changed.\nIf an earlier tool made them: turnstone adopt. If they are to be taken as they are: turnstone baseline (neither is built yet). "
            + "If this is the wrong database: correct the address.");
}
