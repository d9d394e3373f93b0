namespace Turnstone.Execution;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Sessions;

/// <summary>What a run has to have all the time: its session, the lock that the session holds, and its place in the ledger. Losing one is losing all three.</summary>
sealed class RunSession(Session session, RunLock held, LedgerRun ledger, RunSession.Source source) : IAsyncDisposable
{
    public Session Session { get; private set; } = session;

    public LedgerRun Ledger { get; private set; } = ledger;

    /// <summary>Has them again after the connection was lost. The lock comes first: the old backend holds it as long as it lives.</summary>
    /// <exception cref="FailureException">The server is away or another one by now, or another run holds the lock or came in between.</exception>
    public async Task ReconnectAsync(CancellationToken stop)
    {
        var before = Session;
        await held.DisposeAsync();
        await before.DisposeAsync();
        Session = await source.ConnectAsync(stop);
        RefuseAnother(before.Server, Session.Server);
        held = source.LockOf(Session);
        await source.TakeAsync(held, stop);
        Ledger = await source.LedgerOf(Session).ResumeRunAsync(Ledger.Id, held, stop) ?? throw FailureException.Unavailable("overtaken",
            "The connection was lost, and another run came in between.", "It goes on from where this one stopped; 'turnstone status' shows how far it is.");
    }

    /// <summary>Goes on with a run of its own behind this one.</summary>
    public async Task OpenNextAsync(RunOrigin origin, string planDigest, CancellationToken stop) =>
        Ledger = await source.LedgerOf(Session).OpenRunAsync(origin, planDigest, held, stop);

    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync();
        await Session.DisposeAsync();
    }

    // What the old server had committed may never have come to this one, and its lock is not this one's.
    static void RefuseAnother(ServerFacts before, ServerFacts now)
    {
        if (now.InRecovery)
        {
            throw FailureException.Unavailable("another-server", "The connection was lost, and what answers now is a standby.",
                "Once there is a primary again: turnstone apply, which goes on from what its ledger says.");
        }
        if (now.SystemIdentifier != before.SystemIdentifier || now.Database != before.Database)
        {
            throw FailureException.Unavailable("another-server", "The connection was lost, and what answers now is another server.",
                "Look where the address leads; then: turnstone apply, which goes on from what its ledger says.");
        }
        if (now.Timeline != before.Timeline)
        {
            throw FailureException.Unavailable("another-server",
                $"The connection was lost, and the server is on timeline {now.Timeline} now, which was {before.Timeline}: there was a failover.",
                "What was committed last may not have come along. turnstone apply goes on from what its ledger says.");
        }
    }

    /// <summary>Where they come from.</summary>
    internal sealed record Source(
        Func<CancellationToken, Task<Session>> ConnectAsync,
        Func<Session, RunLock> LockOf,
        Func<RunLock, CancellationToken, Task> TakeAsync,
        Func<Session, Turnstone.Ledger.Ledger> LedgerOf);
}
