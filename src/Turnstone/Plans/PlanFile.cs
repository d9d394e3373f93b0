namespace Turnstone.Plans;

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Turnstone.Diagnostics;

/// <summary>A plan as bytes: what is signed, compared and kept in a file.</summary>
/// <remarks>The same plan gives the same bytes, and no other bytes give it: a file that was edited, converted or cut off is none.</remarks>
public static class PlanFile
{
    /// <summary>The number of the documents that this release writes and reads.</summary>
    public const int Format = 1;

    // The last member is the digest of everything before it.
    static readonly byte[] SealBegin = Encoding.UTF8.GetBytes(",\n  \"sha256\": \"");
    static readonly byte[] SealEnd = Encoding.UTF8.GetBytes("\"\n}\n");
    static readonly byte[] BodyEnd = Encoding.UTF8.GetBytes("\n}");

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
    public static byte[] Write(Plan plan)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(plan, Contract);
        return [.. body.AsSpan()[..^BodyEnd.Length], .. SealBegin, .. Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body))), .. SealEnd];
    }

    /// <summary>SHA-256 of the bytes that <see cref="Write"/> gives, in hexadecimal.</summary>
    public static string Digest(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(Write(plan)));

    /// <param name="file">What messages call it.</param>
    public static Checked<Plan> Read(ReadOnlySpan<byte> bytes, string file)
    {
        var scan = PlanScan.Of(bytes);
        if (scan.Trouble is { } trouble)
        {
            return Checked.Failed<Plan>((scan.IsNewer ? Newer(trouble, file) : IsOne(bytes) ? Unreadable(trouble, file) : Foreign(trouble, file)).At(scan.Line, scan.Column));
        }
        if (bytes.IndexOf((byte)'\r') is >= 0 and var converted)
        {
            var (row, column) = PlanScan.PlaceOf(bytes, converted);
            return Checked.Failed<Plan>(Unreadable("The plan was edited: its line ends were converted.", file).At(row, column));
        }
        var read = Parse(BodyOf(bytes), file);
        if (!read.Passed)
        {
            return read;
        }
        if (Misfit(read.Value, scan) is var (line, what))
        {
            return Checked.Failed<Plan>(Unreadable(what, file).At(line, 1));
        }
        return Write(read.Value) is var own && own.AsSpan().SequenceEqual(bytes) ? read : Checked.Failed<Plan>(Edited(own, bytes, file));
    }

    /// <summary>Whether these bytes are a plan, or were one before somebody edited or cut it, or are none at all: what may be written over with another one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.Trim(" \t\r\n"u8).IsEmpty || PlanScan.Of(bytes).IsPlan;

    // Without its seal, where it ends with one.
    static byte[] BodyOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length - SealEnd.Length - (2 * SHA256.HashSizeInBytes) - SealBegin.Length;
        return end > 0 && bytes.EndsWith(SealEnd) && bytes[end..].StartsWith(SealBegin) ? [.. bytes[..end], .. BodyEnd] : bytes.ToArray();
    }

    static Checked<Plan> Parse(ReadOnlySpan<byte> body, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Contract) is { } plan
                ? Checked.Of(plan)
                : Checked.Failed<Plan>(Unreadable("The plan is empty.", file));
        }
        catch (JsonException trouble)
        {
            var (row, at) = ((int)(trouble.LineNumber ?? 0) + 1, (int)(trouble.BytePositionInLine ?? 0) + 1);
            return Checked.Failed<Plan>(trouble.Path == "$.sha256"
                ? Unreadable("The plan was edited: its end is not as Turnstone wrote it.", file).At(row, at)
                : Misshapen(body, file) ?? Unreadable("The plan was edited: here it is not as Turnstone wrote it.", file).At(row, at));
        }
        catch (Exception trouble) when (trouble is NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // A step that does not say its kind; half a character in an escape.
            return Checked.Failed<Plan>(Misshapen(body, file) ?? Unreadable("The plan was edited: a text in it is none.", file));
        }
    }

    static Diagnostic? Misshapen(ReadOnlySpan<byte> body, string file)
    {
        if (PlanShape.Misfit(body, Contract) is not var (at, what))
        {
            return null;
        }
        var (line, column) = PlanScan.PlaceOf(body, at);
        return Unreadable($"The plan was edited: {what}", file).At(line, column);
    }

    // What could be read and is no plan all the same.
    static (int Line, string What)? Misfit(Plan plan, PlanScan scan)
    {
        var number = 0;
        foreach (var migration in plan.Migrations.Concat(plan.AfterError is { } hook ? [hook] : []))
        {
            var last = 0;
            foreach (var step in migration.Steps)
            {
                var line = scan.LineOfStep(number++);
                if (step.Ordinal <= last || step.Ordinal > migration.Of)
                {
                    return (line, $"Step {step.Ordinal} of {migration.Name} is not in its place among {migration.Of}: the file was edited.");
                }
                if (step is SqlStep { Range: null } sql && DigestOf(sql) != sql.Digest)
                {
                    return (line, $"Step {step.Ordinal} of {migration.Name} does not have the digest of its statements: they were edited.");
                }
                last = step.Ordinal;
            }
            if (last == 0)
            {
                return (scan.LineOfStep(number), $"{migration.Name} has no step: the file was edited.");
            }
        }
        return null;
    }

    static string DigestOf(SqlStep step)
    {
        using var digest = new StepDigest();
        foreach (var statement in step.Statements)
        {
            digest.Add(statement);
        }
        return digest.Finish();
    }

    static Diagnostic Edited(ReadOnlySpan<byte> own, ReadOnlySpan<byte> bytes, string file)
    {
        var at = own.CommonPrefixLength(bytes);
        var (line, column) = PlanScan.PlaceOf(bytes, at);
        var what = at >= own.Length - SealEnd.Length - (2 * SHA256.HashSizeInBytes) ? "something in it no longer fits the digest at its end" : "here it is not as Turnstone wrote it";
        return Unreadable($"The plan was edited: {what}.", file).At(line, column);
    }

    static Diagnostic Unreadable(string message, string file) =>
        Diagnostic.Error("plan-unreadable", message, file, $"Make it anew: turnstone plan -o {file}");

    // What it is somebody may need, so that another name is said.
    static Diagnostic Foreign(string message, string file) =>
        Diagnostic.Error("plan-unreadable", message, file, $"Give a plan; to make one: turnstone plan -o {(file == "plan.json" ? "new-plan.json" : "plan.json")}");

    static Diagnostic Newer(string message, string file) =>
        Diagnostic.Error("plan-newer", message, file, $"Use the release that made it; or make it anew: turnstone plan -o {file}");

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
