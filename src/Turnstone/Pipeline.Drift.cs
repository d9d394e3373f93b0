namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Sessions;

/// <summary>What a database is, beside what its history made of it.</summary>
public sealed partial class Pipeline
{
    /// <summary>The files that it works with, where they are not the project's.</summary>
    MigrationSet? Given { get; init; }

    /// <summary>Compares the database with what its ledger's history makes of a new one, on a throw-away server of the same major version. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or no throw-away server can be had.</exception>
    public Task<Checked<DriftReport>> DriftAsync(CancellationToken stop) => ReadAsync(
        async (session, files) =>
        {
            if (!await FindLedgerAsync(session, stop))
            {
                return Checked.Failed<DriftReport>(Diagnostic.Error("no-history", $"{session.Address} has no ledger: nobody knows what it should be.",
                    help: "Nothing was compared.\nWhere the files are what made it: turnstone baseline <version>. To compare it with anything else: turnstone diff"));
            }
            var ledger = LedgerOf(session);
            var history = await ledger.ReadAsync(details: true, stop);
            var texts = await ledger.TextsAsync(history.Applied.Concat(history.Repeatables).SelectMany(recorded => recorded.Texts), stop);
            var recorded = new RecordedFiles(files, texts).Of(history);
            if (!recorded.Passed)
            {
                return Checked.Failed<DriftReport>(recorded.Diagnostics);
            }
            var actual = await ReaderOf(session).ReadAsync(stop);
            return await CompareAsync(session, actual, recorded.Value, history, stop);
        },
        stop);

    /// <summary>Has the schema count as it is now: the next run goes on from there. Nothing of it is changed, and what its history makes stays another.</summary>
    /// <param name="reason">Why, for the record.</param>
    /// <exception cref="FailureException">The server is away or refuses, or another run holds the lock.</exception>
    public Task<Checked<Schema>> AcknowledgeAsync(string reason, CancellationToken stop) => NoteAsync(async (session, held, _) =>
    {
        var ledger = LedgerOf(session);
        if (!await ledger.ExistsAsync(stop))
        {
            return Checked.Failed<Schema>(Diagnostic.Error("no-history", $"{session.Address} has no ledger: there is nothing that it could be another than.", help: "Nothing was changed."));
        }
        await ledger.PrepareAsync(stop);
        var schema = await ReaderOf(session).ReadAsync(stop);
        await ledger.AcknowledgeAsync(Origin("drift"), held, SchemaFingerprint.Of(schema).Kept, reason, stop);
        return Checked.Of(schema);
    }, stop);

