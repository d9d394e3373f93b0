namespace Turnstone;

using System.Collections.Immutable;
using System.Data.Common;
using Turnstone.Catalog;
using Turnstone.Catalog.Statistics;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Servers;
using Turnstone.Sessions;

/// <summary>What a database is made of, and what files would make of one.</summary>
public sealed partial class Pipeline
{
    /// <summary>Whether it works on a throw-away database: nothing is written beside it, and nobody is told what is healthy there.</summary>
    bool IsShadow { get; init; }

    /// <summary>Hears what each statement was seen to do; nobody on a target.</summary>
    Action<TracedStatement>? OnTraced { get; init; }

    /// <summary>What the database is made of, as far as the project's schemas go. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<Schema> SchemaAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await ReaderOf(session).ReadAsync(stop);
    }

    /// <summary>How much is in the database and how it is used, as far as the project's schemas go. Nothing is written.</summary>
    /// <param name="showsQueries">Whether what was asked of it comes along, without values.</param>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<DatabaseStatistics> StatisticsAsync(bool showsQueries, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await new StatisticsReader(session, ScopeOf(session)).ReadAsync(showsQueries, stop);
    }

    /// <summary>What the project's migrations make of a new database.</summary>
    /// <param name="like">Of which major version the server is, and which roles it has; none for the first that is found.</param>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static Task<Checked<Schema>> ReplayAsync(Settings settings, ImmutableArray<string> contexts, Surroundings surroundings, Schema? like, CancellationToken stop) =>
        OnShadowAsync(settings, contexts, surroundings, like, null, async shadow =>
        {
            var record = await shadow.ApplyAsync(ApplyRequest.Everything, new Stopping(stop, stop));
            return record.Failure is null ? [] : record.Diagnostics;
        }, stop);

    /// <summary>What a script makes of a new database.</summary>
    /// <param name="like">Of which major version the server is, and which roles it has; none for the first that is found.</param>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static Task<Checked<Schema>> ReplayAsync(Settings settings, ScriptText script, Surroundings surroundings, Schema? like, CancellationToken stop) =>
        OnShadowAsync(settings, [], surroundings, like, null, shadow => shadow.RunAsync(script, stop), stop);

    static async Task<Checked<Schema>> OnShadowAsync(
        Settings settings, ImmutableArray<string> contexts, Surroundings surroundings, Schema? like, MigrationSet? files, Func<Pipeline, Task<ImmutableArray<Diagnostic>>> fill, CancellationToken stop)
    {
        try
        {
            await using var database = await ShadowDatabase.CreateAsync(like?.Version, like?.Roles ?? [], surroundings.Time, stop);
            var shadow = new Pipeline(settings, database.Address, contexts, surroundings with { OnEvent = _ => { } }) { IsShadow = true, Given = files };
            var said = await fill(shadow);
            return said.Any(one => one.Severity == Severity.Error) ? Checked.Failed<Schema>(said) : Checked.Of(await shadow.SchemaAsync(stop), said);
        }
        catch (ServerException missing)
        {
            throw FailureException.Unavailable("no-shadow", $"No throw-away server to try it on: {missing.Message}", "Nothing was compared.", missing);
        }
    }

    /// <summary>The file that <c>dump_after_apply</c> keeps beside the settings.</summary>
    public const string KeptDump = "schema.sql";

    async Task<ImmutableArray<Diagnostic>> DumpBehindAsync(RunRecord record, Session session, CancellationToken stop)
    {
        if (IsShadow || !settings.DumpAfterApply || record.Failure is not null || record.Steps.IsEmpty || session.IsLost)
        {
            return [];
        }
        try
        {
            await File.WriteAllTextAsync(Path.Combine(settings.Root, KeptDump), DumpFile.Write(await ReaderOf(session).ReadAsync(stop)), stop);
            return [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or DbException)
        {
            // The run is over and went well.
            return [Diagnostic.Warning("dump-not-kept", $"{KeptDump} was not written: {trouble.Message}", help: $"To write it: turnstone dump -o {KeptDump}")];
        }
    }

    async Task<ImmutableArray<Diagnostic>> RunAsync(ScriptText script, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await script.RunAsync(session, stop) is { } refused ? [refused] : [];
    }

    SchemaReader ReaderOf(Session session) => new(session, ScopeOf(session));

    CatalogScope ScopeOf(Session session) => new(settings.Schemas, settings.LedgerSchema, session.Server.Version);
}
