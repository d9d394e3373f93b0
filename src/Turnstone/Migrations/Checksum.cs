namespace Turnstone.Migrations;

/// <summary>A digest of a file's canonical text that says how it was made: <c>v1:sha256:…</c>.</summary>
/// <remarks>
/// Left out of it: lines that only carry <c>-- turnstone: ignore …</c>, and blanks at the end of the file. Neither the file's name nor
/// its folder nor the machine goes into it; the digests of the data files that it names do.
/// </remarks>
public sealed record Checksum(string Text)
{
    internal const string Version1 = "v1:sha256:";

    /// <summary>Whether this version of Turnstone can compute what the text claims to be.</summary>
    public bool IsKnown => Text.StartsWith(Version1, StringComparison.Ordinal);

    public static Checksum Of(string canonical)
    {
        using var builder = new ChecksumBuilder();
        builder.Append(canonical);
        return builder.Build();
    }

    public override string ToString() => Text;
}
