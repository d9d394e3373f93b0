namespace Turnstone.Catalog.Statistics;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>How much is in a database, how it is used and what it stands on: figures and names, never a value of a row.</summary>
/// <param name="Facts">The members that stand by themselves, as one JSON object.</param>
/// <param name="Lists">Each list with its elements, JSON as the server wrote it.</param>
public sealed record DatabaseStatistics(string Facts, ImmutableArray<(string Name, ImmutableArray<string> Elements)> Lists)
{
    const int Format = 1;

    /// <summary>What the server counts of queries.</summary>
    public required QueryRates Queries { get; init; }

    /// <summary>What the role may not see, and what it takes to see it.</summary>
    public ImmutableArray<Diagnostic> Hidden { get; init; } = [];

    /// <summary>The members of the document.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("format", Format);
        using (var facts = JsonDocument.Parse(Facts))
        {
            foreach (var fact in facts.RootElement.EnumerateObject())
            {
                fact.WriteTo(json);
            }
        }
        foreach (var (name, elements) in Lists)
        {
            WriteList(json, name, elements);
        }
        Queries.Write(json);
        json.WriteStartArray("not_visible");
        foreach (var hidden in Hidden)
        {
            json.WriteStartObject();
            json.WriteString("what", hidden.Message);
            json.WriteString("help", hidden.Help);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>How many elements a list has.</summary>
    public int Count(string list) => Lists.First(one => one.Name == list).Elements.Length;

    internal static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> elements)
    {
        json.WriteStartArray(name);
        foreach (var element in elements)
        {
            // Read and written again, so that it is indented like the rest.
            using var read = JsonDocument.Parse(element);
            read.RootElement.WriteTo(json);
        }
        json.WriteEndArray();
    }
}
