namespace Turnstone.Plans;

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Turnstone.Diagnostics;

/// <summary>A plan as bytes: what is signed, compared and kept in a file.</summary>
public static class PlanFile
{
    /// <summary>Deterministic JSON, UTF-8, snake_case, with a newline at the end.</summary>
    public static byte[] Write(Plan plan) => [.. JsonSerializer.SerializeToUtf8Bytes(plan, PlanJson.Readable.Plan), (byte)'\n'];

    /// <summary>SHA-256 of the bytes that <see cref="Write"/> gives, in hexadecimal.</summary>
    public static string Digest(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(Write(plan)));

    public static Checked<Plan> Read(ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, PlanJson.Readable.Plan) is { } plan
                ? Checked.Of(plan)
                : Checked.Failed<Plan>(Diagnostic.Error("plan-unreadable", "The plan is empty.", file, "Make it anew: turnstone plan -o plan.json"));
        }
        catch (JsonException trouble)
        {
            return Checked.Failed<Plan>(Diagnostic.Error("plan-unreadable", $"This is not a plan: {trouble.Message}", file,
                "Make it anew: turnstone plan -o plan.json").At((int)(trouble.LineNumber ?? 0) + 1, (int)(trouble.BytePositionInLine ?? 0) + 1));
        }
    }
}

/// <summary>How plans are written: generated at compile time, so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(Plan))]
sealed partial class PlanJson : JsonSerializerContext
{
    public static PlanJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        // SQL is full of quotes and signs that the default encoder would turn into \u0027: safe for HTML, unreadable in a review.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
