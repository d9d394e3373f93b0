namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;

/// <summary>One row of a catalog query, read from left to right.</summary>
sealed class CatalogRow(NpgsqlDataReader row)
{
    readonly Dictionary<(string, string, string), ObjectId> relations = [];
    int next;

    /// <summary>Begins with the next row.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        next = 0;
        return await row.ReadAsync(stop);
    }

    public uint Oid() => row.GetFieldValue<uint>(next++);

    /// <summary>The number of a column, or 0.</summary>
    public int Column() => row.GetInt32(next++);

    public string Text() => row.GetString(next++);

    public string? OptionalText() => row.IsDBNull(next++) ? null : row.GetString(next - 1);

    /// <summary>A statement or an expression as the server prints it, in the one form that versions share.</summary>
    public string Code() => QueryText.Quoted(Text());

    public string? OptionalCode() => OptionalText() is { } printed ? QueryText.Quoted(printed) : null;

    public bool Flag() => row.GetBoolean(next++);

    public long Number() => row.GetInt64(next++);

    public long? OptionalNumber() => row.IsDBNull(next++) ? null : row.GetInt64(next - 1);

    /// <summary>A <c>"char"</c>, as text: most catalogs' kinds of things.</summary>
    public char Letter() => row.GetString(next++)[0];

    /// <summary>The same, where it may say nothing.</summary>
    public char? OptionalLetter() => row.GetString(next++) is [var letter, ..] ? letter : null;

    /// <summary>Kind, schema and name of what a column, an index, a trigger is part of.</summary>
    /// <remarks>One for all that is part of it: a thousand columns need not each have its own.</remarks>
    public ObjectId Relation()
    {
        var name = (Text(), Text(), Text());
        if (!relations.TryGetValue(name, out var relation))
        {
            relations.Add(name, relation = new(name.Item1, name.Item2, name.Item3));
        }
        return relation;
    }

    /// <summary>A list that was made with <c>json_agg</c> or <c>to_json</c>; null is the empty one.</summary>
    public ImmutableArray<string> Texts() => Items(one => one.GetString()!);

    /// <summary>A list whose order says nothing: options, <c>name=value</c>.</summary>
    public ImmutableArray<string> Options() => [.. Texts().Order(StringComparer.Ordinal)];

    /// <summary>A list of lists.</summary>
    public ImmutableArray<ImmutableArray<string>> Lists() => Items(list => list.EnumerateArray().Select(one => one.GetString()!).ToImmutableArray());

    ImmutableArray<T> Items<T>(Func<JsonElement, T> read)
    {
        if (OptionalText() is not { } json)
        {
            return [];
        }
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }

    /// <summary>An <c>aclitem[]</c> as text beside what <c>acldefault</c> gives the owner and everybody of a new object; null is just that.</summary>
    public ImmutableArray<Grant> Grants() => AccessList.Read(OptionalText(), OptionalText());
}
