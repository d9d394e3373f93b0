namespace Turnstone.Cli.Rendering;

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnstone.Text;

/// <summary>A JSON document on its way out: every string is masked for itself.</summary>
/// <remarks>A literal that lacks its closing quote must not take the rest of the document with it.</remarks>
sealed class MaskedJson(Masking masking, bool indented)
{
    // Names and SQL keep their quotes and signs: this JSON is read by programs and people, never put into a page.
    readonly JsonWriterOptions options = new() { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object with these members.</summary>
    /// <param name="showsSecrets">Whether it is left as it is.</param>
    public string Write(Action<Utf8JsonWriter> members, bool showsSecrets)
    {
        var document = Bytes(json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        });
        if (!showsSecrets)
        {
            using var read = JsonDocument.Parse(document);
            document = Bytes(json => Write(json, read.RootElement));
        }
        return Encoding.UTF8.GetString(document);
    }

    byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, options))
        {
            write(json);
        }
        return stream.ToArray();
    }

    void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var one in element.EnumerateArray())
                {
                    Write(json, one);
                }
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(masking.Mask(element.GetString()!));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
