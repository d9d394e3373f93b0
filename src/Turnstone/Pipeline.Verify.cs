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

/// <summary>What becomes of a change where it harms nobody.</summary>
public sealed partial class Pipeline
{
    /// <summary>The same stages on a database that harms nobody.</summary>
    /// <param name="onTraced">Hears what each statement was seen to do; none where nobody looks.</param>
    internal static Pipeline Shadow(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts, Surroundings surroundings, Action<TracedStatement>? onTraced) =>
        new(settings, address, contexts, surroundings with { OnEvent = _ => { } }) { IsShadow = true, OnTraced = onTraced };

    /// <summary>Carries the project's migrations out on a throw-away server, and says of each statement behind a version what it was seen to do.</summary>
    /// <param name="version">The server's major version; none for the first that is found.</param>
    /// <param name="behind">The version up to which nobody looks; none for looking at all.</param>
    /// <param name="prepare">Runs there before anybody looks; none where the migrations are all there is.</param>
    /// <exception cref="FailureException">No server can be had.</exception>
    internal static async Task<Checked<LockTrace>> TraceAsync(
        Settings settings, ImmutableArray<string> contexts, Surroundings surroundings, PgVersion? version, MigrationVersion? behind, Func<DatabaseAddress, Task>? prepare, CancellationToken stop)
    {
        try
        {
            await using var database = await ShadowDatabase.CreateAsync(version, [], surroundings.Time, stop);
            var before = behind is null ? RunRecord.None(null) : await OnShadow(null).ApplyAsync(new(new ApplyScope(behind, null), null), new(stop, stop));
            if (before.Failure is not null)
            {
                return Checked.Failed<LockTrace>(before.Diagnostics);
            }
            if (prepare is not null)
            {
                await prepare(database.Address);
            }
            var traced = ImmutableArray.CreateBuilder<TracedStatement>();
            var record = await OnShadow(traced.Add).ApplyAsync(ApplyRequest.Everything, new(stop, stop));
            return record.Failure is null ? Checked.Of(new LockTrace(traced.ToImmutable()), record.Diagnostics) : Checked.Failed<LockTrace>(record.Diagnostics);

            Pipeline OnShadow(Action<TracedStatement>? onTraced) => Shadow(settings, database.Address, contexts, surroundings, onTraced);
        }
        catch (ServerException missing)
        {
            throw FailureException.Unavailable("no-shadow", $"No throw-away server to try it on: {missing.Message}", "Nothing was tried.", missing);
        }
    }
}
