namespace Turnstone.Configuration;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Reads a project's settings and keeps, for each, who said it.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class SettingsReader(IReadOnlyDictionary<string, string> environment)
{
    const string FileName = "turnstone.yaml";

    static readonly string[] Sections = [.. SettingKeys.All.Select(key => key.Parts[0]).Distinct()];

    /// <summary>Defaults, then files, then environment variables, then flags: the later one wins.</summary>
    /// <param name="startFolder">Where to begin looking upwards for <c>turnstone.yaml</c>.</param>
    /// <param name="flags">By flag (<c>--lock-deadline</c>) or by key (<c>placeholders.app_role</c>), as typed; commas part a list.</param>
    public Checked<Settings> Read(string startFolder, IReadOnlyDictionary<string, string> flags)
    {
        var said = new List<Diagnostic>();
        var start = Path.GetFullPath(startFolder);
        var file = FindUpwards(start);
        var root = file is null ? start : Path.GetDirectoryName(file)!;

        Setting[] fromFile = file is null ? [] : [.. new FileLayer(root, said).Read(file)];
        var fromVariables = new VariableLayer(environment, said).Read(fromFile);
        var fromFlags = new FlagLayer(flags, said).Read();
        var effective = Merge([.. Defaults()], [.. fromFile, .. fromVariables, .. fromFlags]);

        var defaults = new Settings { Root = root, File = file };
        // The record has the defaults in place already.
        var settings = effective.Where(setting => setting.Origin.Layer != Layer.Default)
            .Aggregate(defaults, (sofar, setting) => setting.Key.Apply(sofar, setting, said));
        CheckReferences(settings, effective, said);
        return Checked.Of(settings with { Values = Shown(effective), Origins = effective.ToDictionary(setting => setting.FullName, setting => setting.Origin) }, InReadingOrder(said));
    }

    static IEnumerable<Diagnostic> InReadingOrder(List<Diagnostic> said) => said.Count < 2 ? said : said
        .OrderBy(one => one.File is null)
        .ThenBy(one => one.File, StringComparer.Ordinal)
        .ThenBy(one => one.Line)
        .ThenBy(one => one.Column);

    static string? FindUpwards(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var candidate = Path.Combine(at, FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }

    internal static IEnumerable<Setting> Defaults()
    {
        var origin = new Origin(Layer.Default, "default");
        return SettingKeys.All.Where(key => !key.HasName).Select(key => key.Default switch
        {
            null => new Setting(key, "", [], false, origin),
            "[]" => new Setting(key, "", [], true, origin),
            var text => new Setting(key, "", [new(text, origin)], false, origin),
        });
    }

    /// <summary>One setting per key, the last said, in the order of the table and within it of names.</summary>
    static ImmutableArray<Setting> Merge(ImmutableArray<Setting> defaults, ImmutableArray<Setting> said)
    {
        if (said.IsEmpty)
        {
            return defaults;
        }
        var last = new Dictionary<(string Key, string Name), Setting>();
        foreach (var setting in defaults.AddRange(said))
        {
            // An environment's own limit in a file gives way to one that a variable or flag sets for all.
            if (setting.Origin.Layer > Layer.File && !setting.Key.HasName)
            {
                var own = $"environments.*.{setting.Key.Name}";
                foreach (var weaker in last.Where(one => one.Key.Key == own && one.Value.Origin.Layer < setting.Origin.Layer).ToArray())
                {
                    last.Remove(weaker.Key);
                }
            }
            last[(setting.Key.Name, setting.Name)] = setting;
        }
        return [.. last.Values
            .OrderBy(setting => Array.IndexOf(Sections, setting.Key.Parts[0]))
            .ThenBy(setting => setting.Name, StringComparer.Ordinal)
            .ThenBy(setting => SettingKeys.All.IndexOf(setting.Key))];
    }

    static void CheckReferences(Settings settings, ImmutableArray<Setting> effective, List<Diagnostic> said)
    {
        foreach (var after in effective.Where(setting => setting.Key == SettingKeys.After && !setting.IsNull && !setting.IsList))
        {
            var name = after.Texts[0].Text;
            if (name == after.Name || !settings.Environments.ContainsKey(name))
            {
                var problem = name == after.Name ? "an environment cannot come after itself" : $"there is no environment '{name}'";
                said.Add(after.Texts[0].Origin.Error(problem, $"Defined: {string.Join(", ", settings.Environments.Keys)}."));
            }
        }
    }

    static ImmutableArray<SettingValue> Shown(ImmutableArray<Setting> effective)
    {
        var masking = new Masking();
        return [.. effective
            .Where(setting => !setting.Key.IsSection)
            .Select(setting => new SettingValue(setting.FullName, Shown(setting, masking), setting.Origin.Source))];
    }

    static string Shown(Setting setting, Masking masking) =>
        setting.Origin.Layer == Layer.Default ? setting.Key.Default ?? "null" : setting.Shown(masking);
}
