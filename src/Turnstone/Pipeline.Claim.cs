namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Ledger;
using Turnstone.Sessions;

/// <summary>Which environment a database says that it is, and saying so.</summary>
public sealed partial class Pipeline
{
    Claim? claim;

    /// <summary>Writes into the database's ledger which environment it is, and where that may be found. From then on whoever connects gets that
    /// environment's policy, and a copy that stands elsewhere is refused.</summary>
    /// <param name="replaces">Whether a claim as another environment, or from another place, may be replaced.</param>
    /// <returns>The claim, and as a note what it replaced.</returns>
    /// <exception cref="FailureException">The environment's <c>allow:</c> does not hold this database; it is claimed otherwise; or the server refuses.</exception>
    public async Task<Checked<Claim>> ClaimAsync(string name, bool replaces, string? reason, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        session.RefuseReadOnly();
        await using var held = new RunLock(session, settings.Project, surroundings.Time);
        await TakeAsync(held, stop);
        var ledger = LedgerOf(session);
        var before = await ledger.PrepareAsync(stop);
        if (before is not null && !replaces && Otherwise(before, name, session) is { } otherwise)
        {
            return Checked.Failed<Claim>(Diagnostic.Error("claimed-otherwise", otherwise, help: $"Nothing was changed.\nIf it is meant: turnstone env claim {name} --yes"));
        }
        var allow = settings.Environments.GetValueOrDefault(name)?.Allow;
        // What the list leaves open is as it is now: a copy has another name, or is in another cluster.
        var origin = Origin("env claim") with { Environment = name };
        var made = new Claim(name, allow?.Hosts ?? [], allow is { Databases: { IsEmpty: false } databases } ? databases : [session.Server.Database],
            allow?.SystemIdentifier ?? session.Server.SystemIdentifier, surroundings.Time.GetUtcNow(), origin.User);
        await ledger.ClaimAsync(origin, held, made, before?.Environment, reason, stop);
        return Checked.Of(made, before is null ? [] : [Diagnostic.Note("claimed-before", $"It was claimed as '{before.Environment}' on {before.At:yyyy-MM-dd} by {before.By}; that no longer holds.")]);
    }

    /// <summary>What the database says of itself; none where nobody has claimed it.</summary>
    public async Task<Claim?> ClaimAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return (await LedgerOf(session).FindAsync(stop)).Claim;
    }

    string? Otherwise(Claim before, string name, Session session)
    {
        if (before.Environment != name)
        {
            return $"{address} was claimed as environment '{before.Environment}' on {before.At:yyyy-MM-dd} by {before.By}.";
        }
        try
        {
            RightTarget.Check(before, null, address, session.Server);
            return null;
        }
        catch (FailureException elsewhere)
        {
            return elsewhere.Diagnostic.Message;
        }
    }

    async Task<bool> FindLedgerAsync(Session session, CancellationToken stop)
    {
        var found = await LedgerOf(session).FindAsync(stop);
        TakeOn(found.Claim);
        return found.Version > 0;
    }

    void TakeOn(Claim? found, Session session)
    {
        TakeOn(found);
        RefuseWrongClaim(session);
    }

    // Whoever connects, however, gets the policy of the environment that the database is.
    void TakeOn(Claim? found)
    {
        // A copy of production's ledger says that it is production, which it is not.
        if (IsShadow)
        {
            return;
        }
        claim = found;
        if (found is null || address.Environment is { } asked && asked != found.Environment)
        {
            return;
        }
        environment = (settings.Environments.GetValueOrDefault(found.Environment) ?? new() { Name = found.Environment, Run = settings.Run }) with { Claimed = true };
        contexts = contexts.All(environment.Contexts.Contains) ? environment.Contexts : contexts;
    }

    // Who only looks is told that he may not be where he thinks.
    ImmutableArray<Diagnostic> WrongClaim(Session session)
    {
        try
        {
            RefuseWrongClaim(session);
            return [];
        }
        catch (FailureException wrong)
        {
            return [wrong.Diagnostic with { Severity = Severity.Warning, Help = wrong.Diagnostic.Help?.Replace("Nothing was changed.\n", "", StringComparison.Ordinal) }];
        }
    }

    void RefuseWrongClaim(Session session)
    {
        RightTarget.Check(claim, address.Environment, address, session.Server);
        if (claim is not null && contexts.FirstOrDefault(context => environment?.Contexts.Contains(context) != true) is { } other)
        {
            throw FailureException.Refused("context", $"{address} is claimed as environment '{claim.Environment}', which does not run the files of context '{other}'.",
                "Nothing was changed.\nList its contexts in turnstone.yaml.");
        }
    }
}
