namespace Turnstone.Servers;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>A server on which changes are tried, as like the target as can be. What was made there is gone when it is disposed.</summary>
/// <remarks>Who migrates there may what he may on the target, and no more: a superuser would hide whatever a managed service refuses.</remarks>
public sealed class ShadowServer : IAsyncDisposable
{
    readonly ShadowHost host;
    readonly ShadowRequest request;
    readonly DatabaseMaker databases;
    readonly List<string> made = [];

    // On somebody's server roles are left alone.
    readonly ClusterRoles? roles;

    ShadowServer(ShadowHost host, ShadowRequest request)
    {
        this.host = host;
        this.request = request;
        databases = new(host, request);
        roles = host is OwnHost ? new(host.Admin) : null;
    }

    public PgVersion Version => host.Version;

    /// <summary>In words: <c>PostgreSQL 17 (a throw-away server)</c>.</summary>
    public string Words => $"PostgreSQL {(int)Version} ({(IsCopyOfProduction ? "copies of production" : host is OwnHost ? "a throw-away server" : $"databases of their own on {request.Url!.Source}")})";

    /// <summary>Whether its databases are those of an earlier one that was kept.</summary>
    public bool IsOfKept => host.IsOfKept;

    /// <summary>Whether it is of another major version than the target: what it says of locks may not hold there, so nothing is proved.</summary>
    public bool IsOtherMajor => (request.Target?.Version ?? request.Version) is { } wanted && wanted != Version || host.Admin.Server.IsNewer;

    /// <summary>Whether what is tried on began as a copy of production: rows and times are as they are there.</summary>
    public bool IsCopyOfProduction => host.Copy is not null;

    /// <summary>The database to begin with, to which nobody may be connected; none where one begins with an empty one.</summary>
    public DatabaseAddress? Copy => host.Copy;

    /// <summary>What is to be known of what it says: where it is not like the target.</summary>
    public IReadOnlyList<Diagnostic> Said => [.. request.Target?.Unread ?? [], .. databases.Said];

    /// <summary>Extensions of the target that it cannot have: nothing is proved without them.</summary>
    public IReadOnlyList<Diagnostic> Lacking => databases.Lacking;

    /// <exception cref="ServerException">No such server can be had.</exception>
    /// <exception cref="FailureException">The one that was given is away, refuses, or is a target.</exception>
    public static async Task<ShadowServer> StartAsync(ShadowRequest request, CancellationToken stop)
    {
        ShadowHost host = request.Url is null && request.Restored is null ? await OwnHost.StartAsync(request, stop) : await GivenHost.OpenAsync(request, stop);
        try
        {
            var shadow = new ShadowServer(host, request);
            await shadow.databases.PrepareAsync(stop);
            await (shadow.roles?.PrepareAsync(stop) ?? Task.CompletedTask);
            shadow.SayOfVersion();
            return shadow;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says of a refused statement what that has to do with the shadow: an extension or a role that is missing there, a superuser that nobody is.</summary>
    public Diagnostic Explain(Diagnostic refused) =>
        ShadowRefusal.Of(refused, request.Target is not null, host is OwnHost, host.Address("").Username, host is OwnHost ? "the shadow" : request.Url?.Source ?? request.Restored!.Source);

    /// <summary>Keeps it as it is now for the next one that asks for its name; one that somebody gave is not kept. Nobody may be connected.</summary>
    public Task KeepAsync(CancellationToken stop) => host.KeepAsync(stop);

    /// <summary>A database that is there already.</summary>
    public DatabaseAddress Find(string name) => host.Address(host.NameOf(name));

    /// <summary>Makes a database, empty or as another is at this moment, to which nobody may be connected.</summary>
    /// <exception cref="FailureException">Somebody is connected to the other one.</exception>
    public async Task<DatabaseAddress> CreateAsync(string name, DatabaseAddress? like, CancellationToken stop)
    {
        var full = host.NameOf(name);
        // Before it is there: what is cut off in between may be there all the same.
        made.Add(full);
        await (roles?.RememberAsync(full, stop) ?? Task.CompletedTask);
        await databases.MakeAsync(full, like?.Database, stop);
        return host.Address(full);
    }

    /// <summary>Makes a database, has something done in it, and takes it away again, as if no migration had made a role on this server yet.</summary>
    public async Task<T> AsideAsync<T>(string name, Func<DatabaseAddress, Task<T>> work, CancellationToken stop)
    {
        var aside = await (roles?.SetAsideAsync(stop) ?? Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>()));
        var database = await CreateAsync(name, like: null, stop);
        try
        {
            return await work(database);
        }
        finally
        {
            await DropAsync(database, stop);
            await (roles?.BringBackAsync(aside, stop) ?? Task.CompletedTask);
        }
    }

    /// <summary>Takes a database away, whoever is connected, and the roles that came with it.</summary>
    public async Task DropAsync(DatabaseAddress database, CancellationToken stop)
    {
        await host.Admin.ExecuteAsync(stop, [$"DROP DATABASE IF EXISTS {new Identifier(database.Database)} WITH (FORCE)"]);
        made.Remove(database.Database);
        await (roles?.ForgetAsync(database.Database, stop) ?? Task.CompletedTask);
    }

    /// <summary>How whoever may do everything reaches a database; on a server that somebody gave, the same as who migrates.</summary>
    public DatabaseAddress AsSuperuser(DatabaseAddress database) => host.SuperuserAddress(database.Database);

    public async ValueTask DisposeAsync()
    {
        if (host is GivenHost given)
        {
            await given.TakeAwayAsync(made);
        }
        await host.DisposeAsync();
    }

    void SayOfVersion()
    {
        if (IsOtherMajor)
        {
            var (server, target) = (host.Admin.Server.VersionText, request.Target?.VersionText ?? $"{(int?)request.Version ?? (int)PgVersion.V18}");
            databases.Say(Diagnostic.Warning("shadow-other-major", $"The shadow is PostgreSQL {server}, the target {target}: what it says of locks may not hold, and nothing is proved by it.",
                help: "Give a server of the same major version, or leave shadow.url out: then one is started here."));
        }
        if (host.IsMigratorSuperuser)
        {
            databases.Say(Diagnostic.Warning("shadow-superuser", host is OwnHost
                ? $"{host.Address("").Username} migrates as a superuser on the target, and so on the shadow: a superuser hides what any other role would be refused."
                : $"{host.Address("").Username} is a superuser on the shadow's server: a superuser hides what any other role would be refused.",
                help: "Give a role of its own to what migrates: one that is no superuser."));
        }
    }
}
