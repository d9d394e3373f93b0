namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>A schema that <c>dump --format json</c> wrote, read again.</summary>
public static class SchemaDocument
{
    /// <summary>Whether a text is meant as one.</summary>
    public static bool IsMeant(string text) => text.AsSpan().TrimStart().StartsWith("{");

    /// <param name="shown">What messages call the file.</param>
    public static Checked<Schema> Read(string text, string shown)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (!root.TryGetProperty("format", out var format) || !root.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Array)
            {
                return Broken(shown, "It is no schema: it has no 'format' or no 'objects'.");
            }
            if (format.GetInt32() > SchemaJson.Format)
            {
                return Checked.Failed<Schema>(Diagnostic.Error("dump-newer", $"It was written by a newer Turnstone, as format {format.GetInt32()}; this one reads up to {SchemaJson.Format}.", shown,
                    "Nothing was compared.\nUse the release that wrote it, or write it with this one: turnstone dump --format json -o " + shown));
            }
            return Of(root, [.. objects.EnumerateArray()], shown);
        }
        catch (JsonException cut)
        {
            return Checked.Failed<Schema>(Diagnostic.Error("dump-cut", "The document ends before its end, or is none: it was cut off or edited.", shown, Again(shown))
                .At((int)(cut.LineNumber ?? 0) + 1, (int)(cut.BytePositionInLine ?? 0) + 1));
        }
        catch (Exception other) when (other is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return Broken(shown, $"An object in it is not as one is written: {other.Message}");
        }
    }

    static Checked<Schema> Of(JsonElement root, ImmutableArray<JsonElement> elements, string shown)
    {
        // A part stands behind or before what it is a part of.
        var byName = elements.ToDictionary(one => Text(one, "object")!);
        var ids = new Dictionary<string, ObjectId>();
        if (elements.FirstOrDefault(one => Whole(one) is { } whole && !byName.ContainsKey(whole)) is { ValueKind: JsonValueKind.Object } orphan)
        {
            return Broken(shown, $"{Text(orphan, "object")} is there and what it is a part of is not.");
        }
        var made = elements.Select(one => new RecordedObject(IdOf(one), Properties(one), ConcernOf(Text(one, "severity")))).ToList();
        var needs = from element in elements
                    from needed in element.GetProperty("needs").EnumerateArray()
                    where byName.ContainsKey(needed.GetString()!)
                    select (IdOf(element), IdOf(byName[needed.GetString()!]));
        var version = (PgVersion)root.GetProperty("postgresql").GetInt32();
        var schema = new Schema(version, owner: null, isPublicRead: made.Any(one => one.Id == Objects.Namespace.Named("public")), made, [.. needs]) { IsRecorded = true };
        return SchemaHash.Of(schema) == Text(root, "fingerprint") ? Checked.Of(schema)
            : Checked.Of(schema, Diagnostic.Warning("dump-edited", "The document was edited after it was written; it is taken as it stands.", shown, "To have what the database says: turnstone dump --format json -o " + shown));

        ObjectId IdOf(JsonElement one)
        {
            var name = Text(one, "object")!;
            return ids.TryGetValue(name, out var known) ? known : ids[name] = new(Text(one, "kind")!, Text(one, "schema"), Text(one, "name")!)
            {
                Signature = Text(one, "signature"),
                Of = Whole(one) is { } whole ? IdOf(byName[whole]) : null,
            };
        }
    }

    static ImmutableArray<Property> Properties(JsonElement one)
    {
        var severities = one.TryGetProperty("severities", out var said) ? said : default;
        return
        [
            .. one.GetProperty("properties").EnumerateObject().Select(property =>
                new Property(property.Name, property.Value.GetString(), ConcernOf(severities.ValueKind == JsonValueKind.Object ? Text(severities, property.Name) : null))),
        ];
    }

    static Concern ConcernOf(string? severity) => severity switch { "security" => Concern.Security, "cosmetic" => Concern.Cosmetic, _ => Concern.Integrity };

    static string? Whole(JsonElement one) => Text(one, "of");

    static string? Text(JsonElement one, string member) => one.TryGetProperty(member, out var value) ? value.GetString() : null;

    static Checked<Schema> Broken(string shown, string message) => Checked.Failed<Schema>(Diagnostic.Error("dump-broken", message, shown, Again(shown)));

    static string Again(string shown) => "Nothing was compared.\nWrite it again: turnstone dump --format json -o " + shown;
}
