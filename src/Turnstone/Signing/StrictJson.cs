namespace Turnstone.Signing;

using System.Text.Json;
using System.Text.Unicode;

/// <summary>Reads JSON that somebody signed, or says that he did: what two readers could understand in two ways is refused.</summary>
static class StrictJson
{
    static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>The object; or none.</summary>
    /// <param name="trouble">What is wrong with the text then, as a message goes on.</param>
    /// <param name="place">Where, from 1, as far as that is known.</param>
    public static JsonElement? Read(ReadOnlySpan<byte> bytes, out string trouble, out (int Line, int Column)? place)
    {
        (trouble, place) = ("it is not UTF-8", null);
        if (!Utf8.IsValid(bytes))
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray());
            var root = document.RootElement.Clone();
            trouble = Twice(root) is { } name ? $"it says '{name}' twice" : $"it is {Called(root.ValueKind)}, no object";
            return root.ValueKind == JsonValueKind.Object && Twice(root) is null ? root : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: the reader asks for no name before somebody wants to know it.
            trouble = "a name in it is no valid text";
            return null;
        }
        catch (JsonException failure)
        {
            var (isEmpty, isCutOff) = (bytes.TrimEnd(Blanks).IsEmpty, IsCutOff(bytes.TrimEnd(Blanks)));
            trouble = isEmpty ? "it is empty" : isCutOff ? "it is cut off" : $"it is no JSON: {FirstSentence(failure.Message)}";
            place = !isCutOff && failure is { LineNumber: { } line, BytePositionInLine: { } column } ? ((int)line + 1, (int)column + 1) : null;
            return null;
        }
    }

    public static string Called(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    // The first name that one object has more than once.
    static string? Twice(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? value.EnumerateObject().Select(member => Twice(member.Value)).FirstOrDefault(name => name is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(Twice).FirstOrDefault(name => name is not null),
        _ => null,
    };

    // A reader that is told that more comes has nothing to complain of.
    static bool IsCutOff(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }
            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static string FirstSentence(string message) => message.Split(". ")[0].TrimEnd('.');
}
