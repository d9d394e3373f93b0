namespace Turnstone.Catalog;

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

/// <summary>A fingerprint: equal for equal objects, whatever their server, its version and their numbers there.</summary>
static class SchemaHash
{
    /// <summary>Of everything.</summary>
    public static string Of(Schema schema) => Of(schema.Objects.Values, (_, _, _) => { });

    /// <summary>Of everything, and on the way of each object alone.</summary>
    /// <param name="each">Hears of each with what it is called, and its digest.</param>
    public static string Of(Schema schema, Action<SchemaObject, string, string> each) =>
        Of(schema.Objects.Values, (one, name, bytes) => each(one, name, Convert.ToHexStringLower(SHA256.HashData(bytes))));

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
        return Of(wanted.Select(id => schema.Objects[id]), (_, _, _) => { });
    }

    delegate void Hearer(SchemaObject one, string name, ReadOnlySpan<byte> bytes);

    static string Of(IEnumerable<SchemaObject> objects, Hearer each)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var one in objects.OrderBy(one => one.Id))
        {
            var name = one.Id.ToString();
            bytes.ResetWrittenCount();
            Append(bytes, name);
            foreach (var property in one.Properties.Where(property => property.Value is not null))
            {
                Append(bytes, property.Name);
                Append(bytes, property.Value!);
            }
            Append(bytes, "");
            hash.AppendData(bytes.WrittenSpan);
            each(one, name, bytes.WrittenSpan);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Each text with its length in front, so that no two lists of texts make the same bytes.
    static void Append(ArrayBufferWriter<byte> bytes, string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
        bytes.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
