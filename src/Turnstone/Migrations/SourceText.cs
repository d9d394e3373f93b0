namespace Turnstone.Migrations;

using System.Text;
using Turnstone.Text;

/// <summary>The canonical text of a file of any length: in memory where it is short, else read from the file again whenever it is asked for.</summary>
public sealed class SourceText
{
    readonly Func<TextReader> open;
    string? sha256;

    /// <summary>A text that is in memory.</summary>
    public SourceText(string whole)
    {
        Whole = whole;
        Length = Encoding.UTF8.GetByteCount(whole);
        open = () => new StringReader(whole);
    }

    internal SourceText(Func<TextReader> open, string sha256, long length)
    {
        this.open = open;
        this.sha256 = sha256;
        Length = length;
    }

    /// <summary>All of it; none where it is too long to be kept in memory.</summary>
    public string? Whole { get; }

    /// <summary>In bytes of UTF-8.</summary>
    public long Length { get; }

    /// <summary>SHA-256 over its UTF-8, in lower-case hexadecimal.</summary>
    public string Sha256 => sha256 ??= Hash(Whole!);

    /// <summary>Reads it from its beginning.</summary>
    /// <exception cref="Diagnostics.FailureException">The file is gone or cannot be read; so says every reading of what it holds by then.</exception>
    public TextReader Open() => open();

    static string Hash(string text)
    {
        using var hash = new TextHash();
        hash.Append(text);
        return hash.Finish();
    }
}
