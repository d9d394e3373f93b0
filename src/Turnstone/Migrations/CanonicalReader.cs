namespace Turnstone.Migrations;

using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Reads a file's canonical text piece by piece, never holding more than one: strict UTF-8 without a byte order mark, line ends LF.</summary>
/// <remarks>Every reading throws a <see cref="FailureException"/> where the file cannot be read or is not UTF-8.</remarks>
sealed class CanonicalReader : TextReader
{
    const int Piece = 64 * 1024;

    readonly Stream file;
    readonly string shown;
    readonly byte[] bytes = new byte[Piece];
    readonly char[] text = new char[Piece];
    int unread;
    int next;
    int end;
    bool hasBegun;
    bool hasEnded;
    bool keepsLineEnds;
    bool afterReturn;

    // Where the piece begins that is decoded next.
    TextPosition position = TextPosition.Start;
    bool looksLikeUtf16;

    public CanonicalReader(Stream file, string shown)
    {
        this.file = file;
        this.shown = shown;
    }

    /// <exception cref="FailureException">It is not there, or may not be read.</exception>
    public static CanonicalReader Open(string path, string shown)
    {
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), shown);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(trouble, shown);
        }
    }

    public static FailureException Unreadable(Exception trouble, string shown) => new(FailureKind.Refused,
        Diagnostic.Error("file-unreadable", $"The file cannot be read: {trouble.Message}", shown, "Check that it is there and that you may read it."), trouble);

    /// <summary>How many carriage returns were left out of what was read.</summary>
    public long CarriageReturns { get; private set; }

    /// <summary>How many line feeds the file has in what was read.</summary>
    public long LineFeeds { get; private set; }

    public override int Peek() => Prepare() ? text[next] : -1;

    public override int Read() => Prepare() ? text[next++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Prepare())
        {
            return 0;
        }
        var length = Math.Min(buffer.Length, end - next);
        text.AsSpan(next, length).CopyTo(buffer);
        next += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    bool Prepare()
    {
        while (next == end && !hasEnded)
        {
            Decode();
        }
        return next < end;
    }

    void Decode()
    {
        var filled = unread + Fill(bytes.AsSpan(unread));
        hasEnded = filled < bytes.Length;
        var content = bytes.AsSpan(0, filled);
        if (!hasBegun)
        {
            looksLikeUtf16 = CanonicalText.LooksLikeUtf16(content);
            content = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        }
        var status = Utf8.ToUtf16(content, text, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: hasEnded);
        if (!hasBegun)
        {
            keepsLineEnds = CanonicalText.KeepsLineEnds(text.AsSpan(0, written));
            hasBegun = true;
        }
        (next, end) = (0, keepsLineEnds ? written : WithLineFeeds(text.AsSpan(0, written)));
        position = position.After(text.AsSpan(0, end));
        if (status == OperationStatus.InvalidData)
        {
            throw new FailureException(FailureKind.Refused,
                CanonicalText.NotUtf8(content[read], looksLikeUtf16, shown).At(position));
        }
        content[read..].CopyTo(bytes);
        unread = content.Length - read;
    }

    int Fill(Span<byte> room)
    {
        try
        {
            return file.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        }
        catch (IOException trouble)
        {
            throw Unreadable(trouble, shown);
        }
    }

    // In place. A pair that two pieces share has been written as the LF of the first.
    int WithLineFeeds(Span<char> piece)
    {
        CarriageReturns += piece.Count('\r');
        LineFeeds += piece.Count('\n');
        if (!afterReturn && !piece.Contains('\r'))
        {
            return piece.Length;
        }
        var length = 0;
        foreach (var character in piece)
        {
            if (character != '\n' || !afterReturn)
            {
                piece[length++] = character == '\r' ? '\n' : character;
            }
            afterReturn = character == '\r';
        }
        return length;
    }
}
