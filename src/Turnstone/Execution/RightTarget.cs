namespace Turnstone.Execution;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Sessions;

/// <summary>Refuses a database that the environment's <c>allow:</c> does not name: the wrong address is found before anything happens there.</summary>
public static class RightTarget
{
    /// <summary>What an address alone tells; nothing is connected to yet.</summary>
    /// <exception cref="FailureException">A host or the database is not one of those allowed.</exception>
    public static void Check(EnvironmentSettings? environment, DatabaseAddress address)
    {
        if (environment?.Allow is not { } allow)
        {
            return;
        }
        if (!allow.Hosts.IsEmpty && address.Hosts.FirstOrDefault(host => !allow.Hosts.Contains(host.Name, StringComparer.OrdinalIgnoreCase)) is { } host)
        {
            throw Wrong(environment, $"host {host.Name}", "hosts", allow.Hosts);
        }
        if (!allow.Databases.IsEmpty && !allow.Databases.Contains(address.Database, StringComparer.Ordinal))
        {
            throw Wrong(environment, $"database {address.Database}", "databases", allow.Databases);
        }
    }

    /// <summary>What the server says of itself.</summary>
    /// <exception cref="FailureException">It is another cluster, or its identity cannot be read.</exception>
    public static void Check(EnvironmentSettings? environment, ServerFacts server)
    {
        if (environment?.Allow is { Databases: { IsEmpty: false } databases } && !databases.Contains(server.Database, StringComparer.Ordinal))
        {
            throw Wrong(environment, $"database {server.Database}", "databases", databases);
        }
        if (environment?.Allow?.SystemIdentifier is { } allowed && server.SystemIdentifier != allowed)
        {
            throw Wrong(environment, server.SystemIdentifier is { } actual ? $"cluster {actual}" : "a cluster whose identity this role may not read",
                "system_identifier", [allowed]);
        }
    }

    /// <summary>What the database says of itself.</summary>
    /// <param name="environment">The one that <c>--env</c> chose; none where an address was given.</param>
    /// <exception cref="FailureException">It is another environment's, or a copy that stands elsewhere.</exception>
    public static void Check(Claim? claim, string? environment, DatabaseAddress address, ServerFacts server)
    {
        if (claim is null)
        {
            return;
        }
        if (environment is not null && environment != claim.Environment)
        {
            throw FailureException.Refused("wrong-target",
                $"{address} was claimed as environment '{claim.Environment}' on {claim.At:yyyy-MM-dd}; this is a run for '{environment}'.",
                $"Nothing was changed.\nCorrect the address or --env. If it is '{environment}' from now on, claim it again: turnstone env claim {environment} --yes");
        }
        var elsewhere = claim switch
        {
            { Hosts: { IsEmpty: false } hosts } when address.Hosts.FirstOrDefault(host => !hosts.Contains(host.Name, StringComparer.OrdinalIgnoreCase)) is { } host =>
                $"it is reached by host {host.Name}, and the claim names {string.Join(", ", hosts)}",
            { Databases: { IsEmpty: false } databases } when !databases.Contains(server.Database, StringComparer.Ordinal) =>
                $"it is called {server.Database}, and the claim names {string.Join(", ", databases)}",
            { SystemIdentifier: { } cluster } when server.SystemIdentifier != cluster =>
                $"it is in {(server.SystemIdentifier is { } actual ? $"cluster {actual}" : "a cluster whose identity this role may not read")}, and the claim names {cluster}",
            _ => null,
        };
        if (elsewhere is not null)
        {
            throw FailureException.Refused("wrong-target",
                $"{address} was claimed as environment '{claim.Environment}' on {claim.At:yyyy-MM-dd} and is not where it was then: {elsewhere}.",
                $"Nothing was changed.\nIf it is a copy, or was moved, say what it is now, and claim it again: turnstone env claim <name> --url <address> --yes");
        }
    }

    /// <summary>Refuses whatever is not the developer's own.</summary>
    /// <exception cref="FailureException">A host is not this machine, or the environment has <c>require:</c>.</exception>
    public static void RefuseUnlessLocal(EnvironmentSettings? environment, DatabaseAddress address)
    {
        if (environment is { Governed: true })
        {
            throw FailureException.Refused("not-local", $"Environment '{environment.Name}' {(environment.Claimed ? "is claimed" : "has 'require:'")}: what its branch lacks is not taken back by itself.",
                "Nothing was changed.\nTo take something back: turnstone undo");
        }
        if (address.Hosts.FirstOrDefault(host => !IsLocal(host)) is { } away)
        {
            throw FailureException.Refused("not-local", $"{away.Name} is not this machine: a switch is for a database of your own.",
                "Nothing was changed.\nTo take something back: turnstone undo");
        }
    }

    static bool IsLocal(DatabaseHost host) => host.Name is "localhost" or "127.0.0.1" or "::1" || host.Name.StartsWith('/');

    static FailureException Wrong(EnvironmentSettings environment, string what, string key, IEnumerable<string> allowed) =>
        FailureException.Refused("wrong-target",
            $"Environment '{environment.Name}' leads to {what}; its 'allow: {{ {key}: … }}' names {string.Join(", ", allowed)}.",
            "Nothing was changed.\nCorrect the address, or 'allow:' in turnstone.yaml.");
}
