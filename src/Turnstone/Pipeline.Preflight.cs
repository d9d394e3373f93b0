namespace Turnstone;

using Turnstone.Approval;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Health;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Verification;

/// <summary>The checks of a run without the run.</summary>
public sealed partial class Pipeline
{
    /// <summary>Whether a run could begin now, and who would be in its way. The session is read-only.</summary>
    /// <param name="old">From which age on a transaction is old.</param>
    /// <exception cref="FailureException">The server is away or refuses the connection.</exception>
    public async Task<PreflightReport> PreflightAsync(TimeSpan old, CancellationToken stop)
    {
        var checks = new List<Precondition>();
        var said = new List<Diagnostic>();
        var files = ReadFiles();
        if (Refusal("right-target", () => RightTarget.Check(environment, address)) is { } wrong)
        {
            return new([wrong, .. NotConnected("pooler")], []);
        }
        Session opened;
        try
        {
            opened = await Session.OpenAsync(address, Limits, retry => surroundings.OnEvent(new RunEvent.Connecting(retry)), surroundings.Time, stop);
        }
        catch (FailureException refused) when (refused.Diagnostic.Rule == "transaction-pooler")
        {
            return new([Precondition.NotChecked("right-target", "There is no session of our own."), Precondition.Of("pooler", refused), .. NotConnected("writable")], []);
        }
        await using var session = opened;
        await session.ExecuteAsync(stop, $"SET default_transaction_read_only = on");
        var unreadable = await RefusalAsync("ledger-chain", async () =>
        {
            var found = await LedgerOf(session).FindAsync(stop);
            LedgerOf(session).RefuseNewer(found.Version);
            TakeOn(found.Claim);
        });
        checks.Add(TargetOf(session));
        checks.Add(Precondition.Ok("pooler", session.Server.Pooler ? "There is one, and each session keeps its own connection." : "There is none."));
        checks.Add(Refusal("writable", session.RefuseReadOnly) ?? Precondition.Ok("writable", $"PostgreSQL {session.Server.VersionText} takes writes."));
        checks.Add(unreadable is null ? await new Rights(session, settings.LedgerSchema, settings.SearchPath.FirstOrDefault()).ReadAsync(stop) : NotConnected("rights")[0]);
        checks.AddRange(unreadable is null && files.Passed ? await PlannedAsync(session, files.Value, said, stop) : WithoutPlan(Unplanned(files, unreadable)));
        said.AddRange(files.Diagnostics);
        checks.Add(unreadable is null ? await FingerprintAsync(session, stop) : Precondition.NotChecked("fingerprint", "The ledger cannot be read."));
        checks.Add(unreadable ?? await ChainAsync(session, stop));
        checks.Add(await FreeAsync(session, stop));
        checks.AddRange(await new PreflightReader(session, new(settings.LedgerSchema, old, session.Server.Version)).ReadAsync(stop));
        var health = await HealthOf(session, old).ReadAsync(stop);
        checks.Add(health.HasFindings
            ? Precondition.Warning("health", string.Join("; ", health.Problems.Where(one => one.Severity > Severity.Info).Select(one => $"{one.Name} {one.Object}")) + ".", "See: turnstone doctor")
            : Precondition.Ok("health", "Nothing was found."));
        return new([.. checks], [.. said, .. health.Diagnostics]);
    }

    Precondition TargetOf(Session session) => Refusal("right-target", () =>
    {
        RightTarget.Check(environment, session.Server);
        RefuseWrongClaim(session);
    }) ?? Precondition.Ok("right-target", (claim, environment) switch
    {
        ({ } own, _) => $"{address} is claimed as environment '{own.Environment}'.",
        (_, { Allow: not null } named) => $"{address} is what 'allow:' of environment '{named.Name}' names.",
        _ => $"{address}; nobody has claimed it, and no 'allow:' names it.",
    });

