namespace Turnstone.Servers;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>What a database that is to be changed is, as far as a shadow has to be like it: who is there, who migrates, what was installed.</summary>
/// <remarks>No password is in it, nor a setting that is called like one.</remarks>
/// <param name="SystemIdentifier">The cluster's; none where the role may not read it.</param>
/// <param name="Migrator">The role that migrates; one of <paramref name="Roles"/>.</param>
/// <param name="Roles">All but the server's own.</param>
public sealed record ShadowTarget(PgVersion Version, string VersionText, string Database, string? SystemIdentifier, TargetLocale? Locale, TargetRole Migrator, ImmutableArray<TargetRole> Roles)
{
    public ImmutableArray<RoleMembership> Memberships { get; init; } = [];

    /// <summary>Those of the database and of roles, as far as they hold in it.</summary>
    public ImmutableArray<TargetSetting> Settings { get; init; } = [];

    /// <summary>In the order in which they were made.</summary>
    public ImmutableArray<TargetExtension> Extensions { get; init; } = [];

    /// <summary>What could not be read, and so is not as on the target.</summary>
    public ImmutableArray<Diagnostic> Unread { get; init; } = [];

    /// <summary>The same with those extensions only that somebody else installed: what the files make is left to them.</summary>
    internal ShadowTarget BesideFiles(MigrationSet files)
    {
        if (Extensions.IsEmpty)
        {
            return this;
        }
        List<Statement> made = [.. files.All.SelectMany(file => file.Text.Whole is { } text ? StatementReader.ReadAll(text).Where(IsOfInterest) : []).Select(statement => Parser.Parse(statement, Version))];
        var own = made.OfType<CreateExtension>().ToLookup(one => one.Name.Name);
        var schemas = made.OfType<CreateSchema>().Where(one => !one.IfNotExists).Select(one => one.Name?.Name).ToHashSet();
        // A schema that a file is going to make cannot be there: its extension waits in another one.
        return this with
        {
            Extensions = [.. Extensions.Where(one => !own[one.Name].Any(create => !create.IfNotExists || one.Owner == Migrator.Name)).Select(one => schemas.Contains(one.Schema) ? one with { Schema = "public" } : one)],
        };
    }

    static bool IsOfInterest(StatementSlice statement) => StatementClassifier.Verb(statement) is "CREATE EXTENSION" or "CREATE SCHEMA";

    /// <summary>Reads it over a session of the role that migrates. Nothing is written.</summary>
    internal sealed class Reader(Session session)
    {
        readonly ImmutableArray<Diagnostic>.Builder unread = ImmutableArray.CreateBuilder<Diagnostic>();

        static Sql Roles => $"""
            SELECT rolname::text, rolsuper, rolcreatedb, rolcreaterole, rolinherit, rolreplication, rolbypassrls FROM pg_catalog.pg_roles
            WHERE NOT pg_catalog.starts_with(rolname::text, 'pg_') ORDER BY rolname::text COLLATE "C"
            """;

        // What a version does not have yet is null: nobody asks for a column that may not be there.
        static Sql Memberships => $"""
            SELECT above.rolname::text, member.rolname::text, pg_catalog.bool_or(one.admin_option),
                pg_catalog.bool_or((pg_catalog.to_jsonb(one) ->> 'inherit_option')::boolean), pg_catalog.bool_or((pg_catalog.to_jsonb(one) ->> 'set_option')::boolean)
            FROM pg_catalog.pg_auth_members one JOIN pg_catalog.pg_roles above ON above.oid = one.roleid JOIN pg_catalog.pg_roles member ON member.oid = one.member
            WHERE NOT pg_catalog.starts_with(member.rolname::text, 'pg_') GROUP BY 1, 2 ORDER BY 1, 2
            """;

        static Sql Settings => $"""
            SELECT role.rolname::text, said.setdatabase <> 0, said.setconfig::text FROM pg_catalog.pg_db_role_setting said LEFT JOIN pg_catalog.pg_roles role ON role.oid = said.setrole
            WHERE said.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) AND (said.setrole = 0 OR role.oid IS NOT NULL)
            ORDER BY said.setdatabase, role.rolname::text COLLATE "C" NULLS FIRST
            """;

