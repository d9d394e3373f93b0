namespace Turnstone.Scanning;

using System.Text;

/// <summary>Reads Kubernetes manifests of the kind <c>Secret</c>, whose values are only written in another alphabet.</summary>
static class SecretManifest
{
    // They tell where and as whom, and nobody gets in by that.
    static readonly string[] Harmless = ["user", "username", "host", "hostname", "port", "database", "dbname", "db", "name", "sslmode", "type", "ca.crt", "tls.crt"];

    public static IEnumerable<FoundSecret> Find(string text)
    {
        if (!text.Contains("kind: Secret", StringComparison.Ordinal))
        {
            yield break;
        }
        var lines = Lines(text).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Content is "kind: Secret" or "- kind: Secret")
            {
                foreach (var one in ValuesOf(text, lines, i))
                {
                    yield return one;
                }
            }
        }
    }

    // The keys beside 'kind' are indented as it is.
    static IEnumerable<FoundSecret> ValuesOf(string text, List<Line> lines, int kind)
    {
        var indent = lines[kind].Indent + (lines[kind].Content[0] == '-' ? 2 : 0);
        var first = kind;
        while (first > 0 && lines[first - 1] is var before && before.Content != "---" && (before.Indent >= indent || before.Content is "" or ['#', ..] || before.Content.StartsWith("- ", StringComparison.Ordinal) && before.Indent + 2 == indent))
        {
            first--;
        }
        var isEncoded = false;
        var isInside = false;
        for (var i = first; i < lines.Count && lines[i].Content != "---" && (lines[i].Indent >= indent || i <= kind || lines[i].Content.Length == 0); i++)
        {
            var line = lines[i];
            if (line.Indent <= indent && line.Content.Length > 0)
            {
                (isInside, isEncoded) = (line.Content is "data:" or "stringData:", line.Content is "data:");
            }
            else if (isInside && Of(text, line, isEncoded) is { } found)
            {
                yield return found;
            }
        }
    }

    static FoundSecret? Of(string text, Line line, bool isEncoded)
    {
        var colon = line.Content.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
        {
            return null;
        }
        var key = line.Content[..colon].Trim('"', '\'');
        var raw = line.Content[(colon + 2)..];
        var value = raw.Trim(' ', '"', '\'');
        var written = isEncoded ? Decoded(value) ?? value : value;
        if (Array.Exists(Harmless, one => key.Equals(one, StringComparison.OrdinalIgnoreCase) || key.EndsWith($"_{one}", StringComparison.OrdinalIgnoreCase) || key.EndsWith($"-{one}", StringComparison.OrdinalIgnoreCase)) || !SecretValue.IsLiteral(value) || !SecretValue.IsLiteral(written) && !written.Contains(' ', StringComparison.Ordinal))
        {
            return null;
        }
        return new(new(line.Start + text.AsSpan(line.Start).IndexOf(value), value.Length), value, $"The value of {key} in a manifest of the kind Secret") { IsDefault = SecretValue.IsDefault(written) };
    }

    static string? Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\n') : null;
    }

    static IEnumerable<Line> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var newline ? newline : text.Length;
            var line = text[start..end].TrimEnd();
            var content = line.TrimStart(' ');
            yield return new(start + line.Length - content.Length, line.Length - content.Length, content);
            start = end + 1;
        }
    }

    readonly record struct Line(int Start, int Indent, string Content);
}
