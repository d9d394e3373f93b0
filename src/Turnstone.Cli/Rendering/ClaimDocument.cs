namespace Turnstone.Cli.Rendering;

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Turnstone.Ledger;

/// <summary>What a database says of itself, for people and as a member of a JSON document.</summary>
static class ClaimDocument
{
    public static void Show(Report report, Claim claim)
    {
        void Part(string name, string value) => report.Line($"  {name,-17}  {value}");
        Part("hosts", Listed(claim.Hosts));
        Part("databases", Listed(claim.Databases));
        Part("system identifier", claim.SystemIdentifier ?? "any");
        Part("claimed", $"{claim.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} by {claim.By}");
    }

    public static void Write(Utf8JsonWriter json, Claim? claim)
    {
        if (claim is null)
        {
            json.WriteNull("claim");
            return;
        }
        json.WriteStartObject("claim");
        json.WriteString("environment", claim.Environment);
        Write(json, "hosts", claim.Hosts);
        Write(json, "databases", claim.Databases);
        json.WriteString("system_identifier", claim.SystemIdentifier);
        json.WriteString("claimed_at", claim.At.UtcDateTime);
        json.WriteString("claimed_by", claim.By);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    static string Listed(ImmutableArray<string> texts) => texts.IsEmpty ? "any" : string.Join(", ", texts);
}
