namespace Turnstone.Servers;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A throw-away server of our own, with the roles of the target. It is gone, with its databases, when it is disposed.</summary>
sealed class OwnHost : ShadowHost
{
    /// <summary>Who migrates where no target says it.</summary>
    public const string UsualMigrator = "migrator";

    // A managed service's own "postgres" is no superuser, so ours makes room for it.
    const string OtherSuperuser = "shadow_superuser", MadeRoom = "shadow_first";

    // Of all that is kept, in bytes: some fifty histories.
    const long MostKept = 4L << 30;

    // Functions that run as triggers are counted; nobody but who tries something writes or locks anything.
    static readonly Dictionary<string, string> Settings = new() { ["track_functions"] = "all", ["autovacuum"] = "off" };

    readonly LocalServer server;
    readonly string superuser;
    readonly TargetRole migrator;

    OwnHost(LocalServer server, Session admin, ShadowTarget? target) : base(admin)
    {
        this.server = server;
        superuser = SuperuserBeside(target);
        migrator = MigratorOf(target);
    }

    public override bool IsOfKept => server.IsOfKept;

    public override bool IsMigratorSuperuser => migrator.IsSuperuser;

    // What the first user of a managed service may.
    static TargetRole MigratorOf(ShadowTarget? target) => target?.Migrator ?? new(UsualMigrator) { MakesDatabases = true, MakesRoles = true };

    static string SuperuserBeside(ShadowTarget? target) => target?.Roles.Any(role => role.Name == ServerAddress.Username && !role.IsSuperuser) == true ? OtherSuperuser : ServerAddress.Username;

    public static async Task<OwnHost> StartAsync(ShadowRequest request, CancellationToken stop)
    {
        var (target, statements) = (request.Target, RolesOf(request.Target).ToList());
        var kept = request.Kept is null || target is null && request.Roles is null ? request.Kept : $"{request.Kept}-{request.Likeness(statements)}";
        var server = await LocalServer.StartAsync(new LocalServerOptions { Version = request.Version, Time = request.Time, Settings = Settings, Kept = kept }, stop);
        try
        {
            var superuser = SuperuserBeside(target);
            if (!server.IsOfKept && superuser != ServerAddress.Username)
            {
                await MakeRoomAsync(server, request, stop);
            }
            var admin = await OpenAsync(AddressOf(server, "postgres", superuser), request.Limits, request.Time, stop);
            try
            {
                var host = new OwnHost(server, admin, target);
                if (!server.IsOfKept)
                {
                    await admin.ExecuteAsync(stop, statements);
                    await admin.ExecuteAsync(stop, [$"ALTER ROLE {new Identifier(host.migrator.Name)} LOGIN PASSWORD {Literal.Of(server.Address.Password.Reveal())}"]);
                }
                return host;
            }
            catch
            {
                await admin.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    static IEnumerable<Sql> RolesOf(ShadowTarget? target)
    {
        var migrator = MigratorOf(target);
        ImmutableArray<TargetRole> roles = target?.Roles.Contains(migrator) == true ? target.Roles : [.. target?.Roles ?? [], migrator];
        return roles.Where(role => role.Name != SuperuserBeside(target)).Select(role => role.Create);
    }

    static async Task MakeRoomAsync(LocalServer server, ShadowRequest request, CancellationToken stop)
    {
        await using (var first = await OpenAsync(AddressOf(server, "postgres", ServerAddress.Username), request.Limits, request.Time, stop))
        {
            await first.ExecuteAsync(stop, [$"CREATE ROLE {new Identifier(OtherSuperuser)} SUPERUSER LOGIN PASSWORD {Literal.Of(server.Address.Password.Reveal())}"]);
        }
        await using var second = await OpenAsync(AddressOf(server, "postgres", OtherSuperuser), request.Limits, request.Time, stop);
        await second.ExecuteAsync(stop, [$"ALTER ROLE {new Identifier(ServerAddress.Username)} RENAME TO {new Identifier(MadeRoom)}"]);
    }

    public override DatabaseAddress Address(string database) => AddressOf(server, database, migrator.Name);

    public override DatabaseAddress SuperuserAddress(string database) => AddressOf(server, database, superuser);

    public override Sql CopyOf(string database) => $"TEMPLATE {new Identifier(database)} OWNER {new Identifier(migrator.Name)}";

    public override async Task KeepAsync(CancellationToken stop)
    {
        await Admin.ExecuteAsync(stop, [$"CHECKPOINT"]);
        await server.KeepAsync(stop);
        await new CachePruner(ServerCache.Default, TimeProvider.System).PruneAsync(MostKept, stop);
    }

    public override async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await server.DisposeAsync();
    }

    static DatabaseAddress AddressOf(LocalServer server, string database, string role) => new()
    {
        ConnectionString = new Secret(server.Address.ConnectionString(database, role)),
        Password = server.Address.Password,
        Hosts = [new DatabaseHost("127.0.0.1", server.Port)],
        Database = database,
        Username = role,
        Source = "the shadow server",
    };
}
