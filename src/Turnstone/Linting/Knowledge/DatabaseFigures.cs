namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Catalog.Statistics;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>How much is in a database and how it is used: what <c>turnstone dump --stats</c> wrote, read again.</summary>
public sealed class DatabaseFigures
{
    readonly Dictionary<KnownName, TableFigures> tables;

    DatabaseFigures(JsonElement root)
    {
        Version = (PgVersion)root.GetProperty("postgresql").GetInt32();
        ServerVersion = root.GetProperty("server_version").GetString()!.Split(' ')[0];
        ReadAt = Time(root, "read_at");
        CountedSince = Time(root, "counted_since");
        var columns = StatisticsFile.Elements(root, "columns").Where(one => Number(one, "null_fraction") is not null).ToLookup(one => Name(one, "table"), one => KeyValuePair.Create(Word(one, "name"), Number(one, "null_fraction")!.Value));
        var indexes = StatisticsFile.Elements(root, "indexes").Where(one => Whole(one, "scans") is not null).ToLookup(one => Name(one, "table"), one => KeyValuePair.Create(Word(one, "name"), Whole(one, "scans")!.Value));
        tables = StatisticsFile.Elements(root, "tables").ToDictionary(one => Name(one, "name"), one => new TableFigures(
            Whole(one, "rows"), Whole(one, "heap_bytes") ?? 0, Sum(one, "sequential_scans", "index_scans"), Sum(one, "inserted", "updated", "deleted"))
        {
            NullFractions = columns[Name(one, "name")].ToImmutableDictionary(StringComparer.Ordinal),
            IndexScans = indexes[Name(one, "name")].ToImmutableDictionary(StringComparer.Ordinal),
        });
    }

    public PgVersion Version { get; }

    /// <summary>With its minor release: <c>14.2</c>.</summary>
    public string ServerVersion { get; }

    public DateTimeOffset? ReadAt { get; }

    /// <summary>Since when the server counts what is read and written; none where it never forgot.</summary>
    public DateTimeOffset? CountedSince { get; }

    public TableFigures? Of(KnownName table) => tables.GetValueOrDefault(table);

    /// <param name="shown">What messages call the file.</param>
    public static Checked<DatabaseFigures> Read(string text, string shown) => StatisticsFile.Read(text, shown, root => new DatabaseFigures(root));

    static KnownName Name(JsonElement one, string table) => new(Word(one, "schema"), Word(one, table));

    static string Word(JsonElement one, string name) => one.GetProperty(name).GetString()!;

    static long? Whole(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    static double? Number(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    static long? Sum(JsonElement one, params ReadOnlySpan<string> names)
    {
        long? sum = null;
        foreach (var name in names)
        {
            sum = Whole(one, name) is { } part ? (sum ?? 0) + part : sum;
        }
        return sum;
    }

    static DateTimeOffset? Time(JsonElement root, string name) => root.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String ? time.GetDateTimeOffset() : null;
}
