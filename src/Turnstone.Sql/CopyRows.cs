namespace Turnstone.Sql;

/// <summary>The rows below a <c>COPY … FROM stdin</c>, up to the line <c>\.</c>, which is not one of them; never more than a window of them is in memory.</summary>
sealed class CopyRows(TextWindow window) : TextReader
{
    // "\.\r\n"
    const int LongestEndMark = 4;

    bool atLineStart = true;
    bool isDone;

    /// <summary>Whether the file ended before the line that ends the rows.</summary>
    public bool IsCutOff { get; private set; }

    public override int Peek() => Prepare() ? window.Ahead[0] : -1;

    public override int Read()
    {
        var next = Peek();
        if (next >= 0)
        {
            Pass(1);
        }

        return next;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var written = 0;
        while (written < buffer.Length && Prepare())
        {
            var rows = RowsAhead();
            var length = Math.Min(rows.Length, buffer.Length - written);
            rows[..length].CopyTo(buffer[written..]);
            written += length;
            Pass(length);
        }

        return written;
    }

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    /// <summary>Passes the rows that nobody read.</summary>
    public void Skip()
    {
        while (Prepare())
        {
            Pass(RowsAhead().Length);
        }
    }

    // What is in the window up to the line that may end the rows.
    ReadOnlySpan<char> RowsAhead()
    {
        var ahead = window.Ahead;
        var mark = ahead.IndexOf("\n\\.");
        return mark >= 0 ? ahead[..(mark + 1)]
            : ahead is [.., '\n', '\\'] ? ahead[..^1]
            : ahead;
    }

    void Pass(int count)
    {
        atLineStart = window.Ahead[count - 1] == '\n';
        window.Advance(count);
        window.Release();
    }

    // Whether there is something to hand out.
    bool Prepare()
    {
        if (isDone)
        {
            return false;
        }

        var needed = atLineStart ? LongestEndMark : 1;
        while (window.Ahead.Length < needed && window.Fill())
        {
        }

        if (atLineStart && EndMarkLength(window.Ahead) is > 0 and var length)
        {
            window.Advance(length);
            window.Release();
            isDone = true;
        }
        else if (window.Ahead.IsEmpty)
        {
            isDone = IsCutOff = true;
        }

        return !isDone;
    }

    static int EndMarkLength(ReadOnlySpan<char> ahead) => ahead switch
    {
        ['\\', '.', '\n', ..] => 3,
        ['\\', '.', '\r', '\n', ..] => 4,
        ['\\', '.'] => 2,
        _ => 0,
    };
}
