namespace Turnstone.Cli.Rendering.Verification;

using System.Text.Json;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Verification;

/// <summary>What was seen of a plan, as members of a JSON document: those of the plan, and beside them <c>evidence</c>, <c>verdict</c> and <c>confirmed</c>.</summary>
static class TrialDocument
{
    public static void Write(Utf8JsonWriter json, TrialReport trial)
    {
        PlanRenderer.Write(json, trial.Plan);
        EvidenceDocument.Write(json, trial.Verified);
        json.WriteStartArray("confirmed");
        foreach (var one in trial.Findings.Where(one => one.Confirmation != Confirmation.NotSeen))
        {
            json.WriteStartObject();
            json.WriteString("rule", one.Finding.Diagnostic.Rule);
            json.WriteString("file", one.Finding.Diagnostic.File);
            json.WriteNumber("line", one.Finding.Diagnostic.Line ?? 1);
            json.WriteString("confirmation", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{one.Confirmation}"));
            json.WriteString("claim", $"{one.Finding.Rule?.Claim?.Mode.Name()}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
