namespace Turnstone.Plans;

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Turnstone.Diagnostics;

/// <summary>A plan as bytes: what is signed, compared and kept in a file.</summary>
public static class PlanFile
{
    static readonly JsonTypeInfo<Plan> Contract = (JsonTypeInfo<Plan>)new JsonSerializerOptions
    {
        TypeInfoResolver = PlanJson.Default.WithAddedModifier(AllowMissing),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        // SQL is full of quotes and signs that the default encoder would turn into \u0027: safe for HTML, unreadable in a review.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(Plan));

    /// <summary>Deterministic JSON, UTF-8, snake_case, with a newline at the end.</summary>
    public static byte[] Write(Plan plan) => [.. JsonSerializer.SerializeToUtf8Bytes(plan, Contract), (byte)'\n'];

    /// <summary>SHA-256 of the bytes that <see cref="Write"/> gives, in hexadecimal.</summary>
    public static string Digest(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(Write(plan)));

    public static Checked<Plan> Read(ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Contract) is { } plan
                ? Checked.Of(plan)
                : Checked.Failed<Plan>(Unreadable("The plan is empty.", file));
        }
        catch (JsonException trouble)
        {
            return Checked.Failed<Plan>(Unreadable($"This is not a plan: {trouble.Message}", file)
                .At((int)(trouble.LineNumber ?? 0) + 1, (int)(trouble.BytePositionInLine ?? 0) + 1));
        }
        catch (NotSupportedException trouble)
        {
            // A step that does not say its kind.
            return Checked.Failed<Plan>(Unreadable($"This is not a plan: {trouble.Message}", file));
        }
    }

    static Diagnostic Unreadable(string message, string file) =>
        Diagnostic.Error("plan-unreadable", message, file, "Make it anew: turnstone plan -o plan.json");

    // What is null is not written, so what may be null may be missing; everything else has to be there.
    static void AllowMissing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsSetNullable))
        {
            property.IsRequired = false;
        }
    }
}

/// <summary>How a plan is put together, generated at compile time so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(Plan))]
sealed partial class PlanJson : JsonSerializerContext;
