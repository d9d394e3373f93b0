namespace Turnstone.Configuration;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

/// <summary>A mapping of a YAML file, read key by key, so that each complaint has its file, line and column.</summary>
/// <param name="shown">The file's name in messages.</param>
/// <param name="path">The keys that lead to this mapping.</param>
sealed class YamlMap(YamlMappingNode node, string shown, params ImmutableArray<string> path)
{
    /// <summary>Every key in the order of the file; one that is no text is complained about and left out.</summary>
    public IEnumerable<(ImmutableArray<string> Path, Origin Key, YamlNode Value)> Entries(ICollection<Diagnostic> said)
    {
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name })
            {
                ImmutableArray<string> entry = [.. path, name];
                yield return (entry, At(key, entry), value);
            }
            else
            {
                said.Add(At(key, path).Error("a key has to be a text"));
            }
        }
    }

    /// <summary>The mapping under a key; null where nothing or something else stands there.</summary>
    public YamlMap? Map(ImmutableArray<string> entry, YamlNode value, ICollection<Diagnostic> said)
    {
        if (value is YamlMappingNode map)
        {
            return new(map, shown, entry);
        }
        if (value is not YamlScalarNode scalar || !IsNull(scalar))
        {
            said.Add(At(value, entry).Error("further keys are wanted here, not a value"));
        }
        return null;
    }

    /// <summary>The texts under a key: one, a list's, or none for null; not there at all where something else stands.</summary>
    public ImmutableArray<SettingText>? Texts(ImmutableArray<string> entry, YamlNode value, ICollection<Diagnostic> said)
    {
        switch (value)
        {
            case YamlScalarNode scalar:
                return IsNull(scalar) ? [] : [new(scalar.Value ?? "", At(scalar, entry))];
            case YamlSequenceNode list when list.Children.All(IsText):
                return [.. list.Children.Cast<YamlScalarNode>().Select(scalar => new SettingText(scalar.Value ?? "", At(scalar, entry)))];
            case YamlSequenceNode list:
                said.Add(At(list.Children.First(one => !IsText(one)), entry).Error("a list of texts is wanted"));
                return null;
            default:
                said.Add(At(value, entry).Error("a value is wanted here, not further keys"));
                return null;
        }
    }

    /// <summary>Null as YAML writes it: nothing, a tilde or the bare word.</summary>
    public static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && (scalar.Value is null or "" or "~" or "null" or "Null" or "NULL");

    Origin At(YamlNode place, ImmutableArray<string> entry) =>
        new(Layer.File, string.Join('.', entry), shown, (int)place.Start.Line, (int)place.Start.Column);

    static bool IsText(YamlNode node) => node is YamlScalarNode scalar && !IsNull(scalar);
}
