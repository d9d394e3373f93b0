namespace Turnstone.Configuration;

using System.Text;
using Turnstone.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

/// <summary>A YAML file whose top is a mapping, read into nodes that know their line and column.</summary>
static class YamlFile
{
    const int DeepestNesting = 32;

    /// <param name="shown">The file's name in messages.</param>
    /// <returns>The mapping; an empty one for an empty file.</returns>
    public static Checked<YamlMap> Read(string path, string shown)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            return FindTrouble(text, shown) is { } trouble ? Checked.Failed<YamlMap>(trouble) : Load(text, shown);
        }
        catch (DecoderFallbackException)
        {
            return Checked.Failed<YamlMap>(Diagnostic.Error("file-encoding", "The file is not UTF-8.", shown, "Save it as UTF-8."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Checked.Failed<YamlMap>(Diagnostic.Error("file-unreadable", $"The file cannot be read: {failure.Message}", shown));
        }
    }

    static Checked<YamlMap> Load(string text, string shown)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            return Checked.Failed<YamlMap>(Malformed(failure.Message, failure.Start, shown));
        }
        return (yaml.Documents.Count, yaml.Documents.FirstOrDefault()?.RootNode) switch
        {
            (0, _) => Checked.Of(new YamlMap(new YamlMappingNode(), shown)),
            (> 1, _) => Checked.Failed<YamlMap>(Malformed("there is more than one document", yaml.Documents[1].RootNode.Start, shown)),
            (_, YamlMappingNode map) => Checked.Of(new YamlMap(map, shown)),
            (_, YamlScalarNode scalar) when YamlMap.IsNull(scalar) => Checked.Of(new YamlMap(new YamlMappingNode(), shown)),
            (_, var other) => Checked.Failed<YamlMap>(Malformed("keys and values are wanted, 'project: shop'", other!.Start, shown)),
        };
    }

    /// <remarks>The parser below the node model reads without recursion, so a hostile nesting is refused before it can exhaust the stack;
    /// and it knows the place where it gave up when the failure itself carries none.</remarks>
    static Diagnostic? FindTrouble(string text, string shown)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        try
        {
            while (parser.MoveNext())
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > DeepestNesting)
                {
                    return Malformed($"it is nested more than {DeepestNesting} deep", parser.Current.Start, shown);
                }
                if (parser.Current is AnchorAlias alias)
                {
                    return Malformed($"the alias '*{alias.Value}' stands here; aliases are not read", alias.Start, shown);
                }
            }
            return null;
        }
        catch (YamlException failure)
        {
            return Malformed(failure.Message, failure.Start, shown);
        }
        catch (InvalidOperationException)
        {
            return Malformed("a bracket or brace is not closed", parser.Current?.End ?? Mark.Empty, shown);
        }
    }

    static Diagnostic Malformed(string problem, Mark place, string shown) =>
        Diagnostic.Error("yaml-malformed", $"This is not YAML as Turnstone reads it: {problem.TrimEnd('.')}.", shown)
            .At(Math.Max(1, (int)place.Line), Math.Max(1, (int)place.Column));
}
