namespace Turnstone.Servers;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Refuses a shadow that is one of the project's own databases, however it is written.</summary>
sealed class NotTheTarget(ShadowRequest request)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="admin">A session on the shadow's server.</param>
    /// <param name="shadow">The database that the settings name.</param>
    /// <exception cref="FailureException">It is one.</exception>
    public async Task RefuseAsync(Session admin, DatabaseAddress shadow, CancellationToken stop)
    {
        if (request.Target is { SystemIdentifier: { } cluster } target && cluster == admin.Server.SystemIdentifier && target.Database == shadow.Database)
        {
            throw Refused(shadow, "the target itself");
        }
        var allowing = request.Settings?.Environments.Values.FirstOrDefault(one => one.Allow is { SystemIdentifier: { } allowed } allow && allowed == admin.Server.SystemIdentifier && allow.Databases.Contains(shadow.Database));
        if (allowing is not null)
        {
            throw Refused(shadow, $"the database of environment '{allowing.Name}', as its allow: says");
        }
        // A database of another name is another one; and one that cannot be reached is not on a server that can be.
        foreach (var other in request.Targets.Where(other => other.Database == shadow.Database))
        {
            if (other.Hosts.Any(shadow.Hosts.Contains) || await IsSameAsync(admin, other, stop))
            {
                throw Refused(shadow, other.Environment is { } name ? $"the database of environment '{name}'" : $"the one that {other.Source} names");
            }
        }
    }

    async Task<bool> IsSameAsync(Session admin, DatabaseAddress other, CancellationToken stop)
    {
        try
        {
            await using var session = await Session.OpenAsync(other, request.Limits with { ConnectDeadline = Patience }, _ => { }, request.Time, stop);
            return session.Server.SystemIdentifier is { } cluster && admin.Server.SystemIdentifier is { } own ? cluster == own : session.Server.Started == admin.Server.Started;
        }
        catch (Exception away) when (away is FailureException or NpgsqlException)
        {
            return false;
        }
    }

    static FailureException Refused(DatabaseAddress shadow, string what) => FailureException.Refused("shadow-is-target", $"{shadow.Source} is {what} ({new Masking().Mask(shadow.ToString())}).",
        "Nothing was changed.\nA shadow is thrown away: give another server, or another database on it.");
}