        static Sql Extensions => $"""
            SELECT one.extname::text, one.extversion, home.nspname::text, role.rolname::text, owner.rolname::text
            FROM pg_catalog.pg_extension one JOIN pg_catalog.pg_namespace home ON home.oid = one.extnamespace JOIN pg_catalog.pg_roles role ON role.oid = one.extowner
            JOIN pg_catalog.pg_roles owner ON owner.oid = home.nspowner
            WHERE one.extname <> 'plpgsql' ORDER BY one.oid
            """;

        static Sql Locale => $"""
            SELECT pg_catalog.pg_encoding_to_char(one.encoding)::text, one.datcollate::text, one.datctype::text, pg_catalog.to_jsonb(one) ->> 'datlocprovider',
                coalesce(pg_catalog.to_jsonb(one) ->> 'datlocale', pg_catalog.to_jsonb(one) ->> 'daticulocale'), pg_catalog.to_jsonb(one) ->> 'daticurules'
            FROM pg_catalog.pg_database one WHERE one.datname = pg_catalog.current_database()
            """;

        public async Task<ShadowTarget> ReadAsync(CancellationToken stop)
        {
            var migrator = (await session.QueryAsync($"SELECT session_user::text", row => row.GetString(0), stop))[0];
            var roles = await ReadAsync("roles", Roles, row => new TargetRole(row.GetString(0))
            {
                IsSuperuser = row.GetBoolean(1), MakesDatabases = row.GetBoolean(2), MakesRoles = row.GetBoolean(3), Inherits = row.GetBoolean(4), Replicates = row.GetBoolean(5), PassesRowSecurity = row.GetBoolean(6),
            }, stop);
            var memberships = await ReadAsync("memberships of roles", Memberships, row => new RoleMembership(row.GetString(0), row.GetString(1), row.GetBoolean(2), Switch(row, 3), Switch(row, 4)), stop);
            var settings = await ReadAsync("settings of roles and of the database", Settings,
                row => ArrayText.Elements(row.GetString(2)).Select(one => TargetSetting.Read(row.IsDBNull(0) ? null : row.GetString(0), row.GetBoolean(1), one)).ToList(), stop);
            var extensions = await ReadAsync("extensions", Extensions, row => new TargetExtension(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)), stop);
            var locale = await ReadAsync("the database's encoding and collation", Locale, row => new TargetLocale(row.GetString(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5)), stop);
            return new(session.Server.Version, session.Server.VersionText, session.Server.Database, session.Server.SystemIdentifier, locale.FirstOrDefault(),
                roles.Find(role => role.Name == migrator) ?? new(migrator), [.. roles])
            {
                // Who came or went between two questions.
                Memberships = [.. memberships.Where(one => IsKnown(one.Role) && IsKnown(one.Member))],
                Settings = [.. Open(settings.SelectMany(list => list).Where(one => one.Role is null || IsKnown(one.Role)))],
                Extensions = [.. extensions],
                Unread = unread.ToImmutable(),
            };

            bool IsKnown(string role) => role.StartsWith("pg_", StringComparison.Ordinal) || roles.Exists(one => one.Name == role);
        }

        static string? Text(NpgsqlDataReader row, int place) => row.IsDBNull(place) ? null : row.GetString(place);

        static bool? Switch(NpgsqlDataReader row, int place) => row.IsDBNull(place) ? null : row.GetBoolean(place);

        // A shadow is kept on a disk, where a secret has no business; and nobody gets in where a library is loaded that is not there.
        List<TargetSetting> Open(IEnumerable<TargetSetting> settings)
        {
            var all = settings.ToLookup(one => one.IsSecret);
            if (all[true].Select(one => one.Name).Distinct().ToList() is { Count: > 0 } secret)
            {
                unread.Add(Diagnostic.Note("target-hidden", $"Settings of the target that are called like secrets are not set on the shadow: {string.Join(", ", secret)}."));
            }
            return [.. all[false].Where(one => !one.Name.EndsWith("_preload_libraries", StringComparison.Ordinal))];
        }

        async Task<List<T>> ReadAsync<T>(string what, Sql query, Func<NpgsqlDataReader, T> read, CancellationToken stop)
        {
            try
            {
                return await session.QueryAsync(query, read, stop);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                unread.Add(Diagnostic.Warning("target-hidden", $"{session.Address} does not show {what} to {session.Server.User}: {refused.MessageText} (SQLSTATE {refused.SqlState}).",
                    help: "The shadow is not like the target in that."));
                return [];
            }
        }
    }
}
