namespace Turnstone.Servers;

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Which shadow is wanted: like which target, and on whose server.</summary>
/// <param name="Version">The server's major version; none for the first that is found.</param>
public sealed record ShadowRequest(PgVersion? Version, ShadowTarget? Target, TimeProvider Time)
{
    /// <summary>A server to make databases on; none for one of our own.</summary>
    public DatabaseAddress? Url { get; init; }

    /// <summary>A restored copy of production, whose copies are tried on.</summary>
    public DatabaseAddress? Restored { get; init; }

    /// <summary>A file of roles that a server of our own gets beside the target's.</summary>
    internal RoleScript? Roles { get; init; }

    /// <summary>The name of what a server was kept as, to begin with that.</summary>
    public string? Kept { get; init; }

    /// <summary>The project's databases, none of which is ever a shadow.</summary>
    internal ImmutableArray<DatabaseAddress> Targets { get; init; } = [];

    internal Settings? Settings { get; init; }

    internal RunSettings Limits => Settings?.Run ?? new();

    /// <summary>A name for everything that what is kept depends on beside the files.</summary>
    internal string Likeness(IEnumerable<Text.Sql> roles)
    {
        IEnumerable<string> parts =
        [
            .. roles.Select(one => one.ToString()), Roles?.Text ?? "", $"{Target?.Locale}", Target?.Migrator.Name ?? "", .. (Target?.Memberships ?? []).Select(one => one.Grant.ToString()),
            .. (Target?.Settings ?? []).Select(one => one.In("").ToString()), .. (Target?.Extensions ?? []).Select(one => $"{one.Name} {one.Version} {one.Schema} {one.SchemaOwner}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..8];
    }

    /// <summary>Reads from the settings which one is meant.</summary>
    /// <param name="environment">The variables of the process.</param>
    public sealed class Reader(Settings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        readonly AddressReader addresses = new(environment);

        /// <param name="target">What it stands for; none where nobody knows.</param>
        /// <param name="files">The migrations that are to be tried.</param>
        /// <param name="kept">What the history up to them is kept as.</param>
        public async Task<Checked<ShadowRequest>> ReadAsync(PgVersion? version, ShadowTarget? target, MigrationSet files, string? kept, CancellationToken stop)
        {
            var shadow = settings.Shadow;
            if (shadow is { Url: not null, CloneOf: not null })
            {
                return Checked.Failed<ShadowRequest>(settings.OriginOf("shadow.clone").Error("shadow.url says where to make databases as well", "Keep one of the two: url for empty ones, clone for copies of a restored database."));
            }
            var said = new List<Diagnostic>();
            var url = await AddressAsync(shadow.Url, "shadow.url", said, stop);
            var clone = await AddressAsync(shadow.CloneOf, "shadow.clone", said, stop);
            var roles = RoleScript.Read(settings, said);
            var request = new ShadowRequest(version ?? target?.Version, target?.BesideFiles(files), time)
            {
                Url = url, Restored = clone, Roles = roles, Kept = kept, Settings = settings, Targets = url is null && clone is null ? [] : await TargetsAsync(stop),
            };
            return Checked.Of(request, said);
        }

        async Task<DatabaseAddress?> AddressAsync(string? text, string key, List<Diagnostic> said, CancellationToken stop)
        {
            if (text is null)
            {
                return null;
            }
            var address = await addresses.ReadAsync(settings, text, key, stop);
            said.AddRange(address.Diagnostics);
            return address.Value;
        }

        // A command that gives an address may ask somebody for something; what has no address cannot be mistaken for one.
        async Task<ImmutableArray<DatabaseAddress>> TargetsAsync(CancellationToken stop)
        {
            var found = ImmutableArray.CreateBuilder<DatabaseAddress>();
            foreach (var (name, one) in settings.Environments)
            {
                foreach (var text in new[] { one.Url, one.DirectUrl }.OfType<string>().Where(text => !SecretSources.IsReference(text) || text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal)))
                {
                    if ((await addresses.ReadAsync(settings, text, $"environment {name}", stop)).Value is { } address)
                    {
                        found.Add(address with { Environment = name });
                    }
                }
            }
            if ((await addresses.ResolveAsync(settings, null, null, changesTarget: true, stop)).Value is { } usual)
            {
                found.Add(usual);
            }
            return found.ToImmutable();
        }
    }
}
