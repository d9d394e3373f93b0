namespace Turnstone.Signing;

using System.Text.Json;

/// <summary>The members of an object that have to be there. What is missing or of another kind is told, and read as nothing; others do not count.</summary>
/// <param name="path">Where the object stands: <c>signatures[0].</c>; empty for the outermost.</param>
/// <param name="problems">Every one of them, as a sentence without its end.</param>
sealed class Members(JsonElement owner, string path, ICollection<string> problems)
{
    public string? Text(string name) => Of(name, JsonValueKind.String) is { } member ? Valid(member, name) : null;

    /// <summary>None where it is missing, null or empty: that is no problem.</summary>
    public string? TextOrNone(string name) =>
        owner.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null && Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>One that is no Base64 is told.</summary>
    public byte[]? Bytes(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (DecodeBase64(text) is not { } bytes)
        {
            problems.Add($"'{path}{name}' is no Base64");
            return null;
        }
        return bytes;
    }

    public Members? Object(string name) => Of(name, JsonValueKind.Object) is { } member ? new(member, $"{path}{name}.", problems) : null;

    /// <summary>The objects of a list that holds at least one.</summary>
    public IEnumerable<Members> Objects(string name)
    {
        if (Of(name, JsonValueKind.Array) is not { } list)
        {
            yield break;
        }
        if (list.GetArrayLength() == 0)
        {
            problems.Add($"'{path}{name}' is empty");
        }
        foreach (var (at, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return new(item, $"{path}{name}[{at}].", problems);
            }
            else
            {
                problems.Add($"'{path}{name}[{at}]' is {StrictJson.Called(item.ValueKind)}, no object");
            }
        }
    }

    JsonElement? Of(string name, JsonValueKind kind)
    {
        if (!owner.TryGetProperty(name, out var member))
        {
            problems.Add($"'{path}{name}' is missing");
            return null;
        }
        if (member.ValueKind != kind)
        {
            problems.Add($"'{path}{name}' is {StrictJson.Called(member.ValueKind)}, where {StrictJson.Called(kind)} is wanted");
            return null;
        }
        return member;
    }

    string? Valid(JsonElement member, string name)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as \ud800.
            problems.Add($"'{path}{name}' is no valid text");
            return null;
        }
    }

    // Both alphabets of RFC 4648 count; the blanks that .NET would skip do not.
    static byte[]? DecodeBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        var isUnpadded = plain != text && !text.Contains('=', StringComparison.Ordinal);
        plain = isUnpadded ? plain.PadRight((plain.Length + 3) / 4 * 4, '=') : plain;
        var bytes = new byte[plain.Length / 4 * 3];
        return !plain.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(plain, bytes, out var length) ? bytes[..length] : null;
    }
}