    /// <summary>Compares the database with a schema that is given: the ledger says at most who touched an object last. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public Task<Checked<DriftReport>> DriftAsync(Schema expected, CancellationToken stop) => ReadAsync(
        async (session, files) =>
        {
            LastTouch? lastTouch = null;
            if (await FindLedgerAsync(session, stop))
            {
                var history = await LedgerOf(session).ReadAsync(details: true, stop);
                lastTouch = new(history, files);
            }
            return Beside(expected, await ReaderOf(session).ReadAsync(stop), lastTouch, []);
        },
        stop);

    async Task<Checked<DriftReport>> CompareAsync(Session session, Schema actual, MigrationSet recorded, History history, CancellationToken stop)
    {
        Checked<Schema> expected;
        try
        {
            expected = await ReplayAsync(recorded, history, actual, stop);
        }
        catch (FailureException missing) when (missing.Diagnostic.Rule == "no-shadow")
        {
            var since = await SinceAsync(session, stop);
            if (since.Unreadable is { } unreadable)
            {
                return Checked.Failed<DriftReport>(missing.Diagnostic, unreadable);
            }
            if (since.Changed is not { } changed)
            {
                throw;
            }
            var ignore = new DriftIgnore(settings.DriftIgnored);
            return Checked.Of(new DriftReport(actual, null, [], [.. changed.Select(one => one.Name).Where(name => !ignore.Covers(name))]), [.. UnreadObjects.Said(actual, $"{address}"), Diagnostic.Warning("no-shadow",
                $"There is no server of PostgreSQL {(int)actual.Version} to replay the history on: compared with the fingerprints that the last run left.",
                help: "They say what is different, not in what; and not what was different before that run.")]);
        }
        return expected.Passed ? Beside(expected.Value, actual, new LastTouch(history, recorded), expected.Diagnostics) : Checked.Failed<DriftReport>(expected.Diagnostics);
    }

    Checked<DriftReport> Beside(Schema expected, Schema actual, LastTouch? lastTouch, ImmutableArray<Diagnostic> said)
    {
        var ignore = new DriftIgnore(settings.DriftIgnored);
        var all = SchemaDiff.Between(expected, actual);
        var (should, now) = (expected.Without(ignore.Covers), actual.Without(ignore.Covers));
        var counted = SchemaDiff.Between(should, now);
        return Checked.Of(new DriftReport(now, should, counted, [.. counted.Select(difference => difference.Id.ToString())])
        {
            Ignored = all.Length - counted.Length,
            LastTouch = lastTouch,
        }, [.. said, .. UnreadObjects.Said(actual, $"{address}")]);
    }

    // In the order in which they ran, whatever it was.
    Task<Checked<Schema>> ReplayAsync(MigrationSet recorded, History history, Schema like, CancellationToken stop)
    {
        ImmutableArray<string> every = [.. recorded.All.Select(file => file.Directives.Context).OfType<string>().Distinct()];
        return OnShadowAsync(settings, every, surroundings, like, recorded, async shadow =>
        {
            var record = await shadow.ApplyAsync(new ApplyRequest(ApplyScope.Everything with { InOrder = history.Order }, null), new Stopping(stop, stop));
            return record.Failure is null ? [] : record.Diagnostics;
        }, stop);
    }

    // What changed since the last run is told; what changed of that which the plan is about stops a governed run.
    async Task<ImmutableArray<Diagnostic>> DriftBeforeAsync(Session session, Work work, CancellationToken stop)
    {
        if (IsShadow)
        {
            return [];
        }
        var since = await SinceAsync(session, stop);
        if (since.Changed is not { Length: > 0 } changed)
        {
            return since.Unreadable is null ? [] : [since.Unreadable with { Severity = Severity.Warning }];
        }
        var planned = work.Plan.Value!.Migrations.Select(migration => migration.File).ToHashSet();
        var pending = work.Sources.All.Where(file => planned.Contains(file.File)).Select(file => file.Text.Whole ?? "").ToList();
        var touched = changed.Where(one => pending.Any(text => LastTouch.Names(text, one.Word))).ToList();
        if (touched is [])
        {
            return [Diagnostic.Warning("drift", $"Changed by somebody else since the last run: {Listed(changed)}.", help: "What is planned is not about it. See: turnstone drift")];
        }
        var message = $"Changed by somebody else since the last run, and the plan is about it: {Listed(touched)}.";
        return environment is { Governed: true }
            ? [Diagnostic.Error("drift", message, help: "Nothing was changed.\nWhat it was, and how to have it back: turnstone drift --sql\nIf it is to stay: turnstone drift --acknowledge \"why\"")]
            : [Diagnostic.Warning("drift", message, help: "See: turnstone drift")];
    }

    /// <summary>What is not as the last run that did something left it; none where that is not known.</summary>
    async Task<(ImmutableArray<(string Name, string Word)>? Changed, Diagnostic? Unreadable)> SinceAsync(Session session, CancellationToken stop)
    {
        if (await LedgerOf(session).FingerprintAsync(stop) is not { } kept)
        {
            return (null, null);
        }
        if (SchemaFingerprint.Read(kept) is not { } before)
        {
            return (null, Diagnostic.Error("fingerprint-newer", $"The last run left its fingerprints as '{kept.Split('\n')[0]}', which a newer Turnstone wrote and this one does not read.",
                help: "What changed since that run is not known here.\nUse the release that ran last: turnstone audit show names it."));
        }
        var now = await ReaderOf(session).ReadAsync(stop);
        return (before.Whole == SchemaHash.Of(now) ? [] : before.DifferentFrom(SchemaFingerprint.Of(now)), null);
    }

    static string Listed(IReadOnlyList<(string Name, string Word)> changed) =>
        string.Join(", ", changed.Take(5).Select(one => one.Name)) + (changed.Count > 5 ? $" and {changed.Count - 5} more" : "");
}
