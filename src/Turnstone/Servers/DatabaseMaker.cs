namespace Turnstone.Servers;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Makes a shadow's databases like the target's: as they sort, with the settings and the extensions that are there before any migration. What cannot be had is said.</summary>
sealed class DatabaseMaker(ShadowHost host, ShadowRequest request)
{
    readonly List<Diagnostic> said = [], lacking = [];
    List<TargetSetting> settings = [];
    List<(TargetExtension Extension, string? Version)> extensions = [];

    public IReadOnlyList<Diagnostic> Said => said;

    public IReadOnlyList<Diagnostic> Lacking => lacking;

    public void Say(Diagnostic one) => Add(said, one);

    /// <summary>What the server has beside its databases.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        var target = request.Target;
        settings = host.Copy is { } copy ? await SettingsOfAsync(copy.Database, stop) : [.. target?.Settings ?? []];
        extensions = host.Copy is null ? await AvailableAsync(target?.Extensions ?? [], stop) : [];
        if (host is OwnHost && !host.IsOfKept)
        {
            foreach (var membership in target?.Memberships ?? [])
            {
                await TryAsync(host.Admin, membership.Grant, $"{membership.Member} is no member of {membership.Role} on the shadow", stop);
            }
            await (request.Roles?.RunAsync(host.Admin, [ServerAddress.Username, host.Address("").Username], stop) ?? Task.CompletedTask);
            foreach (var setting in settings.Where(one => !one.OfDatabase))
            {
                await TryAsync(host.Admin, setting.In(""), $"{setting.Name} is not set on the shadow", stop);
            }
        }
        if (host is GivenHost && target is not null)
        {
            await SayOfRolesAsync(target, stop);
        }
    }

    /// <param name="like">The database that it begins as; none where it begins empty.</param>
    public async Task MakeAsync(string name, string? like, CancellationToken stop)
    {
        if (like is null)
        {
            await MakeEmptyAsync(name, stop);
        }
        else
        {
            await CopyAsync(name, like, stop);
        }
        await host.MarkAsync(name, stop);
        foreach (var setting in settings.Where(one => one.OfDatabase && (one.Role is null || host is OwnHost)))
        {
            await TryAsync(host.Admin, setting.In(name), $"{setting.Name} is not set on the shadow", stop);
        }
        if (like is null && extensions.Count > 0)
        {
            await using var session = await Session.OpenAsync(host.SuperuserAddress(name), request.Limits, _ => { }, request.Time, stop);
            foreach (var (extension, version) in extensions)
            {
                await InstallAsync(session, extension, version, stop);
            }
        }
    }

    async Task MakeEmptyAsync(string name, CancellationToken stop)
    {
        var start = (Sql)$"CREATE DATABASE {new Identifier(name)} {host.CopyOf("template0")}";
        try
        {
            await host.Admin.ExecuteAsync(stop, (Sql)$"{start}{request.Target?.Locale?.Options ?? Sql.Empty}");
        }
        catch (PostgresException refused) when (request.Target?.Locale is not null && refused.SqlState is PostgresErrorCodes.WrongObjectType or PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.InvalidObjectDefinition)
        {
            await host.Admin.ExecuteAsync(stop, start);
            Say(Diagnostic.Warning("shadow-lacks-collation", $"The shadow's server cannot sort as the target ({request.Target!.Locale}): {refused.MessageText}.",
                help: "What depends on the order of texts (ranges of partitions, exclusion, ORDER BY) may be otherwise there."));
        }
    }

    async Task CopyAsync(string name, string like, CancellationToken stop)
    {
        try
        {
            await host.Admin.ExecuteAsync(stop, (Sql)$"CREATE DATABASE {new Identifier(name)} {host.CopyOf(like)}");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            var who = await host.Admin.QueryAsync($"""
                SELECT 'pid ' || pid || coalesce(', ' || usename::text, '') || coalesce(', ' || nullif(application_name, ''), '') || coalesce(', since ' || pg_catalog.to_char(backend_start, 'YYYY-MM-DD HH24:MI'), '')
                FROM pg_catalog.pg_stat_activity WHERE datname = {Literal.Of(like)} ORDER BY backend_start LIMIT 5
                """, row => row.GetString(0), stop);
            throw FailureException.Unavailable("shadow-copy-busy", $"{like} cannot be copied while somebody is connected to it: {(who.Count == 0 ? refused.MessageText : string.Join("; ", who))}.",
                "Nothing was tried.\nHave them disconnect, then run it again.", refused);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw FailureException.Refused("shadow-not-allowed", $"{like} cannot be copied: {refused.MessageText} (SQLSTATE {refused.SqlState}).",
                $"Nothing was tried.\nAs a superuser there: ALTER DATABASE {new Identifier(like)} OWNER TO {new Identifier(host.Address(like).Username)}");
        }
    }

    async Task<List<(TargetExtension, string?)>> AvailableAsync(IReadOnlyCollection<TargetExtension> wanted, CancellationToken stop)
    {
        if (wanted.Count == 0)
        {
            return [];
        }
        var available = (await host.Admin.QueryAsync($"SELECT name::text, version FROM pg_catalog.pg_available_extension_versions", row => (row.GetString(0), row.GetString(1)), stop)).ToLookup(one => one.Item1, one => one.Item2);
        var found = new List<(TargetExtension, string?)>();
        foreach (var extension in wanted)
        {
            if (!available.Contains(extension.Name))
            {
                Lack(extension, "the shadow's server does not");
                continue;
            }
            var isSame = available[extension.Name].Contains(extension.Version);
            found.Add((extension, isSame ? extension.Version : null));
            if (!isSame)
            {
                Say(Diagnostic.Warning("shadow-other-extension", $"The target has {extension.Name} {extension.Version}; the shadow's server has {string.Join(", ", available[extension.Name].Order(StringComparer.Ordinal))}."));
            }
        }
        return found;
    }

    async Task InstallAsync(Session session, TargetExtension extension, string? version, CancellationToken stop)
    {
        try
        {
            if (extension.Schema is not ("public" or "pg_catalog"))
            {
                await session.ExecuteAsync(stop, [$"CREATE SCHEMA IF NOT EXISTS {new Identifier(extension.Schema)}{(host is OwnHost && extension.SchemaOwner is { } owner ? (Sql)$" AUTHORIZATION {new Identifier(owner)}" : Sql.Empty)}", $"GRANT USAGE ON SCHEMA {new Identifier(extension.Schema)} TO PUBLIC"]);
            }
            await session.ExecuteAsync(stop, (Sql)$"CREATE EXTENSION IF NOT EXISTS {new Identifier(extension.Name)} SCHEMA {new Identifier(extension.Schema)}{(version is null ? Sql.Empty : (Sql)$" VERSION {Literal.Of(version)}")} CASCADE");
        }
        catch (PostgresException refused)
        {
            Lack(extension, $"on the shadow it cannot be made: {refused.MessageText} (SQLSTATE {refused.SqlState})");
        }
    }

    void Lack(TargetExtension extension, string why) => Add(lacking, Diagnostic.Warning(ShadowRefusal.LacksExtension, $"The target has the extension {extension.Name} {extension.Version}; {why}.",
        help: $"Nothing is proved without it.\n{ShadowRefusal.ToHave(extension.Name)}"));

    async Task SayOfRolesAsync(ShadowTarget target, CancellationToken stop)
    {
        var there = (await host.Admin.QueryAsync($"SELECT rolname::text FROM pg_catalog.pg_roles", row => row.GetString(0), stop)).ToHashSet(StringComparer.Ordinal);
        if (target.Roles.Select(role => role.Name).Where(name => !there.Contains(name)).ToList() is { Count: > 0 } missing)
        {
            Say(Diagnostic.Warning(ShadowRefusal.LacksRole, $"The target has {missing.Count} {(missing.Count == 1 ? "role" : "roles")} that the shadow's server has not: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}.",
                help: "They are not made there, since it is somebody's server; what names them is refused."));
        }
    }

    Task<List<TargetSetting>> SettingsOfAsync(string database, CancellationToken stop) => host.Admin.QueryAsync($"""
        SELECT one FROM pg_catalog.pg_db_role_setting said JOIN pg_catalog.pg_database there ON there.oid = said.setdatabase AND there.datname = {Literal.Of(database)}, pg_catalog.unnest(said.setconfig) one
        WHERE said.setrole = 0
        """, row => TargetSetting.Read(null, ofDatabase: true, row.GetString(0)), stop);

    async Task TryAsync(Session session, Sql statement, string otherwise, CancellationToken stop)
    {
        try
        {
            await session.ExecuteAsync(stop, statement);
        }
        catch (PostgresException refused)
        {
            Say(Diagnostic.Warning("shadow-unlike", $"{otherwise}: {refused.MessageText} (SQLSTATE {refused.SqlState})."));
        }
    }

    static void Add(List<Diagnostic> list, Diagnostic one)
    {
        if (!list.Contains(one))
        {
            list.Add(one);
        }
    }
}
