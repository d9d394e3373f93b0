namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>What becomes of a change where it harms nobody.</summary>
public sealed partial class Pipeline
{
    // The database that goes forward; what is tried is tried in copies of it.
    const string Line = "line";

    /// <summary>Tries the project's migrations on a shadow, one after the other: applies each, takes it back, applies it again, and looks at everything meanwhile.</summary>
    /// <param name="version">The server's major version; none for the first that is found.</param>
    /// <param name="target">What the shadow is to be like; none where nobody knows.</param>
    /// <param name="from">The version that is there before the first of them is tried; none for a new database.</param>
    /// <param name="stands">Versions at which databases stand that are to become the same.</param>
    /// <returns>What was seen; errors where the files, or what is there before, cannot be had.</returns>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static async Task<Checked<Evidence>> VerifyAsync(
        Settings settings, ImmutableArray<string> contexts, Surroundings surroundings, PgVersion? version, ShadowTarget? target, MigrationVersion? from, ImmutableArray<MigrationVersion> stands, CancellationToken stop)
    {
        var files = new MigrationDirectory(settings).Read();
        if (!files.Passed)
        {
            return Checked.Failed<Evidence>(files.Diagnostics);
        }
        try
        {
            var kept = from is null ? null : KeptHistory.NameOf(settings, contexts, files.Value, from);
            var request = await new ShadowRequest.Reader(settings, surroundings.Environment, surroundings.Time).ReadAsync(version, target, files.Value, kept, stop);
            if (!request.Passed)
            {
                return Checked.Failed<Evidence>(request.Diagnostics);
            }
            await using var server = await ShadowServer.StartAsync(request.Value, stop);
            var rehearsal = new Rehearsal(server, files.Value, (database, given) => new(settings, database, contexts, surroundings with { OnEvent = _ => { } }) { IsShadow = true, Given = given }, stop);
            var line = server.IsOfKept ? server.Find(Line) : await server.CreateAsync(Line, server.Copy, stop);
            if (from is not null && !server.IsOfKept)
            {
                var before = await rehearsal.On(line).ApplyAsync(Only(from), rehearsal.Stopping);
                if (before.Failure is not null)
                {
                    return Checked.Failed<Evidence>([.. server.Said, .. server.Lacking, .. before.Diagnostics.Select(server.Explain)]);
                }
                await server.KeepAsync(stop);
            }
            var plan = await rehearsal.On(line).PlanAsync(ApplyRequest.Everything, stop);
            if (!plan.Passed)
            {
                return Checked.Failed<Evidence>(plan.Diagnostics);
            }
            var seen = await rehearsal.AllAsync(line, plan.Value);
            seen = seen.Failures.IsEmpty ? seen with { Paths = await rehearsal.PathsAsync(line, stands) } : seen;
            return Checked.Of(seen, [.. request.Diagnostics, .. server.Said, .. server.Lacking, .. plan.Diagnostics]);
        }
        catch (ServerException missing)
        {
            throw FailureException.Unavailable("no-shadow", $"No throw-away server to try it on: {missing.Message}", "Nothing was tried.", missing);
        }
    }

    /// <summary>The same stages on a database that harms nobody.</summary>
    internal static Pipeline Shadow(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts, Surroundings surroundings) =>
        new(settings, address, contexts, surroundings with { OnEvent = _ => { } }) { IsShadow = true };

    /// <summary>The same pipeline, of whose statements somebody hears what they were seen to do.</summary>
    internal Pipeline Traced(Action<TracedStatement> onTraced) => new(settings, address, contexts, surroundings) { IsShadow = IsShadow, Given = Given, OnTraced = onTraced };

    static ApplyRequest Only(MigrationVersion to) => new(new ApplyScope(to, null), null);
}
