namespace Turnstone.Plans;

using System.Text.Json.Serialization;

/// <summary>What takes a migration back: kept when it is applied, so that an image that does not have the file can undo it.</summary>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">With its secrets masked; none where it is too long to be kept.</param>
public sealed record PlannedUndo(string File, string Checksum, string Content, long Length, string? Text)
{
    [JsonIgnore]
    public KeptText Kept => new(Content, Length, Text);
}