    async Task<IEnumerable<Precondition>> PlannedAsync(Session session, MigrationSet files, List<Diagnostic> said, CancellationToken stop)
    {
        const string name = "expected-version";
        Checked<Plan>? plan = null;
        if (await RefusalAsync(name, async () => plan = await PlanAsync(ToApply(ApplyScope.Everything), session, files, stop)) is { } refused)
        {
            // The target's own complaints have their line already.
            return WithoutPlan(refused.Message == TargetOf(session).Message ? Precondition.NotChecked(name, "It is not the right target.") : refused);
        }
        // Elsewhere it would be written anew.
        var sum = environment is { Governed: true } ? await new SumKeeper(settings, governed: true).KeepAsync(files, stop) : [];
        plan = sum.Count == 0 ? plan! : Checked.Failed<Plan>([.. plan!.Diagnostics, .. sum]);
        said.AddRange(plan.Diagnostics);
        if (!plan.Passed)
        {
            var errors = plan.Diagnostics.Where(one => one.Severity == Severity.Error).ToList();
            return WithoutPlan(Precondition.Failed(name, FailureKind.Refused, $"{errors[0].Message}{(errors.Count > 1 ? $" And {errors.Count - 1} more." : "")}", errors[0].Help));
        }
        var locks = await new LockSpace(session, settings.SearchPath).ReadAsync(plan.Value, stop);
        var pending = plan.Value.Migrations.Where(migration => migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert)).Select(migration => migration.Name).ToList();
        var fits = Precondition.Ok(name, pending.Count == 0 ? "Nothing is pending." : $"{pending.Count} pending: {string.Join(", ", pending.Take(10))}{(pending.Count > 10 ? ", …" : "")}.");
        var missing = new Approver(Policy.Of(environment)).Approve(Verifier.NotVerified(plan.Value));
        var owned = await new Ownership(session, settings.SearchPath).OfAsync(TextsOf(plan.Value, files), stop);
        return missing.Passed || plan.Value.IsEmpty ? [owned, fits, locks]
            : [owned, fits, Precondition.Failed("policy", FailureKind.PolicyNotMet, string.Join(" ", missing.Diagnostics.Select(one => one.Message)), missing.Diagnostics[0].Help), locks];
    }

    static IEnumerable<string> TextsOf(Plan plan, MigrationSet files)
    {
        var planned = plan.Migrations.Select(migration => migration.File).ToHashSet();
        return files.All.Where(file => planned.Contains(file.File)).Select(file => file.Text.Whole).OfType<string>();
    }

    static Precondition[] WithoutPlan(Precondition version) =>
        [Precondition.NotChecked("ownership", "It takes a plan."), version, Precondition.NotChecked(LockSpace.Name, "It takes a plan.")];

    static Precondition Unplanned(Checked<MigrationSet> files, Precondition? unreadable) => unreadable is not null
        ? Precondition.NotChecked("expected-version", "The ledger cannot be read.")
        : Precondition.Failed("expected-version", FailureKind.Refused, $"The files cannot be used: {files.Diagnostics.First(one => one.Severity == Severity.Error).Message}", null);

    async Task<Precondition> FingerprintAsync(Session session, CancellationToken stop)
    {
        const string name = "fingerprint";
        if (!await LedgerOf(session).ExistsAsync(stop))
        {
            return Precondition.NotChecked(name, "There is no ledger yet.");
        }
        var since = await SinceAsync(session, stop);
        return since.Changed switch
        {
            null => Precondition.NotChecked(name, since.Unreadable?.Message ?? "The last run left none that this release can read."),
            [] => Precondition.Ok(name, "The schema is as the last run left it."),
            { } changed => Precondition.Warning(name, $"Changed by somebody else since the last run: {Listed(changed)}.", "See: turnstone drift"),
        };
    }

    async Task<Precondition> ChainAsync(Session session, CancellationToken stop)
    {
        const string name = "ledger-chain";
        var ledger = LedgerOf(session);
        if (!await ledger.ExistsAsync(stop))
        {
            return Precondition.Ok(name, "There is no ledger yet.");
        }
        var entries = await ledger.EntriesAsync(stop);
        List<Diagnostic> troubles = [.. new ChainVerifier(null).Verify(entries), .. await ledger.ColumnTroublesAsync(stop), .. await ledger.ContentTroublesAsync(stop),
            .. await ledger.ClaimTroublesAsync(stop)];
        return troubles.Count == 0
            ? Precondition.Ok(name, $"{entries.Count} rows add up.")
            : Precondition.Failed(name, FailureKind.Broken, $"{troubles[0].Message}{(troubles.Count > 1 ? $" And {troubles.Count - 1} more." : "")}", "See: turnstone audit verify");
    }

    async Task<Precondition> FreeAsync(Session session, CancellationToken stop) =>
        await new RunLock(session, settings.Project, surroundings.Time).HolderAsync(stop) is { } holder
            ? Precondition.Failed("lock", FailureKind.Unavailable, $"Another run of project '{settings.Project}' is at work: {holder}.", "Wait for it; 'turnstone status' shows how far it is.")
            : Precondition.Ok("lock", "It is free.");

    static readonly string[] InOrder =
    [
        "right-target", "pooler", "writable", "rights", "ownership", "expected-version", LockSpace.Name, "fingerprint", "ledger-chain", "lock", "old-snapshots", "blockers", "event-triggers",
        "replicas", "health",
    ];

    static List<Precondition> NotConnected(string from) => [.. InOrder.SkipWhile(name => name != from).Select(name => Precondition.NotChecked(name, "It takes what failed before."))];

    static Precondition? Refusal(string name, Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (FailureException refused)
        {
            return Precondition.Of(name, refused);
        }
    }

    static async Task<Precondition?> RefusalAsync(string name, Func<Task> check)
    {
        try
        {
            await check();
            return null;
        }
        catch (FailureException refused)
        {
            return Precondition.Of(name, refused);
        }
    }
}
