namespace Turnstone.Plans;

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Turnstone.Configuration;

/// <summary>The first member of a document that is not what a plan has in its place, said in the words of the file.</summary>
/// <remarks>The serializer finds the same, and says it in the names of types.</remarks>
static class PlanShape
{
    const int LongestShown = 40;

    /// <summary>What is wrong, and at which byte; none where all members are what they should be.</summary>
    /// <param name="plan">What a plan is made of.</param>
    public static (int At, string What)? Misfit(ReadOnlySpan<byte> document, JsonTypeInfo plan)
    {
        var reader = new Utf8JsonReader(document);
        return reader.Read() ? Look(ref reader, document, plan, "") : null;
    }

    static (int At, string What)? Look(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, string path) =>
        Nullable.GetUnderlyingType(type.Type) is { } inner ? Look(ref reader, document, type.Options.GetTypeInfo(inner), path) : type.Kind switch
        {
            JsonTypeInfoKind.Object => LookAtMembers(ref reader, document, type, path),
            JsonTypeInfoKind.Enumerable => LookAtItems(ref reader, document, type, path),
            _ => LookAtValue(ref reader, document, type, path),
        };

    static (int At, string What)? LookAtMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, string path)
    {
        var begin = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Other(reader, document, path, "an object");
        }
        if (type.PolymorphismOptions is { } kinds)
        {
            return LookAtKind(ref reader, document, type, kinds, path);
        }
        return LookAtMembers(ref reader, document, type, path, begin);
    }

    static (int At, string What)? LookAtMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, string path, int begin)
    {
        var known = type.Properties.ToDictionary(property => property.Name);
        var missing = type.Properties.Where(property => property.IsRequired).Select(property => property.Name).ToList();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, at) = (Name(reader), (int)reader.TokenStartIndex);
            reader.Read();
            if (!known.TryGetValue(name, out var property))
            {
                return (at, $"{Shown(path)} has no member '{name}'{(Nearest.To(name, known.Keys) is { } meant ? $"; '{meant}' is one" : "")}.");
            }
            if (Look(ref reader, document, type.Options.GetTypeInfo(property.PropertyType), path.Length == 0 ? name : $"{path}.{name}") is { } misfit)
            {
                return misfit;
            }
            missing.Remove(name);
        }
        return missing is [var first, ..] ? (begin, $"{Shown(path)} lacks its member '{first}'.") : null;
    }

    // Which one it is stands first.
    static (int At, string What)? LookAtKind(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, JsonPolymorphismOptions kinds, string path)
    {
        var (begin, name) = ((int)reader.TokenStartIndex, kinds.TypeDiscriminatorPropertyName);
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || Name(reader) != name || !reader.Read())
        {
            return (begin, $"{Shown(path)} does not begin with its '{name}'.");
        }
        var all = kinds.DerivedTypes.Select(one => $"{one.TypeDiscriminator}").Order(StringComparer.Ordinal).ToList();
        var written = Text(reader);
        return reader.TokenType == JsonTokenType.String && kinds.DerivedTypes.Where(one => $"{one.TypeDiscriminator}" == written).Select(one => one.DerivedType).FirstOrDefault() is { } kind
            ? LookAtMembers(ref reader, document, type.Options.GetTypeInfo(kind), path, begin)
            : Other(reader, document, $"{path}.{name}", all is [var only] ? $"\"{only}\"" : $"one of {string.Join(", ", all)}");
    }

    static (int At, string What)? LookAtItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Other(reader, document, path, "a list");
        }
        var item = type.Options.GetTypeInfo(type.ElementType!);
        for (var number = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (Look(ref reader, document, item, $"{path}[{number}]") is { } misfit)
            {
                return misfit;
            }
        }
        return null;
    }

    static (int At, string What)? LookAtValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, JsonTypeInfo type, string path)
    {
        var before = reader;
        try
        {
            JsonSerializer.Deserialize(ref reader, type);
            return null;
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or FormatException)
        {
            return Other(before, document, path, Expected(type.Type));
        }
    }

    static string Expected(Type type) =>
        type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}"
        : "a whole number";

    static (int At, string What)? Other(Utf8JsonReader reader, ReadOnlySpan<byte> document, string path, string expected)
    {
        var at = (int)reader.TokenStartIndex;
        var written = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            _ => Encoding.UTF8.GetString(document[at..(int)reader.BytesConsumed]),
        };
        return (at, $"{Shown(path)} has to be {expected}, and is {(written.Length <= LongestShown ? written : $"{written[..LongestShown]}…")}.");
    }

    // Half a character in an escape is no name that anybody knows.
    static string Name(Utf8JsonReader reader) => reader.ValueIsEscaped ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;

    static string Text(Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);

    static string Shown(string path) => path.Length == 0 ? "it" : path;
}
