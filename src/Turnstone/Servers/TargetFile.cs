namespace Turnstone.Servers;

using System.Text.Json;
using Turnstone.Catalog.Statistics;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>A target by what <c>turnstone dump --stats</c> wrote of it, for whoever cannot reach it.</summary>
public static class TargetFile
{
    /// <param name="shown">What messages call the file.</param>
    public static Checked<ShadowTarget> Read(string text, string shown) => StatisticsFile.Read(text, shown, Of);

    static ShadowTarget Of(JsonElement root)
    {
        var migrator = Word(root, "read_by");
        var roles = StatisticsFile.Elements(root, "roles").Select(RoleOf).ToList();
        var settings = StatisticsFile.Elements(root, "role_settings").Select(one => new TargetSetting(one.GetProperty("role").GetString(), one.GetProperty("only_here").GetBoolean(), Word(one, "name"), Word(one, "value")));
        return new((PgVersion)root.GetProperty("postgresql").GetInt32(), Word(root, "server_version"), Word(root, "database"), null, new(Word(root, "encoding"), Word(root, "collation"), Word(root, "ctype"), Text(root, "locale_provider"), Text(root, "locale"), Text(root, "icu_rules")),
            roles.Find(role => role.Name == migrator) ?? new(migrator), [.. roles])
        {
            Memberships = [.. StatisticsFile.Elements(root, "memberships").Select(one => new RoleMembership(Word(one, "role"), Word(one, "member"), Is(one, "admin") ?? false, Is(one, "inherit"), Is(one, "set"))).DistinctBy(one => (one.Role, one.Member))],
            Settings = [.. settings.Where(one => !one.IsSecret)],
            Extensions = [.. StatisticsFile.Elements(root, "extensions").Where(one => Text(one, "installed") is not null && Word(one, "name") != "plpgsql")
                .Select(one => new TargetExtension(Word(one, "name"), Word(one, "installed"), Word(one, "schema"), Word(one, "owner"), Word(one, "schema_owner")))],
        };
    }

    static TargetRole RoleOf(JsonElement one) => new(Word(one, "name"))
    {
        IsSuperuser = Is(one, "superuser") ?? false, MakesDatabases = Is(one, "create_database") ?? false, MakesRoles = Is(one, "create_role") ?? false,
        Inherits = Is(one, "inherit") ?? true, Replicates = Is(one, "replication") ?? false, PassesRowSecurity = Is(one, "bypass_row_security") ?? false,
    };

    static string Word(JsonElement one, string name) => one.GetProperty(name).GetString() ?? throw new FormatException(name);

    static string? Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;

    static bool? Is(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : null;
}
