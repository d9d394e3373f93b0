namespace Turnstone.Cli.Rendering;

using System.Text;
using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Shows a diagnostic: what is wrong, the line it is about, and what to do.</summary>
/// <param name="texts">Of files, as they are shown, that need not be read again.</param>
sealed class DiagnosticRenderer(string folder, bool colors, Masking masking, IReadOnlyDictionary<string, string> texts)
{
    const int LongestFile = 16 * 1024 * 1024;

    const int LongestLine = 200;

    // A thousand complaints about one dump read it once.
    readonly Dictionary<string, string[]> sources = [];

    public string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var name = diagnostic.Severity.ToString().ToLowerInvariant();
        text.Append(Colored($"{name}[{diagnostic.Rule}]", diagnostic.Severity)).Append(": ").AppendLine(diagnostic.Message);
        if (diagnostic.Place is { } place)
        {
            text.Append("  --> ").AppendLine(place);
            AppendSource(text, diagnostic);
        }
        if (diagnostic.Details is { } details)
        {
            text.Append("    ").AppendLine(details.Replace("\n", "\n    ", StringComparison.Ordinal));
        }
        if (diagnostic.Help is { } help)
        {
            text.Append("  ").AppendLine(help.Replace("\n", "\n  ", StringComparison.Ordinal));
        }
        return text.ToString();
    }

    /// <summary>Its members.</summary>
    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("rule", diagnostic.Rule);
        json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        WriteOptional(json, "file", diagnostic.File);
        WriteOptional(json, "line", diagnostic.Line);
        WriteOptional(json, "column", diagnostic.Column);
        WriteOptional(json, "end_line", diagnostic.EndLine);
        WriteOptional(json, "end_column", diagnostic.EndColumn);
        json.WriteString("message", diagnostic.Message);
        WriteOptional(json, "help", diagnostic.Help);
        WriteOptional(json, "details", diagnostic.Details);
        WriteOptional(json, "depth", diagnostic.Depth);
    }

    static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    static void WriteOptional(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    void AppendSource(StringBuilder text, Diagnostic diagnostic)
    {
        if (diagnostic is not { File: { } file, Line: { } line } || LineOf(file, line) is not { } source)
        {
            return;
        }
        var number = $"{line}";
        text.Append(' ').Append(number).Append(" | ").AppendLine(source);
        if (diagnostic.Column is { } column && column <= source.Length + 1)
        {
            // A tab stays a tab, so that the caret stands under its character whatever width the terminal gives it.
            var indent = new string([.. source.Take(column - 1).Select(character => character == '\t' ? '\t' : ' ')]);
            text.Append(' ', number.Length + 1).Append(" | ").Append(indent).AppendLine(Colored(new('^', Meant(diagnostic, source.Length)), diagnostic.Severity));
        }
    }

    // As far as it goes on this line.
    static int Meant(Diagnostic diagnostic, int length)
    {
        var end = diagnostic.EndLine == diagnostic.Line ? diagnostic.EndColumn : diagnostic.EndLine is null ? null : length + 1;
        return Math.Max(1, Math.Min(end ?? 0, length + 1) - diagnostic.Column!.Value);
    }

    string? LineOf(string file, int line)
    {
        var lines = sources.TryGetValue(file, out var known) ? known : sources[file] = LinesOf(file);
        return lines.ElementAtOrDefault(line - 1) is { } found ? found[..Math.Min(found.Length, LongestLine)] : null;
    }

    string[] LinesOf(string file)
    {
        if ((texts.GetValueOrDefault(file) ?? Read(Path.GetFullPath(file, folder))) is not { } text)
        {
            return [];
        }
        // Masked as a whole: the word that gives a password away may stand on the line before.
        var masked = masking.Mask(text);
        return masked.AsSpan().Count('\n') == text.AsSpan().Count('\n') ? [.. masked.Split('\n').Select(one => one.TrimEnd('\r'))] : [];
    }

    static string? Read(string path) => new FileInfo(path) is { Exists: true, Length: <= LongestFile } ? File.ReadAllText(path) : null;

    string Colored(string text, Severity severity) => !colors
        ? text
        : $"\e[1;{severity switch { Severity.Error => 31, Severity.Warning => 33, _ => 36 }}m{text}\e[0m";
}
