namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text.Json;

/// <summary>A schema as a JSON document: each object with what is so of it, what it needs and the statements that make it.</summary>
/// <remarks>Enough to compare with, where no server of its version can be had; to make one schema of another it takes the real ones.</remarks>
public static class SchemaJson
{
    /// <summary>Rises where a reader of the one before would take it for something else.</summary>
    internal const int Format = 1;

    /// <summary>The members of the document.</summary>
    public static void Write(Utf8JsonWriter json, Schema schema)
    {
        json.WriteNumber("format", Format);
        json.WriteNumber("postgresql", (int)schema.Version);
        json.WriteString("fingerprint", SchemaHash.Of(schema));
        json.WriteStartArray("objects");
        foreach (var one in schema.Objects.Values.OrderBy(one => one.Id))
        {
            json.WriteStartObject();
            WriteId(json, one.Id);
            json.WriteStartObject("properties");
            foreach (var property in one.Properties.Where(property => property.Value is not null))
            {
                json.WriteString(property.Name, property.Value);
            }
            json.WriteEndObject();
            WriteSeverities(json, one);
            WriteIds(json, "needs", schema.NeedsOf(one.Id));
            json.WriteStartArray("sql");
            foreach (var statement in one.Create(schema).Concat(Belongings.Of(one, [])).Concat(one.Finish()).Where(statement => !statement.IsEmpty))
            {
                json.WriteStringValue(statement.ToString());
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Of what is no integrity: that is what goes unsaid.
    static void WriteSeverities(Utf8JsonWriter json, SchemaObject one)
    {
        if (one.Concern != Concern.Integrity)
        {
            json.WriteString("severity", Word(one.Concern));
        }
        if (one.Properties.Where(property => property.Value is not null && property.Concern != Concern.Integrity).ToList() is not { Count: > 0 } special)
        {
            return;
        }
        json.WriteStartObject("severities");
        foreach (var property in special)
        {
            json.WriteString(property.Name, Word(property.Concern));
        }
        json.WriteEndObject();
    }

    static string Word(Concern concern) => JsonNamingPolicy.SnakeCaseLower.ConvertName(concern.ToString());

    static void WriteIds(Utf8JsonWriter json, string name, ImmutableArray<ObjectId> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteStringValue(id.ToString());
        }
        json.WriteEndArray();
    }

    static void WriteId(Utf8JsonWriter json, ObjectId id)
    {
        json.WriteString("object", id.ToString());
        json.WriteString("kind", id.Kind);
        json.WriteString("schema", id.Schema);
        json.WriteString("name", id.Name);
        if (id.Signature is not null)
        {
            json.WriteString("signature", id.Signature);
        }
        if (id.Of is { } whole)
        {
            json.WriteString("of", whole.ToString());
        }
    }
}
