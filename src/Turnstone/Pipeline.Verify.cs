namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>What becomes of a change where it harms nobody.</summary>
public sealed partial class Pipeline
{
    // The database that goes forward; what is tried is tried in copies of it.
    const string Line = "line";

    /// <summary>Tries the project's migrations on a shadow, one after the other: applies each, takes it back, applies it again, and looks at everything meanwhile.</summary>
    /// <returns>What was seen; errors where the files, or what is there before, cannot be had.</returns>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static async Task<Checked<VerifiedPlan>> VerifyAsync(Settings settings, ImmutableArray<string> contexts, Surroundings surroundings, VerifyRequest request, CancellationToken stop)
    {
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return Checked.Failed<VerifiedPlan>(files.Diagnostics);
        }
        try
        {
            var kept = request.Begin.IsNew ? null : KeptHistory.NameOf(settings, contexts, request.Begin);
            var shadow = await new ShadowRequest.Reader(settings, surroundings.Environment, surroundings.Time).ReadAsync(request.Version, request.Target, files.Value, kept, stop);
            if (!shadow.Passed)
            {
                return Checked.Failed<VerifiedPlan>(shadow.Diagnostics);
            }
            await using var server = await ShadowServer.StartAsync(shadow.Value, stop);
            var rehearsal = new Rehearsal(server, files.Value, request.Begin, (database, given) => Shadow(settings, database, contexts, surroundings).With(given), stop);
            var line = server.IsOfKept ? server.Find(Line) : await server.CreateAsync(Line, server.Copy, stop);
            if (!request.Begin.IsNew && !server.IsOfKept && !server.IsCopyOfProduction)
            {
                var before = await rehearsal.StandAsync(line, request.Begin);
                if (before.Failure is not null)
                {
                    return Checked.Failed<VerifiedPlan>([.. server.Said, .. server.Lacking, .. before.Diagnostics.Select(one => NotThere(server.Explain(one), request.Begin))]);
                }
                await server.KeepAsync(stop);
            }
            var plan = await rehearsal.On(line).PlanAsync(Rehearsal.Everything, stop);
            if (!plan.Passed)
            {
                return Checked.Failed<VerifiedPlan>(plan.Diagnostics);
            }
            if (request.Plan is { } given && Unlike(given, plan.Value) is { } other)
            {
                return Checked.Failed<VerifiedPlan>(other);
            }
            ImmutableArray<Diagnostic> said = [.. shadow.Diagnostics, .. server.Said, .. server.Lacking];
            var seen = await rehearsal.AllAsync(line, plan.Value, request.Stands) with { Server = server.Words, IsLikeTheTarget = server is { IsOtherMajor: false, Lacking: [] } };
            return Checked.Of(Verifier.Seen(request.Plan ?? plan.Value, seen, request.RequiresUndo), [.. said, .. plan.Diagnostics]);
        }
        catch (ServerException missing)
        {
            var said = missing.Message.Split('\n', 2);
            throw new FailureException(FailureKind.Unavailable, Diagnostic.Error("no-shadow", $"No throw-away server to try it on: {said[0].TrimEnd()}",
                help: "Nothing was tried.\nOr give one that is running already, in turnstone.yaml: shadow: { url: env:SHADOW_URL }") with { Details = said is [_, var looked] ? looked.ReplaceLineEndings("\n") : null }, missing);
        }
    }

    /// <summary>Tries what is pending on this database, on a shadow that is made what it is by what its ledger says. Nothing is written to it.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or no throw-away server can be had.</exception>
    public async Task<Checked<VerifiedPlan>> VerifyAsync(VerifyRequest request, CancellationToken stop)
    {
        var stand = await StandAsync(stop);
        if (!stand.Passed)
        {
            return Checked.Failed<VerifiedPlan>(stand.Diagnostics);
        }
        var plan = request.Plan is { } given ? Checked.Of(given) : await PlanAsync(ApplyRequest.Everything, stop);
        if (!plan.Passed)
        {
            return Checked.Failed<VerifiedPlan>([.. stand.Diagnostics, .. plan.Diagnostics]);
        }
        var target = await TargetAsync(stop);
        var seen = plan.Value.IsEmpty && request.Stands.IsEmpty ? Checked.Of(Verifier.Seen(plan.Value, Evidence.Nothing, requiresUndo: false)) : await VerifyAsync(settings with { Run = Limits }, contexts, surroundings, request with
        {
            Version = request.Version ?? (PgVersion)plan.Value.ServerVersion,
            Target = target,
            Begin = stand.Value,
            Stands = request.Stands.RemoveAll(stand.Value.IsLike),
            Plan = plan.Value,
            RequiresUndo = environment?.Require is { Undo: true },
        }, stop);
        return seen with { Diagnostics = [.. plan.Diagnostics.Concat(seen.Diagnostics).Distinct()] };
    }

    /// <summary>Where the database stands, by its ledger. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public Task<Checked<Stand>> StandAsync(CancellationToken stop) => ReadAsync(
        async (session, files) =>
        {
            if (!await FindLedgerAsync(session, stop))
            {
                return Checked.Of(Stand.New with { Name = $"{address}" });
            }
            var ledger = LedgerOf(session);
            var history = await ledger.ReadAsync(details: true, stop);
            var texts = await ledger.TextsAsync(history.Applied.Concat(history.Repeatables).SelectMany(recorded => recorded.Texts), stop);
            var recorded = new RecordedFiles(files, texts).Of(history);
            return recorded.Passed
                ? Checked.Of(new Stand(address.Environment ?? $"{address}", recorded.Value with { Others = [.. recorded.Value.Others, .. files.Others.Where(file => file.Kind == MigrationKind.Hook)] }, history.Order) { IsRecorded = true })
                : Checked.Failed<Stand>(recorded.Diagnostics);
        },
        stop);

    static Diagnostic NotThere(Diagnostic said, Stand stand) => said.Severity != Severity.Error ? said : said with
    {
        Message = $"What is there before ({stand.Name}) does not replay: {said.Message}",
        Help = ShadowRefusal.IsLacking(said)
            ? $"Nothing was tried yet.\n{said.Help}"
            : "Nothing was tried yet: what was applied to a database once has to apply to a new one.\n"
                + "Mend it where it stands; the databases that have it already are told: turnstone accept-edit VERSION --reason \"…\". Or try on copies of production, which replay nothing: shadow: { clone: env:CLONE_URL }",
    };

    // Whoever made it saw other files, or another database.
    static Diagnostic? Unlike(Plan given, Plan now)
    {
        var (theirs, ours) = (Steps(given), Steps(now));
        var at = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
        if (at == theirs.Count && at == ours.Count)
        {
            return null;
        }
        var there = at < theirs.Count ? $"it goes on with {theirs[at].Name}, step {theirs[at].Ordinal}" : "it ends";
        var here = at < ours.Count ? $"{ours[at].Name}, step {ours[at].Ordinal} comes" : "nothing more comes";
        return Diagnostic.Error("plan-of-another-state", $"The plan is not what these files come to where the database stands: {there}, and here {here}.",
            help: "Nothing was tried.\nMake it anew: turnstone plan -o plan.json");
    }

    static List<(string Name, int Ordinal, string Digest)> Steps(Plan plan) => [.. plan.Migrations.SelectMany(migration => migration.Steps.Select(step => (migration.Name, step.Ordinal, step.Digest)))];

    /// <summary>The same stages on a database that harms nobody.</summary>
    internal static Pipeline Shadow(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts, Surroundings surroundings) =>
        new(settings, address, contexts, surroundings with { OnEvent = _ => { } }) { IsShadow = true };

    /// <summary>The same pipeline, of whose statements somebody hears what they were seen to do.</summary>
    internal Pipeline Traced(Action<TracedStatement> onTraced) => new(settings, address, contexts, surroundings) { IsShadow = IsShadow, Given = Given, OnTraced = onTraced };

    Pipeline With(MigrationSet given) => new(settings, address, contexts, surroundings) { IsShadow = IsShadow, Given = given, OnTraced = OnTraced };
}
