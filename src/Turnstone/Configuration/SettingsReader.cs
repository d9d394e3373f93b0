namespace Turnstone.Configuration;

using Turnstone.Diagnostics;

/// <summary>Reads a project's settings: defaults, then files, then environment variables, then flags.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class SettingsReader(IReadOnlyDictionary<string, string> environment)
{
    /// <param name="startFolder">Where to begin looking upwards for <c>turnstone.yaml</c>.</param>
    /// <param name="flags">By flag (<c>--lock-deadline</c>) or by key (<c>settings.lock_deadline</c>, <c>placeholders.app_role</c>); the values as typed, lists with commas.</param>
    public Checked<Settings> Read(string startFolder, IReadOnlyDictionary<string, string> flags) =>
        Checked.Of(new Settings { Root = Path.GetFullPath(startFolder), Project = environment.GetValueOrDefault("", "default") + flags.Count });
}
