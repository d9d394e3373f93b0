namespace Turnstone.Servers;

using System.Text.RegularExpressions;
using Turnstone.Configuration;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A setting that holds in a target's database from the beginning of each session.</summary>
/// <param name="Role">Whose; none of everybody.</param>
/// <param name="OfDatabase">Whether it is of this database alone.</param>
/// <param name="Value">As the server keeps it.</param>
public sealed partial record TargetSetting(string? Role, bool OfDatabase, string Name, string Value)
{
    static readonly string[] Secrets = ["password", "secret", "token", "key", "credentials"];

    // Lists whose elements are quoted one by one: PostgreSQL's GUC_LIST_QUOTE.
    static readonly string[] Lists = ["search_path", "temp_tablespaces"];

    /// <param name="written"><c>name=value</c></param>
    internal static TargetSetting Read(string? role, bool ofDatabase, string written)
    {
        var parts = written.Split('=', 2);
        return new(role, ofDatabase, parts[0], parts[1]);
    }

    /// <summary>Whether an application keeps in it what nobody else may know, as far as its name says.</summary>
    internal bool IsSecret => Name.Contains('.', StringComparison.Ordinal) && Secrets.Any(word => Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)) || SettingKey.IsSecret(Name);

    /// <summary>The same setting in a database of another name.</summary>
    internal Sql In(string database)
    {
        var whose = (Role, OfDatabase) switch
        {
            (null, true) => (Sql)$"DATABASE {new Identifier(database)}",
            (null, false) => (Sql)$"ROLE ALL",
            ({ } role, true) => (Sql)$"ROLE {new Identifier(role)} IN DATABASE {new Identifier(database)}",
            ({ } role, false) => (Sql)$"ROLE {new Identifier(role)}",
        };
        return $"ALTER {whose} SET {Sql.Join(".", Name.Split('.').Select(part => (Sql)$"{new Identifier(part)}"))} TO {Written}";
    }

    Sql Written => !Lists.Contains(Name) ? (Sql)$"{Literal.Of(Value)}"
        : Value.Length == 0 ? (Sql)$"''" : Sql.Join(", ", Elements(Value).Select(part => (Sql)$"{Literal.Of(part)}"));

    // app, "$user", "odd,name"
    static List<string> Elements(string list) =>
        [.. Element().Matches(list).Select(match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Value.Trim()).Where(one => one.Length > 0)];

    [GeneratedRegex("\"((?:[^\"]|\"\")*)\"|[^,\"]+")]
    private static partial Regex Element();
}
