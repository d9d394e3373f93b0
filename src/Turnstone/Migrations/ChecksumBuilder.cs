namespace Turnstone.Migrations;

using System.Text;
using Turnstone.Text;

/// <summary>Makes the checksum of a text that comes in pieces of whole lines.</summary>
sealed class ChecksumBuilder : IDisposable
{
    readonly TextHash hash = new();

    // They may turn out to end the file.
    readonly StringBuilder blanks = new();

    /// <summary>Takes lines with their line ends; a piece of a long line is taken for one.</summary>
    public void Append(ReadOnlySpan<char> lines)
    {
        if (!lines.Contains(Directives.Mark, StringComparison.Ordinal))
        {
            Count(lines);
            return;
        }
        while (!lines.IsEmpty)
        {
            var newline = lines.IndexOf('\n');
            var line = newline < 0 ? lines : lines[..(newline + 1)];
            if (!Directives.IsIgnoreLine(line.TrimEnd('\n').ToString()))
            {
                Count(line);
            }
            lines = lines[line.Length..];
        }
    }

    /// <summary>The checksum of the text and of the data files that it names.</summary>
    public Checksum Build(params IEnumerable<string> dataDigests)
    {
        foreach (var digest in dataDigests)
        {
            hash.Append($"\0{digest}");
        }
        return new(Checksum.Version1 + hash.Finish());
    }

    public void Dispose() => hash.Dispose();

    void Count(ReadOnlySpan<char> text)
    {
        var counted = text.TrimEnd();
        if (!counted.IsEmpty)
        {
            foreach (var chunk in blanks.GetChunks())
            {
                hash.Append(chunk.Span);
            }
            blanks.Clear();
            hash.Append(counted);
        }
        blanks.Append(text[counted.Length..]);
    }
}
