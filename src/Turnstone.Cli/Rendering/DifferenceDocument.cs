namespace Turnstone.Cli.Rendering;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Catalog;

/// <summary>Differences as members of a JSON document: one for each object that only one side has, and for each thing in which an object of both is not alike.</summary>
static class DifferenceDocument
{
    /// <param name="change">The statements that make the two sides alike.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<Difference> differences, ImmutableArray<ChangeStatement> change)
    {
        var statements = change.ToLookup(statement => statement.Object, statement => $"{statement.Sql};");
        json.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            if (difference.Properties.IsEmpty)
            {
                Write(json, difference, null, statements[difference.Id]);
            }
            foreach (var property in difference.Properties)
            {
                Write(json, difference, property, statements[difference.Id]);
            }
        }
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Difference difference, PropertyChange? property, IEnumerable<string> sql)
    {
        json.WriteStartObject();
        json.WriteString("object", difference.Id.ToString());
        json.WriteString("kind", difference.Id.Kind);
        json.WriteString("change", JsonNamingPolicy.SnakeCaseLower.ConvertName(difference.Kind.ToString()));
        json.WriteString("severity", JsonNamingPolicy.SnakeCaseLower.ConvertName((property?.Concern ?? difference.Concern).ToString()));
        if (property is { } changed)
        {
            json.WriteString("property", changed.Name);
            json.WriteString("expected", changed.From);
            json.WriteString("actual", changed.To);
        }
        json.WriteString("sql", string.Join('\n', sql));
        json.WriteEndObject();
    }
}
