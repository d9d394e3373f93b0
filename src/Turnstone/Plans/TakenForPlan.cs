namespace Turnstone.Plans;

using System.Text;
using System.Text.Json;

/// <summary>What a document is that somebody takes for a plan, by what it begins with.</summary>
static class TakenForPlan
{
    // Of reports of others; SARIF begins with either of the last two.
    static readonly string[] Reports = ["findings", "digest", "runs", "$schema"];

    /// <summary>In words, the end of a sentence; none where nobody knows it.</summary>
    public static string? Words(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document, isFinalBlock: false, state: default);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? Words(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Words(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan) switch
    {
        "turnstone" => Verb(ref reader) is { } verb ? $"what 'turnstone {verb} --json' prints" : "what a verb prints with --json",
        "payloadType" => "a signed envelope, and so evidence at most, which stands beside a plan: --evidence",
        var first when Reports.Contains(first) => "a report",
        _ => null,
    };

    static string? Verb(ref Utf8JsonReader reader) => reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("verb"u8)
        && reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
