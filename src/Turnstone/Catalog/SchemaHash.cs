namespace Turnstone.Catalog;

using System.Security.Cryptography;
using System.Text;

/// <summary>A fingerprint: equal for equal objects, whatever their server, its version and their numbers there.</summary>
static class SchemaHash
{
    /// <summary>Of everything.</summary>
    public static string Of(Schema schema) => Of(schema.Objects.Values);

    /// <summary>Of one object alone.</summary>
    public static string Of(SchemaObject one) => Of([one]);

    /// <summary>Of some objects and of all that they need.</summary>
    public static string Of(Schema schema, IEnumerable<ObjectId> objects)
    {
        var wanted = new HashSet<ObjectId>();
        var open = new Stack<ObjectId>(objects.Where(schema.Objects.ContainsKey));
        while (open.TryPop(out var id))
        {
            if (wanted.Add(id))
            {
                foreach (var needed in schema.NeedsOf(id))
                {
                    open.Push(needed);
                }
            }
        }
        return Of(wanted.Select(id => schema.Objects[id]));
    }

    // Each text with its length in front, so that no two lists of texts make the same bytes.
    static string Of(IEnumerable<SchemaObject> objects)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in objects.OrderBy(one => one.Id))
        {
            Append(hash, one.Id.ToString());
            foreach (var property in one.Properties.Where(property => property.Value is not null))
            {
                Append(hash, property.Name);
                Append(hash, property.Value!);
            }
            Append(hash, "");
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
