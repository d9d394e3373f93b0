namespace Turnstone.Plans;

using System.Text.Json.Serialization;

/// <summary>A file that belongs to a migration: its undo, kept so that an image without the file can take it back; a hook around it.</summary>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">With its secrets masked; none where it is too long to be kept.</param>
public sealed record PlannedFile(string File, string Checksum, string Content, long Length, string? Text)
{
    [JsonIgnore]
    public KeptText Kept => new(Content, Length, Text);
}
