namespace Turnstone.Cli.Rendering.Findings;

using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Ledger;

/// <summary>SARIF 2.1.0, which code scanning of most hosts takes.</summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
sealed class SarifFormat : FindingFormat
{
    public override string Name => "sarif";

    public override string Write(FindingReport report) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            WriteResult(json, finding);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    static void WriteTool(Utf8JsonWriter json, FindingReport report)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "turnstone");
        json.WriteString("version", RunOrigin.ToolVersionText);
        json.WriteStartArray("rules");
        foreach (var found in report.Findings.DistinctBy(finding => finding.Diagnostic.Rule).OrderBy(finding => finding.Diagnostic.Rule, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", found.Diagnostic.Rule);
            if (found is { Danger: { } danger, Cure: { } cure })
            {
                WriteText(json, "shortDescription", danger);
                WriteText(json, "help", cure);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteResult(Utf8JsonWriter json, WrittenFinding finding)
    {
        var said = finding.Diagnostic;
        json.WriteStartObject();
        json.WriteString("ruleId", said.Rule);
        json.WriteString("level", said.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        WriteText(json, "message", Text(said));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(said.File ?? "").Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", said.Line ?? 1);
        json.WriteNumber("startColumn", said.Column ?? 1);
        json.WriteNumber("endLine", said.EndLine ?? said.Line ?? 1);
        if (said.EndColumn is { } end)
        {
            json.WriteNumber("endColumn", end);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("turnstone/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
