namespace Turnstone.Signing;

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>What somebody signs: that something holds (the predicate) of things with these digests. An in-toto statement, version 1.</summary>
/// <remarks>https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md</remarks>
/// <param name="PredicateType">A URI that says how to understand the predicate.</param>
/// <param name="Predicate">An object; none where the type says it all.</param>
public sealed record InTotoStatement(ImmutableArray<InTotoSubject> Subjects, string PredicateType, JsonElement? Predicate)
{
    /// <summary>What an envelope calls such a payload.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    const string Type = "https://in-toto.io/Statement/v1";

    const int Sha256Digits = 64;

    static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same statement gives the same bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("_type", Type);
            json.WriteStartArray("subject");
            foreach (var subject in Subjects)
            {
                json.WriteStartObject();
                json.WriteString("name", subject.Name);
                json.WriteStartObject("digest");
                json.WriteString("sha256", subject.Sha256);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("predicateType", PredicateType);
            if (Predicate is { } predicate)
            {
                json.WritePropertyName("predicate");
                predicate.WriteTo(json);
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>The statement of an envelope whose signatures were believed; or everything that is wrong with it.</summary>
    /// <param name="file">How messages call the envelope.</param>
    public static Checked<InTotoStatement> Read(TrustedEnvelope trusted, string file)
    {
        var envelope = trusted.Envelope;
        if (envelope.PayloadType != PayloadType)
        {
            return Checked.Failed<InTotoStatement>(Unreadable($"its payload is '{envelope.PayloadType}', no '{PayloadType}'", file));
        }
        if (StrictJson.Read(envelope.Payload.AsSpan(), out var trouble, out _) is not { } root)
        {
            return Checked.Failed<InTotoStatement>(Unreadable(trouble, file));
        }
        var problems = new List<string>();
        var members = new Members(root, "", problems);
        if (members.Text("_type") is { } type && type != Type)
        {
            problems.Add($"'_type' is '{type}', no '{Type}'");
        }
        ImmutableArray<InTotoSubject> subjects = [.. members.Objects("subject").Select(one => new InTotoSubject(one.Text("name") ?? "", DigestOf(one, problems)))];
        var predicateType = members.Text("predicateType");
        var predicate = root.TryGetProperty("predicate", out var said) && said.ValueKind != JsonValueKind.Null ? said : (JsonElement?)null;
        if (predicate is { ValueKind: not JsonValueKind.Object } other)
        {
            problems.Add($"'predicate' is {StrictJson.Called(other.ValueKind)}, no object");
        }
        return problems.Count == 0
            ? Checked.Of(new InTotoStatement(subjects, predicateType!, predicate))
            : Checked.Failed<InTotoStatement>(problems.Select(problem => Unreadable(problem, file)));
    }

    static string DigestOf(Members subject, List<string> problems)
    {
        var digest = subject.Object("digest")?.Text("sha256");
        if (digest is not null && !(digest.Length == Sha256Digits && digest.All(char.IsAsciiHexDigitLower)))
        {
            problems.Add($"'{digest}' is no SHA-256");
        }
        return digest ?? "";
    }

    static Diagnostic Unreadable(string problem, string file) => Diagnostic.Error("statement-unreadable",
        $"What is signed here is no in-toto statement: {problem}.", file, "It was signed as it is: ask whoever signed it what it is.");
}
