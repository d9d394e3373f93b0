namespace Turnstone.Signing;

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>An envelope as JSON: <c>evidence.dsse.json</c>.</summary>
public static class EnvelopeFile
{
    static readonly string[] Names = ["payloadType", "payload", "signatures"];

    static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same envelope gives the same bytes, with a newline at the end.</summary>
    public static byte[] Write(Envelope envelope)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("payloadType", envelope.PayloadType);
            json.WriteBase64String("payload", envelope.Payload.AsSpan());
            json.WriteStartArray("signatures");
            foreach (var signature in envelope.Signatures)
            {
                json.WriteStartObject();
                if (signature.KeyId is { } id)
                {
                    json.WriteString("keyid", id);
                }
                json.WriteBase64String("sig", signature.Bytes.AsSpan());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The envelope, which nobody has believed yet; or everything that is wrong with the file. Members that DSSE does not know are left alone, as it asks.</summary>
    /// <param name="file">How messages call it.</param>
    public static Checked<Envelope> Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (StrictJson.Read(bytes, out var trouble, out var place) is not { } root)
        {
            var said = Unreadable(trouble, file);
            return Checked.Failed<Envelope>(place is { } at ? said.At(at.Line, at.Column) : said);
        }
        if (!Names.Any(name => root.TryGetProperty(name, out _)))
        {
            return Checked.Failed<Envelope>(PlanFile.IsOne(bytes)
                ? Unreadable("it is a plan", file) with { Help = "Evidence about it is what verify signs: turnstone verify plan.json -o evidence.dsse.json --key NAME" }
                : Unreadable($"it has none of {string.Join(", ", Names)}", file));
        }
        var problems = new List<string>();
        var members = new Members(root, "", problems);
        var type = members.Text("payloadType");
        var payload = members.Bytes("payload");
        ImmutableArray<EnvelopeSignature> signatures =
            [.. members.Objects("signatures").Select(one => new EnvelopeSignature(one.TextOrNone("keyid"), [.. one.Bytes("sig") ?? []]))];
        return problems.Count == 0
            ? Checked.Of(new Envelope(type!, [.. payload!], signatures))
            : Checked.Failed<Envelope>(problems.Select(problem => Unreadable(problem, file)));
    }

    static Diagnostic Unreadable(string problem, string file) => Diagnostic.Error("envelope-unreadable", $"This is no signed envelope: {problem}.", file,
        "It was damaged on its way, or is something else. Take it anew from where it was made.");
}
