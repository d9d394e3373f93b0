namespace Turnstone.Configuration;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using YamlDotNet.RepresentationModel;

/// <summary>Reads <c>turnstone.yaml</c> and the files it extends, the farthest base first.</summary>
/// <param name="root">The project's folder: files are named in messages as seen from there.</param>
sealed class FileLayer(string root, ICollection<Diagnostic> said)
{
    readonly List<string> chain = [];

    public IEnumerable<Setting> Read(string path)
    {
        chain.Add(path);
        var file = YamlFile.Read(path, Shown(path));
        foreach (var complaint in file.Diagnostics)
        {
            said.Add(complaint);
        }
        if (!file.Passed)
        {
            return [];
        }
        var own = new List<Setting>();
        Collect(file.Value, own);
        var extends = own.LastOrDefault(setting => setting.Key == SettingKeys.Extends && setting.Texts.Length == 1 && !setting.IsList);
        return extends is null ? own : [.. Base(extends, Path.GetDirectoryName(path)!), .. own];
    }

    IEnumerable<Setting> Base(Setting extends, string folder)
    {
        var target = Path.GetFullPath(Path.Combine(folder, extends.Texts[0].Text));
        if (chain.Contains(target))
        {
            var circle = string.Join(" → ", chain.SkipWhile(file => file != target).Append(target).Select(Shown));
            said.Add(extends.Texts[0].Origin.Error($"the files extend each other in a circle: {circle}"));
            return [];
        }
        if (!File.Exists(target))
        {
            said.Add(extends.Texts[0].Origin.Error(
                $"there is no file {Shown(target)}", "The path starts from the folder of the file it stands in."));
            return [];
        }
        return Read(target);
    }

    void Collect(YamlMap map, List<Setting> found)
    {
        foreach (var (path, origin, value) in map.Entries(said))
        {
            var key = SettingKeys.All.FirstOrDefault(key => key.Matches([.. path]));
            if (key is { IsSection: false })
            {
                if (map.Texts(path, value, said) is { } texts)
                {
                    found.Add(new(key, key.NameIn([.. path]), texts, value is YamlSequenceNode, origin));
                }
            }
            else if (SettingKeys.All.Any(key => key.IsUnder([.. path])))
            {
                var inner = map.Map(path, value, said);
                if (key is not null && (inner is not null || key.Parts[^1] == "*"))
                {
                    found.Add(new(key, key.NameIn([.. path]), [], false, origin));
                }
                if (inner is not null)
                {
                    Collect(inner, found);
                }
            }
            else
            {
                said.Add(Unknown(path, origin));
            }
        }
    }

    static Diagnostic Unknown(ImmutableArray<string> path, Origin origin)
    {
        var siblings = SettingKeys.All
            .Where(key => key.Parts.Length >= path.Length && key.IsUnder([.. path[..^1]]) && key.Parts[path.Length - 1] != "*")
            .Select(key => key.Parts[path.Length - 1])
            .Distinct()
            .ToArray();
        var nearest = Nearest.To(path[^1], siblings);
        var help = nearest is null ? $"Known here: {string.Join(", ", siblings)}." : $"Did you mean '{nearest}'?";
        return origin.Error("there is no such key", help) with { Rule = "setting-unknown" };
    }

    string Shown(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
