namespace Turnstone.Plans;

using Turnstone.Migrations;
using Turnstone.Text;

/// <summary>A file's text as the ledger keeps it: each once, by its digest.</summary>
/// <param name="Content">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Length">Of the canonical text in bytes of UTF-8.</param>
/// <param name="Text">With its secrets masked; none where it is too long to be kept.</param>
public readonly record struct KeptText(string Content, long Length, string? Text)
{
    /// <param name="keep">The longest text that is kept whole, in bytes.</param>
    internal static KeptText Of(SourceText text, long keep) =>
        new(text.Sha256, text.Length, text.Whole is { } whole && text.Length <= keep ? Masking.MaskSql(whole) : null);

    /// <summary>SHA-256 of what is kept.</summary>
    public string? Digest => Text is null ? null : Plans.Digest.Of(Text);
}
