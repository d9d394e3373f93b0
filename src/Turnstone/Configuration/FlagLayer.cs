namespace Turnstone.Configuration;

using Turnstone.Diagnostics;

/// <summary>Reads the settings that the command line gives: <c>--lock-deadline 1min</c>.</summary>
/// <param name="flags">By flag, or by key where the key holds a name: <c>placeholders.app_role</c>.</param>
sealed class FlagLayer(IReadOnlyDictionary<string, string> flags, ICollection<Diagnostic> said)
{
    public IEnumerable<Setting> Read()
    {
        foreach (var flag in flags.Keys.Order(StringComparer.Ordinal))
        {
            var value = flags[flag];
            var origin = new Origin(Layer.Flag, $"--{flag.TrimStart('-')}");
            var path = flag.TrimStart('-').Split('.');
            var key = SettingKeys.Sayable.FirstOrDefault(key => key.Flag == origin.Subject || key.Matches(path));
            if (key is null)
            {
                said.Add(origin.Error("there is no such setting", "`turnstone config` lists the settings.") with { Rule = "setting-unknown" });
            }
            else
            {
                yield return new(key, key.NameIn(path), [new(value, origin)], false, origin);
            }
        }
    }
}
