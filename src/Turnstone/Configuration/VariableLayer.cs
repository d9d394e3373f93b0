namespace Turnstone.Configuration;

using Turnstone.Diagnostics;

/// <summary>Reads the settings that environment variables give: <c>TURNSTONE_SETTINGS_LOCK_DEADLINE=1min</c>.</summary>
/// <param name="environment">The variables of the process; an empty one counts as not set.</param>
sealed class VariableLayer(IReadOnlyDictionary<string, string> environment, ICollection<Diagnostic> said)
{
    const string Prefix = "TURNSTONE_";

    /// <summary>Variables with our prefix that other parts read.</summary>
    static readonly string[] Others =
        ["TURNSTONE_PG_BIN", "TURNSTONE_CACHE", "TURNSTONE_RUNNING", "TURNSTONE_TEST_", "TURNSTONE_IMAGE_DIGEST", "TURNSTONE_APP_VERSION"];

    /// <param name="known">What the files said: a name that they have keeps their spelling.</param>
    public IEnumerable<Setting> Read(IReadOnlyCollection<Setting> known)
    {
        foreach (var variable in environment.Keys.Where(IsOurs).Order(StringComparer.Ordinal))
        {
            var value = environment[variable];
            var origin = new Origin(Layer.Environment, variable);
            var match = SettingKeys.Sayable
                .Select(key => (Key: key, Words: key.WordsIn(variable)))
                .Where(match => match.Words is not null)
                .Select(match => (match.Key, Name: Spelled(match.Key, match.Words!, known), match.Words))
                .OrderByDescending(match => match.Name is not null)
                .ThenBy(match => match.Words!.Length)
                .FirstOrDefault();
            if (match.Key is null)
            {
                said.Add(Unknown(variable));
            }
            else
            {
                yield return new(match.Key, match.Name ?? NewName(match.Words!), [new(value, origin)], false, origin);
            }
        }
    }

    bool IsOurs(string variable) => variable.StartsWith(Prefix, StringComparison.Ordinal)
        && environment[variable].Length > 0 && !Others.Any(other => variable.StartsWith(other, StringComparison.Ordinal));

    /// <summary>The name as a file has it: <c>PROD_EU</c> may be <c>prod-eu</c> there.</summary>
    static string? Spelled(SettingKey key, string words, IReadOnlyCollection<Setting> known) =>
        !key.HasName ? "" : known
            .Where(setting => setting.Key.HasName && setting.Key.Parts[0] == key.Parts[0] && SettingKey.Words(setting.Name) == words)
            .Select(setting => setting.Name)
            .FirstOrDefault();

    // A variable's name has no case to keep; the names of environments and placeholders are written small.
#pragma warning disable CA1308
    static string NewName(string words) => words.ToLowerInvariant();
#pragma warning restore CA1308

    static Diagnostic Unknown(string variable)
    {
        var known = SettingKeys.Sayable.Where(key => !key.HasName).Select(key => SettingKey.Words(key.Name));
        var nearest = Nearest.To(variable[Prefix.Length..], known);
        return Diagnostic.Warning("setting-unknown", $"{variable}: no setting has this name; it is ignored",
            help: nearest is null ? "`turnstone config` lists the settings." : $"Did you mean {Prefix}{nearest}?");
    }
}
