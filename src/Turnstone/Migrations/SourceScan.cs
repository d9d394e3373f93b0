namespace Turnstone.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>One pass over a file: its text, what its checksum is made of, its first lines, and whether it may speak of data files.</summary>
sealed class SourceScan : IDisposable
{
    const int Piece = 64 * 1024;

    SourceScan()
    {
    }

    public required SourceText Text { get; init; }

    /// <summary>What the directives of the whole file are read from.</summary>
    public required string Head { get; init; }

    public required bool MentionsCopy { get; init; }

    public required ChecksumBuilder Checksum { get; init; }

    /// <param name="keep">The longest text that is kept in memory, in bytes.</param>
    public static Checked<SourceScan> Read(string path, string shown, long keep)
    {
        try
        {
            return Short(path, keep) is { } bytes ? OfShort(CanonicalText.Read(bytes, shown), shown) : OfLong(path, shown, keep);
        }
        catch (FailureException trouble)
        {
            return Checked.Failed<SourceScan>(trouble.Diagnostic);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Checked.Failed<SourceScan>(CanonicalReader.Unreadable(trouble, shown).Diagnostic);
        }
    }

    public void Dispose() => Checksum.Dispose();

    // With as few calls of the system as there can be: of ten thousand files each is felt.
    static byte[]? Short(string path, long keep)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > keep)
        {
            return null;
        }
        var bytes = new byte[length];
        var filled = 0;
        while (filled < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(filled), filled) is > 0 and var read)
        {
            filled += read;
        }
        return filled == bytes.Length ? bytes : bytes[..filled];
    }

    static Checked<SourceScan> OfShort(Checked<string> text, string shown)
    {
        if (!text.Passed)
        {
            return Checked.Failed<SourceScan>(text.Diagnostics);
        }
        var marks = new ForeignMarks(shown);
        marks.Append(text.Value);
        return Checked.Of(Of(text.Value), [.. text.Diagnostics, .. marks.Found]);
    }

    static SourceScan Of(string text)
    {
        var checksum = new ChecksumBuilder();
        checksum.Append(text);
        return new() { Text = new(text), Head = text, MentionsCopy = CopyDirective.IsMentioned(text), Checksum = checksum };
    }

    static Checked<SourceScan> OfLong(string path, string shown, long keep)
    {
        var checksum = new ChecksumBuilder();
        using var content = new TextHash();
        string? head = null;
        var mentionsCopy = false;
        var marks = new ForeignMarks(shown);
        List<Diagnostic> said = [];
        using (var reader = CanonicalReader.Open(path, shown))
        {
            foreach (var lines in Lines(reader))
            {
                content.Append(lines.Span);
                checksum.Append(lines.Span);
                head ??= lines.ToString();
                mentionsCopy |= CopyDirective.IsMentioned(lines.Span);
                marks.Append(lines.Span);
            }
            said.AddRange([.. CanonicalText.MixedLineEnds(reader.CarriageReturns, reader.LineFeeds, shown), .. marks.Found]);
        }
        if (content.Length <= keep)
        {
            // Only a byte order mark and its line ends made it longer.
            checksum.Dispose();
            using var whole = CanonicalReader.Open(path, shown);
            return Checked.Of(Of(whole.ReadToEnd()), said);
        }
        var length = content.Length;
        return Checked.Of(new SourceScan
        {
            Text = new(() => CanonicalReader.Open(path, shown), content.Finish(), length),
            Head = head ?? "",
            MentionsCopy = mentionsCopy,
            Checksum = checksum,
        }, said);
    }

    // Pieces that end with a line, but within one that is longer than a piece.
    static IEnumerable<ReadOnlyMemory<char>> Lines(TextReader reader)
    {
        var piece = new char[Piece];
        var kept = 0;
        while (reader.ReadBlock(piece.AsSpan(kept)) is > 0 and var read)
        {
            var filled = kept + read;
            var end = piece.AsSpan(0, filled).LastIndexOf('\n') + 1;
            end = end == 0 || filled < Piece ? filled : end;
            yield return piece.AsMemory(0, end);
            piece.AsSpan(end, filled - end).CopyTo(piece);
            kept = filled - end;
        }
        if (kept > 0)
        {
            yield return piece.AsMemory(0, kept);
        }
    }
}
