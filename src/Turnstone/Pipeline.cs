namespace Turnstone;

using System.Collections.Immutable;
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
using Turnstone.Steps.Tracing;
using Turnstone.Verification;

/// <summary>The whole tool on one screen: Migration → Plan → VerifiedPlan → ApprovedPlan → RunRecord. Each verb is a prefix of it.</summary>
public sealed partial class Pipeline(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts, Surroundings surroundings)
{
    EnvironmentSettings? environment = address.Environment is { } name ? settings.Environments[name] : null;

    /// <summary>Where every migration stands. The database may be a standby; nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public Task<Checked<Standing>> StatusAsync(CancellationToken stop) => ReadAsync(
        async (session, files) =>
        {
            var standing = await StandAsync(session, files, null, stop) with { Running = await LockOf(session).HolderAsync(stop) };
            return Checked.Of(standing, WrongClaim(session));
        },
        stop);

    /// <summary>The dry run: what <see cref="ApplyAsync(ApplyRequest, Stopping)"/> would do now. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or a step is neither done nor undone.</exception>
    public Task<Checked<Plan>> PlanAsync(ApplyRequest request, CancellationToken stop) => ReadAsync(
        async (session, files) => await ForetoldAsync(await PlanAsync(ToApply(request.Scope), session, files, stop), session, files, stop), stop);

    /// <summary>What <see cref="UndoAsync"/> would do now. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or a step is neither done nor undone.</exception>
    public Task<Checked<Plan>> PlanUndoAsync(UndoSelection selection, CancellationToken stop) => ReadAsync(
        (session, files) => PlanAsync(ToUndo(selection), session, files, stop), stop);

    /// <summary>Carries out what is pending, one run at a time: a second one waits, then finds nothing to do.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public Task<RunRecord> ApplyAsync(ApplyRequest request, Stopping stopping) =>
        CarryOutAsync(new("apply", ToApply(request.Scope), _ => "turnstone apply") { Finding = request.Finding }, stopping);

    /// <summary>Takes back what is selected, newest first.</summary>
    /// <param name="confirmed">The digest of the plan that somebody agreed to; none where nobody was asked.</param>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public Task<RunRecord> UndoAsync(UndoSelection selection, string? confirmed, Stopping stopping) =>
        CarryOutAsync(new("undo", ToUndo(selection), selection.Again) { Confirmed = confirmed }, stopping);

    /// <summary>Takes back what these files do not have, or have with another text: what another branch of the repository applied.</summary>
    /// <exception cref="FailureException">The database is not a local one, or is governed; the server is away or refuses.</exception>
    public Task<RunRecord> SwitchAsync(Stopping stopping)
    {
        RightTarget.RefuseUnlessLocal(environment, address);
        var selection = new UndoSelection.Foreign();
        return CarryOutAsync(new("switch", ToUndo(selection), selection.Again), stopping);
    }

    async Task<Checked<Plan>> PlanAsync(Planned plan, Session session, MigrationSet files, CancellationToken stop) => (await WorkAsync(plan, session, files, stop)).Plan;

    async Task<Work> WorkAsync(Planned plan, Session session, MigrationSet files, CancellationToken stop)
    {
        var work = await plan(session, files, stop);
        if (work.History.HasOpenStep)
        {
            // In another run's hands, or nobody's.
            await RefuseAnotherRunAsync(session, stop);
            work.RefuseUnresolved();
        }
        return work;
    }

    async Task<RunRecord> CarryOutAsync(Errand request, Stopping stopping)
    {
        var stop = stopping.NoNewStep;
        var (files, session) = await OpenAsync(stop);
        await using var opened = session;
        if (session is null)
        {
            return RunRecord.None(FailureKind.Refused, files.Diagnostics);
        }
        // A step that is begun and not ended may be in another run's hands at this moment: that shows under the lock.
        var first = request.Finding is null ? await request.Plan(session, files.Value!, stop) : null;
        if (first is { History.HasOpenStep: false } && Ended(first.Plan, files.Diagnostics) is { } nothing)
        {
            return nothing;
        }

        session.RefuseReadOnly();
        if (!IsShadow && await new SumKeeper(settings, governed: environment is { Governed: true }).KeepAsync(files.Value!, stop) is { Count: > 0 } mismatches)
        {
            return RunRecord.None(FailureKind.Refused, [.. files.Diagnostics, .. mismatches]);
        }
        var held = LockOf(session);
        await using var letGo = held;
        await TakeAsync(held, stop);
        var ledger = LedgerOf(session);
        TakeOn(await ledger.PrepareAsync(stop), session);
        if (request.Finding is not null && await ledger.ResolveAsync(Origin(request.Verb), held, request.Finding, stop) is { Undoing: not null } undone)
        {
            return RunRecord.None(null, Diagnostic.Warning("undo-resolved", $"Recorded for the undo of {undone.Name}; nothing was applied.",
                help: "To go on with it, where something of it is left: turnstone undo --steps 1"));
        }

        // Planned under the lock: a run that we waited for has changed what there is to do.
        var work = first is not null && first.History.Head == await ledger.HeadAsync(stop) ? first : await request.Plan(session, files.Value!, stop);
        work.RefuseUnresolved();
        if (Ended(work.Plan, files.Diagnostics) is { } done)
        {
            return done;
        }
        if (request.Confirmed is { } digest && digest != PlanFile.Digest(work.Plan.Value!))
        {
            return RunRecord.None(FailureKind.Refused, Diagnostic.Error("plan-outdated", "Another run changed meanwhile what there is to do.",
                help: "Nothing was changed.\nLook again, and agree to that."));
        }
        var approved = new Approver(Policy.Of(environment)).Approve(request.Given ?? Verifier.NotVerified(work.Plan.Value!));
        if (!approved.Passed)
        {
            return RunRecord.None(FailureKind.PolicyNotMet, [.. work.Plan.Diagnostics, .. approved.Diagnostics]);
        }
        var drift = await DriftBeforeAsync(session, work, stop);
        if (drift.Any(one => one.Severity == Severity.Error))
        {
            return RunRecord.None(FailureKind.Drift, [.. work.Plan.Diagnostics, .. drift]);
        }
        var run = await ledger.OpenRunAsync(Origin(request.Verb), PlanFile.Digest(approved.Value.Plan), held, stop);
        using var texts = new StatementTexts(work.Sources, new Placeholders(settings.Placeholders));
        await using var all = new RunSession(session, held, run, Source);
        await using var tracer = OnTraced is null ? null : new LockTracer(OnTraced, surroundings.Time);
        var record = await RunnerOf(all, approved.Value, texts, request.Again, tracer, work).RunAsync(approved.Value, stopping);
        record = await HeldAgainstAsync(request.Given, record, all.Session, stop);
        var health = await HealthBehindAsync(record, all.Session, stop);
        var kept = await DumpBehindAsync(record, all.Session, stop);
        return record with { Diagnostics = [.. files.Diagnostics, .. work.Plan.Diagnostics, .. drift, .. record.Diagnostics, .. health, .. kept] };
    }

    /// <summary>Plans against what the session's database says at this moment.</summary>
    delegate Task<Work> Planned(Session session, MigrationSet files, CancellationToken stop);

    /// <param name="Again">What is typed to go on after a stop, once so many are through.</param>
    sealed record Errand(string Verb, Planned Plan, Func<int, string> Again)
    {
        public StepFinding? Finding { get; init; }

        public string? Confirmed { get; init; }

        /// <summary>A plan that was made before; none where what is planned now is carried out.</summary>
        public VerifiedPlan? Given { get; init; }
    }

    /// <param name="Sources">The texts that the plan was made of.</param>
    /// <param name="History">What the ledger said when it was made.</param>
    sealed record Work(Checked<Plan> Plan, MigrationSet Sources, History History)
    {
        /// <summary>What the plan is of one that was made before; none where it was made now.</summary>
        public PlanRest? Rest { get; init; }

        /// <summary>What is typed to plan anew, where it was made before.</summary>
        public string? Anew { get; init; }

        /// <exception cref="FailureException">A step was begun of which only a person can tell whether it happened.</exception>
        public void RefuseUnresolved()
        {
            var open = Plan.Value?.Migrations.FirstOrDefault(migration => migration.Steps.OfType<SqlStep>().Any(step => step is { Begun: not null, Recovery: null }));
            if (open is not null)
            {
                throw History.Unresolved(open.Version ?? open.Name);
            }
        }
    }

    Planned ToApply(ApplyScope scope) => async (session, files, stop) =>
    {
        var standing = await StandAsync(session, files, scope.To, stop);
        RefuseWrongClaim(session);
        var plan = new Planner(settings, environment, session.Server.Version, contexts).Plan(standing, scope);
        var said = plan.Value is { IsEmpty: false } ? await RefuseForeignAsync(session, standing, stop) : [];
        IEnumerable<Diagnostic> all = [.. plan.Diagnostics, .. said];
        return new(plan.Passed ? Checked.Of(plan.Value, all) : Checked.Failed<Plan>(all), files, standing.History);
    };

    Planned ToUndo(UndoSelection selection) => async (session, files, stop) =>
    {
        var ledger = LedgerOf(session);
        var history = await FindLedgerAsync(session, stop) ? await ledger.ReadAsync(details: true, stop) : History.Empty;
        RefuseWrongClaim(session);
        if (selection is UndoSelection.Foreign)
        {
            RightTarget.RefuseUnlessLocal(environment, address);
        }
        var chosen = selection.Choose(history, files);
        if (!chosen.Passed)
        {
            return new(Checked.Failed<Plan>(chosen.Diagnostics), files, history);
        }
        var decides = environment is { Governed: true } || selection is UndoSelection.Foreign;
        var one = new MigrationPlanner(settings, environment, session.Server.Version, files, contexts);
        var own = files.Versioned.Select(file => file.Version.Text).ToHashSet();
        var withoutFile = history.Applied.Where(recorded => !own.Contains(recorded.Version!));
        var texts = await ledger.TextsAsync(chosen.Value.Concat(history.Repeatables).Concat(withoutFile).SelectMany(recorded => recorded.Texts), stop);
        var (plan, sources) = new UndoPlanner(one, files, texts, decides) { MayStrand = selection is UndoSelection.Foreign }.Plan(history, chosen.Value);
        return new(plan, sources, history);
    };

    Runner RunnerOf(RunSession session, ApprovedPlan approved, StatementTexts texts, Func<int, string> again, LockTracer? tracer, Work? work = null)
    {
        var context = new StepContext(
            $"{session.Ledger.Id:N}"[..8], approved.Plan.SearchPath, approved.Plan.Views ?? [], Limits, texts, surroundings.Masking, surroundings.Time, surroundings.OnEvent)
        {
            Tracer = tracer,
        };
        return new(session, context, again, IsShadow ? null : ReaderOf, work is { Rest: { } rest, Anew: { } anew } ? new(rest, new(ReaderOf, anew)) : null);
    }

    static RunRecord? Ended(Checked<Plan> plan, ImmutableArray<Diagnostic> said) => plan switch
    {
        { Passed: false } => RunRecord.None(FailureKind.Refused, [.. said, .. plan.Diagnostics]),
        { Value.IsEmpty: true } => RunRecord.None(null, [.. said, .. plan.Diagnostics]),
        _ => null,
    };
}
