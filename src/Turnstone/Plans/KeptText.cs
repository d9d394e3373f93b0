namespace Turnstone.Plans;

/// <summary>A file's text as the ledger keeps it: each once, by its digest.</summary>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">With its secrets masked; none where it is too long to be kept.</param>
public readonly record struct KeptText(string Content, long Length, string? Text)
{
    /// <summary>SHA-256 of what is kept.</summary>
    public string? Digest => Text is null ? null : Plans.Digest.Of(Text);
}
