namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Verification;

/// <summary>Carrying out a plan that was made before: exactly that one, or none.</summary>
public sealed partial class Pipeline
{
    /// <summary>Carries out a plan, or goes on with it where it was stopped; one run at a time. It has to be what the files still say, the ledger may have gone on
    /// by this plan alone, and before each step what the step is about has to be as it was.</summary>
    /// <param name="verified">The plan, and what was found out about it.</param>
    /// <param name="file">What messages call the plan's file.</param>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public Task<RunRecord> ApplyAsync(VerifiedPlan verified, string file, Stopping stopping)
    {
        var given = new GivenPlan(verified.Plan, file);
        // The contexts are the plan's: its files are named one by one.
        contexts = [.. contexts.Union(given.Plan.Migrations.Select(migration => migration.Context).OfType<string>())];
        return CarryOutAsync(new("apply", ToGoOnWith(given), _ => given.Again) { Given = verified }, stopping);
    }

    // What was verified came to this; the target has to have come to the same.
    async Task<RunRecord> HeldAgainstAsync(VerifiedPlan? verified, RunRecord record, Session session, CancellationToken stop)
    {
        if (verified?.Ends is not { } ends || record.Failure is not null || session.IsLost || stop.IsCancellationRequested)
        {
            return record;
        }
        var now = SchemaFingerprint.Of(await ReaderOf(session).ReadAsync(stop));
        var other = ends.Where(one => now.Objects.GetValueOrDefault(one.Key)?.Digest != one.Value).Select(one => (one.Key, "")).ToList();
        return other.Count == 0 ? record : record with
        {
            Failure = FailureKind.Drift,
            Diagnostics = record.Diagnostics.Add(Diagnostic.Error("ends-otherwise", $"All of the plan is applied, and it came to something else than was verified: {Listed(other)}.",
                help: "It stands, and is recorded.\nWhat is another here than the history makes: turnstone drift")),
        };
    }

    Planned ToGoOnWith(GivenPlan given) => async (session, files, stop) =>
    {
        var standing = await StandAsync(session, files, null, stop);
        RefuseWrongClaim(session);
        var history = standing.History;
        if (given.MadeForAnother(settings, environment, session.Server.Version) is { } another)
        {
            return new(Checked.Failed<Plan>(another), files, history);
        }
        var since = standing.HasLedger ? await LedgerOf(session).SinceAsync(given.Plan.LedgerHead, stop) : given.Plan.LedgerHead is null ? [] : null;
        if (given.MovedOn(since) is { } moved)
        {
            return new(Checked.Failed<Plan>(moved), files, history);
        }
        var narrowed = given.Narrowed(standing);
        var now = new Planner(settings, environment, session.Server.Version, contexts).Plan(narrowed, ApplyScope.Everything);
        if (!now.Passed)
        {
            return new(now, files, history);
        }
        var rest = given.Rest(now.Value, narrowed.Files, isBegun: since!.Count > 0);
        if (!rest.Passed)
        {
            return new(Checked.Failed<Plan>([.. now.Diagnostics, .. rest.Diagnostics]), files, history);
        }
        var left = rest.Value.Of(given.Plan);
        var said = left.IsEmpty ? [] : await RefuseForeignAsync(session, standing, stop);
        ImmutableArray<Diagnostic> all = [.. now.Diagnostics, .. said];
        return new(all.Any(one => one.Severity == Severity.Error) ? Checked.Failed<Plan>(all) : Checked.Of(left, all), files, history) { Rest = rest.Value, Anew = given.Anew };
    };
}
