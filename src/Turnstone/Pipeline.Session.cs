namespace Turnstone;

using System.Collections.Immutable;
using System.Data.Common;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Sessions;
using Turnstone.Steps;

/// <summary>The connection of a verb and what is read over it first.</summary>
public sealed partial class Pipeline
{
    RunSettings Limits => environment?.Run ?? settings.Run;

    Ledger.Ledger LedgerOf(Session session) => new(session, settings.LedgerSchema, settings.Project);

    RunOrigin Origin(string verb) => RunOrigin.Read(verb, surroundings.Environment) with { Environment = environment?.Name };

    Task<Session> ConnectAsync(CancellationToken stop) => ConnectAsync(TimeSpan.MaxValue, stop);

    /// <param name="most">How long it may take, where that is less than the settings' deadline.</param>
    async Task<Session> ConnectAsync(TimeSpan most, CancellationToken stop)
    {
        RightTarget.Check(environment, address);
        var limits = most < Limits.ConnectDeadline ? Limits with { ConnectDeadline = most } : Limits;
        var session = await Session.OpenAsync(address, limits, retry => surroundings.OnEvent(new RunEvent.Connecting(retry)), surroundings.Time, stop);
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

    // A context that nobody knows is a slip of the pen: its files would be left out in silence.
    Checked<MigrationSet> ReadFiles()
    {
        var files = Given is null ? new MigrationDirectory(settings).Read() : Checked.Of(Given);
        List<string> known = [.. settings.Environments.Values.SelectMany(one => one.Contexts).Concat(files.Value?.All.Concat(files.Value.Asserts).Select(file => file.Directives.Context).OfType<string>() ?? contexts).Distinct().Order(StringComparer.Ordinal)];
        return contexts.FirstOrDefault(context => !known.Contains(context)) is not { } unknown
            ? files
            : Checked.Failed<MigrationSet>(files.Diagnostics.Add(Diagnostic.Error("context", $"No file and no environment is of context '{unknown}'.",
                help: $"Nothing was changed.\n{(known is [] ? "A file is of one that says so: -- turnstone: context=" + unknown : $"There are: {string.Join(", ", known)}.")}")));
    }

    /// <summary>Reads the files while the connection is opened; no session where they cannot be used.</summary>
    async Task<Opened> OpenAsync(CancellationToken stop)
    {
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var connecting = Task.Run(() => ConnectAsync(wanted.Token), CancellationToken.None);
        Checked<MigrationSet>? files = null;
        try
        {
            files = ReadFiles();
        }
        finally
        {
            if (files is not { Passed: true })
            {
                await wanted.CancelAsync();
                await GiveUpAsync(connecting);
            }
        }
        return new(files, files.Passed ? await connecting : null);
    }

    static async Task GiveUpAsync(Task<Session> connecting)
    {
        try
        {
            await using var session = await connecting;
        }
        catch (Exception trouble) when (trouble is FailureException or OperationCanceledException or DbException)
        {
            // The files are what is told about.
        }
    }

    sealed record Opened(Checked<MigrationSet> Files, Session? Session);

    Task TakeAsync(RunLock run, CancellationToken stop) =>
        run.TakeAsync(Limits.LockDeadline, holder => surroundings.OnEvent(new RunEvent.WaitingForRun(holder)), stop);

    async Task<Checked<T>> ReadAsync<T>(Func<Session, MigrationSet, Task<Checked<T>>> read, CancellationToken stop) where T : class
    {
        var (files, session) = await OpenAsync(stop);
        await using var opened = session;
        if (session is null)
        {
            return Checked.Failed<T>(files.Diagnostics);
        }
        var made = await read(session, files.Value!);
        IEnumerable<Diagnostic> said = [.. files.Diagnostics, .. made.Diagnostics];
        return made.Passed ? Checked.Of(made.Value, said) : Checked.Failed<T>(said);
    }

    async Task<Standing> StandAsync(Session session, MigrationSet files, MigrationVersion? to, CancellationToken stop)
    {
        var ledger = LedgerOf(session);
        if (!await FindLedgerAsync(session, stop))
        {
            return StandingOf(files, History.Empty, to, hasLedger: false);
        }
        var standing = StandingOf(files, await ledger.ReadAsync(details: false, stop), to, hasLedger: true);
        if (standing.Statuses.All(status => status.State is MigrationState.Applied or MigrationState.Pending or MigrationState.OutOfOrder))
        {
            return standing;
        }
        standing = StandingOf(files, await ledger.ReadAsync(details: true, stop), to, hasLedger: true);
        var changed = standing.Statuses.Where(status => status.State == MigrationState.Changed).Select(status => status.Recorded!.Content).OfType<string>().ToList();
        if (changed is [])
        {
            return standing;
        }
        var texts = await ledger.TextsAsync(changed, stop);
        return standing with { Statuses = [.. standing.Statuses.Select(status => WithText(status, texts))] };
    }

    Standing StandingOf(MigrationSet files, History history, MigrationVersion? to, bool hasLedger) =>
        new(files, history, new StatusReader(contexts, environment is { Governed: true }).Read(files, history, to), hasLedger);

    RunLock LockOf(Session session) => new(session, settings.Project, surroundings.Time);

    /// <exception cref="FailureException">Another run holds the lock.</exception>
    async Task RefuseAnotherRunAsync(Session session, CancellationToken stop)
    {
        if (await LockOf(session).HolderAsync(stop) is { } holder)
        {
            throw FailureException.Unavailable("run-in-progress", $"Another run of project '{settings.Project}' is at work: {holder}.",
                "Nothing was changed.\nWait for it and try again; 'turnstone status' shows how far it is.");
        }
    }

    static MigrationStatus WithText(MigrationStatus status, IReadOnlyDictionary<string, string> texts) =>
        status is { State: MigrationState.Changed, Recorded.Content: { } content } ? status with { AppliedText = texts.GetValueOrDefault(content) } : status;

    // Asked again afterwards: what is there may be what another run, that came first, is making at this moment.
    async Task<IEnumerable<Diagnostic>> RefuseForeignAsync(Session session, Standing standing, CancellationToken stop) =>
        !standing.HasLedger && await UserObjects.SomeAsync(session, stop) is { Count: > 0 } some && !await LedgerOf(session).ExistsAsync(stop)
            ? [NotEmpty(session, standing, some)]
            : [];

    static Diagnostic NotEmpty(Session session, Standing standing, List<string> some)
    {
        var version = standing.Files.Baselines.Max(file => file.Version) ?? standing.Files.Versioned.Max(file => file.Version);
        return Diagnostic.Error("database-not-empty",
            $"{session.Address} holds objects that no ledger knows of: {string.Join(", ", some)}{(some.Count == 3 ? ", …" : "")}.",
            help: $"Nothing was changed.\nIf they are what the files up to a version made: turnstone baseline <version> (the newest is {version}). "
                + "If an earlier tool made them: turnstone adopt (not built yet). If this is the wrong database: correct the address.");
    }
}
