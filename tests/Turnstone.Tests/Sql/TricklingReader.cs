namespace Turnstone.Tests.Sql;

/// <summary>Hands out a text a few characters at a time, as a slow pipe does, and counts how often it was asked for a block.</summary>
sealed class TricklingReader(string text, int piece) : TextReader
{
    int _at;

    public int Blocks { get; private set; }

    public override int Peek() => _at < text.Length ? text[_at] : -1;

    public override int Read() => _at < text.Length ? text[_at++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var length = Math.Min(Math.Min(piece, buffer.Length), text.Length - _at);
        text.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    public override int ReadBlock(Span<char> buffer)
    {
        Blocks++;
        return base.ReadBlock(buffer);
    }
}
