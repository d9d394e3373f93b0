namespace Turnstone.Cli.Rendering.Findings;

using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>Findings as a verb tells of them: counted for people, and as members of its JSON document.</summary>
static class FindingDocument
{
    /// <param name="showsNotes">Whether they are told of one by one.</param>
    public static string Counted(IReadOnlyCollection<Diagnostic> found, bool showsNotes) => found.Count == 0 ? "nothing found." : string.Join(", ", found.CountBy(one => one.Severity).OrderByDescending(pair => pair.Key)
        .Select(pair => pair.Key switch
        {
            Severity.Error => RunDocument.Count(pair.Value, "error"),
            Severity.Warning => RunDocument.Count(pair.Value, "warning"),
            _ => $"{RunDocument.Count(pair.Value, "note")}{(showsNotes ? "" : ", shown with -v")}",
        }));

    /// <param name="files">How many were looked at.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<Diagnostic> found, int files)
    {
        json.WriteStartArray("findings");
        foreach (var one in found)
        {
            json.WriteStartObject();
            DiagnosticRenderer.Write(json, one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("files", files);
    }
}
